package io.foldsync.spark;

import io.foldsync.data.HostTensor;
import io.foldsync.data.Normalizer;
import io.foldsync.data.Safetensors;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.nn.SavedNetwork;
import io.foldsync.nn.TrainedNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The chosen networks of a finished run, loaded where they score rows. Used by one thread at a time. */
final class OpenMembers implements AutoCloseable {
    private final List<TrainedNetwork> networks = new ArrayList<>();
    private final int outputs;

    /** @param files gives a file's content by its name below the run's folder */
    OpenMembers(ModelCard card, List<ModelCard.Member> members, Function<String, byte[]> files, String device) {
        this.outputs = card.predicted().outputs();
        SavedNetwork network = card.network().network(files);
        try {
            for (ModelCard.Member member : members) {
                networks.add(with(
                        member.scaling(),
                        files,
                        scaling -> with(
                                member.weights(),
                                files,
                                weights -> TrainedNetwork.open(
                                        network,
                                        card.shape(),
                                        card.predicted(),
                                        normalizer(member, scaling),
                                        weights,
                                        device))));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** What {@code use} makes of a safetensors file, which is mapped as long as that takes. */
    private static <T> T with(String name, Function<String, byte[]> files, Function<Map<String, HostTensor>, T> use) {
        try {
            Path file = Files.createTempFile("foldsync-", ".safetensors");
            try {
                Files.write(file, files.apply(name));
                Safetensors mapped = Safetensors.map(file);
                Map<String, HostTensor> tensors = new TreeMap<>();
                mapped.names().forEach(each -> tensors.put(each, mapped.tensor(each)));
                return use.apply(tensors);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Normalizer normalizer(ModelCard.Member member, Map<String, HostTensor> scaling) {
        HostTensor shift = scaling.get("shift");
        HostTensor scale = scaling.get("scale");
        if (shift == null || scale == null || shift.elements() != scale.elements()) {
            throw FoldSyncException.of(
                    ErrorCode.DATA_FORMAT,
                    member.scaling(),
                    "tensors " + scaling,
                    "shift and scale, equally long",
                    "Use the files of one run as they were written.");
        }
        return Normalizer.of(shift.toFloats(), scale.toFloats());
    }

    /** Raw outputs {@code [rows, outputs]} of each network; features as {@link TrainedNetwork#outputs} takes them. */
    List<float[]> outputs(float[] features, int rows) {
        return networks.stream()
                .map(network -> network.outputs(features, rows))
                .toList();
    }

    /** Outputs a row. */
    int width() {
        return outputs;
    }

    @Override
    public void close() {
        networks.forEach(TrainedNetwork::close);
    }
}
