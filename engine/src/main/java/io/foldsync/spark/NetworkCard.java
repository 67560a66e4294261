package io.foldsync.spark;

import com.fasterxml.jackson.annotation.JsonValue;
import io.foldsync.nn.SavedArray;
import io.foldsync.nn.SavedNetwork;
import io.foldsync.nn.TorchScript;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A network as {@code model.json} tells of it; what is too long for that is in a file of its own.
 *
 * @param kind what is kept: an evaluation {@code program} of TorchScript, a user's {@code torchscript} file, the name of a
 *     class that makes a {@code block}, or {@code unknown}, a block that nobody can make again
 * @param description the recipe in a line
 * @param arrays of a program, else empty
 * @param className of a block, else empty
 * @param options of a block, else empty
 */
record NetworkCard(
        Kind kind, String description, List<SavedArray> arrays, String className, Map<String, String> options) {

    enum Kind {
        PROGRAM("models/network.torchscript"),
        TORCHSCRIPT("models/network.pt"),
        BLOCK(""),
        UNKNOWN("");

        private final String file;

        Kind(String file) {
            this.file = file;
        }

        /** As the file has it. */
        @JsonValue
        String written() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static NetworkCard of(SavedNetwork network) {
        String description = network.description();
        if (network instanceof SavedNetwork.Compiled compiled) {
            return new NetworkCard(Kind.PROGRAM, description, compiled.arrays(), "", Map.of());
        } else if (network instanceof SavedNetwork.Script) {
            return new NetworkCard(Kind.TORCHSCRIPT, description, List.of(), "", Map.of());
        } else if (network instanceof SavedNetwork.Block block) {
            return new NetworkCard(Kind.BLOCK, description, List.of(), block.className(), block.options());
        }
        String className = ((SavedNetwork.Unknown) network).className();
        return new NetworkCard(Kind.UNKNOWN, description, List.of(), className, Map.of());
    }

    /** The network's own file below the run's folder, for kinds that have one. */
    Optional<String> file() {
        return Optional.of(kind.file).filter(file -> !file.isEmpty());
    }

    /** What is in that file. */
    static byte[] content(SavedNetwork network) {
        return network instanceof SavedNetwork.Compiled compiled
                ? compiled.text().getBytes(StandardCharsets.UTF_8)
                : ((SavedNetwork.Script) network).network().bytes();
    }

    /** @param files gives a file's content by its name below the run's folder */
    SavedNetwork network(Function<String, byte[]> files) {
        return switch (kind) {
            case PROGRAM ->
                new SavedNetwork.Compiled(
                        description, new String(files.apply(kind.file), StandardCharsets.UTF_8), arrays);
            case TORCHSCRIPT -> new SavedNetwork.Script(TorchScript.of(kind.file, files.apply(kind.file)));
            case BLOCK -> new SavedNetwork.Block(description, className, options);
            case UNKNOWN -> new SavedNetwork.Unknown(description, className);
        };
    }
}
