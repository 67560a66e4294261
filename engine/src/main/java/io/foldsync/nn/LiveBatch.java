package io.foldsync.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.foldsync.data.HostTensor;
import io.foldsync.nn.ArraySpec.Role;
import io.foldsync.random.Seed;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One batch under way. */
final class LiveBatch implements Batch {

    /**
     * Where it stands.
     *
     * @param ends whether a step is due
     * @param heldBack the rows that are not trained on
     */
    record Place(TrainingPass pass, int number, boolean ends, List<Integer> heldBack) {}

    private final Place place;
    private final Model model;
    private final Stages stages;
    private final BatchWatcher watcher;
    private final NDArray tally;
    private final WaitingGradients waiting;
    private final NDManager scratch;
    private final NDArray batch;
    private @Nullable NDList ahead;
    private @Nullable NDList losses;
    private @Nullable Double loss;
    private boolean counted;

    LiveBatch(
            Place place,
            Model model,
            Stages stages,
            BatchWatcher watcher,
            NDArray tally,
            WaitingGradients waiting,
            NDManager scratch) {
        this.place = place;
        this.model = model;
        this.stages = stages;
        this.watcher = watcher;
        this.tally = tally;
        this.waiting = waiting;
        this.scratch = scratch;
        this.batch = scratch.create(rowNumbers());
    }

    @Override
    public void forward() {
        arrived(stages.forward(place.pass, place.number, batch, counting()));
    }

    /** Where the next loss is counted: the batch's first in the epoch's tally, others nowhere. */
    private NDArray counting() {
        NDArray here = counted ? stages.nothing(scratch) : tally;
        counted = true;
        return here;
    }

    private void arrived(NDList forward) {
        ahead = forward;
        loss = null;
        losses = new NDList(forward.get(0), forward.get(1));
    }

    @Override
    public double loss() {
        Double known = loss;
        if (known == null) {
            known = mean(require(losses, "the loss", "forward()"));
            loss = known;
        }
        return known;
    }

    private double mean(NDList of) {
        double value = of.get(0).getFloat();
        return stages.recipe.steps().gather() ? value / of.get(1).getFloat() : value;
    }

    @Override
    public void backward() {
        NDList forward = require(ahead, "a loss to go back from", "forward()");
        back(() -> stages.backward(batch, forward), forward.get(1));
    }

    /** The gradients of any loss, as those of the batch's own. */
    void backward(NDArray of) {
        back(() -> stages.gradients(of), scratch.ones(new Shape()));
    }

    private void back(Supplier<NDList> gradients, NDArray weight) {
        watcher.beforeBackward(this);
        waiting.add(gradients.get(), weight);
        ahead = null; // the graph is used up
        watcher.afterBackward(this);
    }

    @Override
    public SortedMap<String, HostTensor> gradients() {
        return download(stages.learned, current());
    }

    private NDList current() {
        if (waiting.none()) {
            throw new IllegalStateException(
                    "the gradients are asked for before backward(), or after they were let go of");
        }
        return waiting.mean();
    }

    @Override
    public double gradientNorm() {
        return stages.norm(current());
    }

    @Override
    public void scaleGradients(double factor) {
        current();
        waiting.scale(factor);
    }

    @Override
    public void step() {
        step(lr());
    }

    @Override
    public void step(double lr) {
        if (place.ends) {
            NDList mean = current();
            watcher.beforeOptimizerStep(this);
            stages.step(lr, mean);
            watcher.beforeZeroGrad(this);
            waiting.drop();
        }
    }

    @Override
    public void skip() {
        waiting.drop();
    }

    @Override
    public double lossOf(int[] rows) {
        float[] outputs = model.outputs(rows);
        NDArray h = scratch.create(outputs, new Shape(rows.length, outputs.length / rows.length));
        return mean(stages.loss(h, scratch.create(rows), stages.nothing(scratch)));
    }

    @Override
    public SortedMap<String, HostTensor> weights() {
        List<ArraySpec> specs = stages.arrays.specs().stream()
                .filter(spec -> spec.role() == Role.PARAMETER || spec.role() == Role.BUFFER)
                .toList();
        return download(specs, stages.arrays.network());
    }

    private static SortedMap<String, HostTensor> download(List<ArraySpec> specs, List<NDArray> arrays) {
        SortedMap<String, HostTensor> tensors = new TreeMap<>();
        for (int i = 0; i < specs.size(); i++) {
            tensors.put(specs.get(i).name(), Transfer.download(arrays.get(i), specs.get(i)));
        }
        return tensors;
    }

    private static <T> T require(@Nullable T known, String what, String call) {
        if (known == null) {
            throw new IllegalStateException(what + " is asked for before " + call);
        }
        return known;
    }

    @Override
    public int index() {
        return place.number;
    }

    @Override
    public int rows() {
        return rowNumbers().length;
    }

    @Override
    public int[] rowNumbers() {
        return place.pass.rows(place.number, place.number + 1);
    }

    @Override
    public double lr() {
        return place.pass.lrs(place.number, place.number + 1)[0];
    }

    @Override
    public boolean ends() {
        return place.ends;
    }

    @Override
    public int[] heldBack() {
        return place.heldBack.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public Seed seed() {
        return place.pass.seed().child("step").child(place.number);
    }

    @Override
    public BatchTensors tensors() {
        return new BatchTensors(this, stages, waiting, batch);
    }

    /** The recipe's loss of any outputs for this batch, and its weight; the batch's first is counted. */
    NDList loss(NDArray h) {
        NDList arrived = stages.loss(h, batch, counting());
        arrived(arrived);
        return arrived;
    }
}
