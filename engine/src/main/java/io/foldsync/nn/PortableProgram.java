package io.foldsync.nn;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foldsync.data.HostTensor;
import io.foldsync.data.Normalizer;
import io.foldsync.data.Target;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipOutputStream;

/**
 * Trained networks as one TorchScript file that stands alone: {@code forward(x)} takes rows {@code [b, …]} as they are, and
 * gives what they are answered with: for classes and labels the mean probabilities {@code [b, c]}, for numbers the mean {@code [b, 1]}.
 * Normalisation and weights are within; it computes on the device it is moved to.
 */
public final class PortableProgram {
    private final SavedNetwork.Compiled network;
    private final Target target;
    private final SortedMap<String, HostTensor> tensors = new TreeMap<>();
    private int members;

    /** Of one compiled network, at first without members. */
    public PortableProgram(SavedNetwork.Compiled network, Target target) {
        this.network = network;
        this.target = target;
    }

    /**
     * Adds a member to those that answer together.
     *
     * @throws io.foldsync.error.FoldSyncException {@code NETWORK_SHAPE} if the weights are of another network
     */
    public void add(Normalizer normalizer, Map<String, HostTensor> weights) {
        String member = "m" + members++;
        float[] shift = normalizer.shift();
        tensors.put(member + "_shift", HostTensor.floats(shift, shift.length));
        tensors.put(member + "_scale", HostTensor.floats(normalizer.scale(), shift.length));
        for (int i = 0; i < network.arrays().size(); i++) {
            HostTensor fitting =
                    ScoringProgram.fitting(network, network.arrays().get(i), weights);
            tensors.put(member + "_a" + i, copied(fitting));
        }
    }

    /** The caller's may be a mapped file, which it will delete. */
    private static HostTensor copied(HostTensor tensor) {
        ByteBuffer bytes = ByteBuffer.allocate(tensor.bytes().remaining());
        return new HostTensor(
                tensor.dtype(), tensor.shape(), bytes.put(tensor.bytes()).flip());
    }

    /** The file; the same members give the same bytes. */
    public byte[] archive() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            Archive.begin(zip, TensorPickle.module(tensors), text());
            int number = 0;
            for (HostTensor tensor : tensors.values()) {
                byte[] elements = new byte[tensor.bytes().remaining()];
                tensor.bytes().get(elements);
                Archive.put(zip, "data/" + number++, elements);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private byte[] text() {
        List<String> lines = new ArrayList<>();
        lines.add("class Program(Module):");
        lines.add("  __parameters__ = []");
        lines.add("  __buffers__ = ["
                + String.join(
                        "",
                        tensors.keySet().stream()
                                .map(name -> "\"" + name + "\", ")
                                .toList()) + "]");
        lines.add("  training : bool");
        lines.add("  _is_full_backward_hook : Optional[bool]");
        tensors.keySet().forEach(name -> lines.add("  " + name + " : Tensor"));
        // Where the features are, there everything is made.
        String evaluate = network.text()
                .replace("\"" + SavedNetwork.Compiled.DEVICE + "\"", "ops.prim.device(features)")
                .stripTrailing();
        lines.add(evaluate);
        lines.add("  def forward(self: __torch__.Program, x: Tensor) -> Tensor:");
        lines.add("    features = torch.to(torch.flatten(x, 1), 6)");
        lines.add("    n = torch.size(features, 0)");
        lines.add("    rows = torch.arange(n, dtype=4, layout=None, device=ops.prim.device(features))");
        lines.add("    bounds = torch.tensor([0, n], dtype=4)");
        for (int member = 0; member < members; member++) {
            lines.add("    h" + member + " = (self).evaluate(bounds, rows, features, " + arguments("m" + member) + ")");
            lines.add("    y" + member + " = " + answer("h" + member));
        }
        lines.add("    y = y0");
        for (int member = 1; member < members; member++) {
            lines.add("    y = torch.add(y, y" + member + ")");
        }
        lines.add("    return torch.to(torch.div(y, " + members + "), 6)");
        return (String.join("\n", lines) + "\n").getBytes(UTF_8);
    }

    private String answer(String h) {
        return switch (target.kind()) {
            case CLASSES -> "torch.softmax(" + h + ", 1, 7)";
            case LABELS -> "torch.sigmoid(torch.to(" + h + ", 7))";
            case NUMBERS -> "torch.to(" + h + ", 7)";
        };
    }

    private String arguments(String member) {
        List<String> arguments = new ArrayList<>(List.of("(self)." + member + "_shift", "(self)." + member + "_scale"));
        List<SavedArray> arrays = network.arrays();
        for (String list : arrays.stream().map(SavedArray::list).distinct().toList()) {
            List<String> own = new ArrayList<>();
            for (int i = 0; i < arrays.size(); i++) {
                if (arrays.get(i).list().equals(list)) {
                    own.add("(self)." + member + "_a" + i);
                }
            }
            arguments.add("[" + String.join(", ", own) + "]");
        }
        return String.join(", ", arguments);
    }
}
