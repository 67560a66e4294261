package io.foldsync.nn;

import io.foldsync.nn.ArraySpec.Role;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The text of a program whose training step comes in parts, so that somebody can watch or work between them. The statements
 * are those of {@link TrainingText} in their order, cut into methods: the numbers are the same to the bit.
 *
 * <p>Methods for all networks: {@code batch} as in {@link BatchText}, {@code loss(h, batch, targets, weights, tally)}, {@code gradients(loss, lists…)} by
 * automatic differentiation, {@code gather} and {@code mean} where several batches make a step, {@code scale},
 * {@code norm}, and {@code step(lr, weight_decay, gradients, lists…)}. For networks that are compiled besides: {@code
 * forward_pass(batch, …)}, {@code backward_pass(batch, saved, lists…)} where every layer brings its derivative, and {@code
 * outputs(x, …)}. {@code loss} and {@code forward_pass} give the batch's loss, its weight, and what the way back needs.
 */
final class StagesText {
    private static final Pattern ASSIGNED = Pattern.compile("^([A-Za-z_]\\w*(?:, [A-Za-z_]\\w*)*),? = ");
    private static final Pattern NAME = Pattern.compile("(?<![.\\w])[A-Za-z_]\\w*");
    private static final List<String> DRAWN = List.of("words", "thresholds", "gains");
    private static final List<String> TRUTH = List.of("targets", "weights", "tally");

    private final StringBuilder text = new StringBuilder(ProgramCompiler.HEAD);
    private final ModelRecipe recipe;
    private final Feed feed;
    private final StepText step;
    private final List<ArraySpec> arrays;

    private StagesText(ModelRecipe recipe, Feed feed, StepText step, List<ArraySpec> arrays) {
        this.recipe = recipe;
        this.feed = feed;
        this.step = step;
        this.arrays = arrays;
    }

    /** For a network whose inside is not known. */
    static String open(ModelRecipe recipe, Feed feed, StepText step, List<ArraySpec> arrays) {
        return new StagesText(recipe, feed, step, arrays).finished();
    }

    /**
     * For a network that is compiled.
     *
     * @param network the training text from rows to {@code last}
     * @param within the training text from {@code x [b, shape…]} to {@code outputs}
     */
    static String compiled(
            ModelRecipe recipe,
            Feed feed,
            Sheet network,
            Signal last,
            Sheet within,
            Signal outputs,
            List<ArraySpec> arrays) {
        StagesText program = new StagesText(recipe, feed, StepText.of(recipe, network.parameters()), arrays);
        program.forward(network, last);
        program.outputs(within, outputs);
        return program.finished();
    }

    private String finished() {
        text.append(BatchText.gather(recipe, feed));
        text.append(Signature.method("truth", List.of("batch", "targets"), List.of()));
        line("return " + TruthText.of(feed.target(), "batch"));
        loss();
        gradients();
        update();
        text.append("  def forward(self: __torch__.Program, x: Tensor) -> Tensor:\n    return x\n");
        return text.toString();
    }

    private void forward(Sheet network, Signal last) {
        List<String> body = new ArrayList<>(masks(network));
        body.addAll(network.onceLines);
        body.addAll(network.lines);
        body.add("h = " + last);
        body.addAll(
                network.derivable() ? lossText().valueAndGradient() : lossText().value());
        List<String> back = new ArrayList<>();
        if (network.derivable()) {
            back.add(Gradients.gradient(last.variable()) + " = d_h");
            back.addAll(Gradients.of(network, last));
        }
        Set<String> saved = saved(body, back);

        begin(
                "forward_pass",
                concat(concat(List.of("batch"), DRAWN), concat(List.of("features", "shift", "scale"), TRUTH)),
                network());
        truth();
        line("rows = batch");
        line("start = 0");
        line("end = b");
        line("torch.set_grad_enabled(" + (network.derivable() ? "False" : "True") + ")");
        body.forEach(this::line);
        tally();
        line("return [" + String.join(", ", concat(List.of("loss", "loss_weight"), List.copyOf(saved))) + "]");
        if (network.derivable()) {
            backward(saved, back);
        }
    }

    private void backward(Set<String> saved, List<String> back) {
        text.append(method("backward_pass", List.of("batch"), concat(List.of("saved"), Signature.lists(network()))));
        Signature.names(network()).forEach(this::line);
        line("b = torch.size(batch, 0)");
        line("torch.set_grad_enabled(False)");
        int next = 2; // after loss and weight
        for (String name : saved) {
            line(name + " = saved[" + next++ + "]");
        }
        back.forEach(this::line);
        line("return gradients");
    }

    /** What is assigned on the way forward and read on the way back, but for sizes. */
    private static Set<String> saved(List<String> body, List<String> back) {
        Set<String> assigned = new LinkedHashSet<>();
        for (String line : body) {
            Matcher left = ASSIGNED.matcher(line);
            if (left.find()) {
                assigned.addAll(List.of(left.group(1).split(", ")));
            }
        }
        Set<String> read = new LinkedHashSet<>();
        back.forEach(line -> NAME.matcher(line).results().forEach(name -> read.add(name.group())));
        assigned.retainAll(read);
        return assigned;
    }

    private void outputs(Sheet within, Signal outputs) {
        begin("outputs", concat(List.of("x"), DRAWN), network());
        line("b = torch.size(x, 0)");
        line("start = 0");
        line("end = b");
        line("torch.set_grad_enabled(True)");
        masks(within).forEach(this::line);
        within.lines.forEach(this::line);
        line("return [" + outputs + "]");
    }

    private List<String> masks(Sheet network) {
        return MaskText.of(network, AugmentationText.words(recipe.augmentation()));
    }

    private void loss() {
        begin("loss", concat(List.of("h", "batch"), TRUTH), List.of());
        truth();
        line("torch.set_grad_enabled(True)");
        lossText().value().forEach(this::line);
        tally();
        line("return [loss, loss_weight]");
    }

    private LossText lossText() {
        return new LossText(
                recipe.loss(), feed.target(), feed.weighted(), recipe.steps().gather(), true);
    }

    private void truth() {
        line("b = torch.size(batch, 0)");
        line("one = torch.ones([], dtype=6, device=\"" + feed.device() + "\")");
        LossText.before(recipe.loss(), feed.device()).forEach(this::line);
        line("y = " + TruthText.of(feed.target(), "batch"));
    }

    private void tally() {
        line("torch.set_grad_enabled(False)");
        BatchText.tally(feed).forEach(this::line);
    }

    /** What the loss does not hang on has gradient 0. */
    private void gradients() {
        List<ArraySpec> learned =
                arrays.stream().filter(spec -> spec.role() == Role.PARAMETER).toList();
        begin("gradients", List.of("loss"), learned);
        BatchText.gradients(step).forEach(this::line);
        line("return gradients");
    }

    private void update() {
        text.append(method("gather", List.of("gathered_weight", "weight"), List.of("gathered", "gradients")));
        line("torch._foreach_add_(gathered, gradients)");
        line("torch.add_(gathered_weight, weight)");
        line("return gathered");
        text.append(method("mean", List.of("gathered_weight"), List.of("gathered")));
        line("return torch._foreach_div(gathered, " + LossText.divisor("gathered_weight") + ")");
        text.append(method("scale", List.of("factor"), List.of("gradients")));
        line("return torch._foreach_mul(gradients, float(factor))");
        text.append(method("norm", List.of("factor"), List.of("gradients")));
        line("return [torch.linalg_vector_norm(torch.stack(torch._foreach_norm(gradients)))]");
        text.append(method(
                "step",
                List.of("lr", "weight_decay"),
                concat(List.of("gradients"), Signature.lists(Signature.stepping(arrays)))));
        line("torch.set_grad_enabled(False)");
        line("rate = float(lr)");
        line("decay = float(weight_decay)");
        step.before("").forEach(this::line);
        step.lines("").forEach(this::line);
        line("return [lr]");
    }

    private List<ArraySpec> network() {
        return Signature.network(arrays);
    }

    private void begin(String name, List<String> tensors, List<ArraySpec> lists) {
        text.append(method(name, tensors, Signature.lists(lists)));
        Signature.names(lists).forEach(this::line);
    }

    private static String method(String name, List<String> tensors, List<String> lists) {
        return Signature.method(name, tensors, lists).replace("-> Tensor", "-> List[Tensor]");
    }

    private static List<String> concat(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private void line(String line) {
        text.append("    ").append(line).append('\n');
    }
}
