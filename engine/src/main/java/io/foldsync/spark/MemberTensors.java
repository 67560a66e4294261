package io.foldsync.spark;

import io.foldsync.data.HostTensor;
import io.foldsync.data.Normalizer;
import io.foldsync.data.Safetensors;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Reads what {@link MemberFiles} wrote. */
final class MemberTensors {
    private MemberTensors() {}

    /**
     * What {@code use} makes of a network's normaliser and weights, which are there as long as that takes.
     *
     * @param files gives a file's content by its name below the run's folder
     */
    static <T> T with(
            ModelCard.Member member,
            Function<String, byte[]> files,
            BiFunction<Normalizer, Map<String, HostTensor>, T> use) {
        Normalizer normalizer = with(member.scaling(), files, scaling -> normalizer(member, scaling));
        return with(member.weights(), files, weights -> use.apply(normalizer, weights));
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
}
