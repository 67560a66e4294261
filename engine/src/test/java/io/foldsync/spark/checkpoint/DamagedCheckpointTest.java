package io.foldsync.spark.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.ExitCode;
import io.foldsync.error.FoldSyncException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checkpoints after 2 and after 4 epochs, of which the latter is damaged in some way: the run goes on from the former, and
 * where that is damaged as well, it is refused with both reasons.
 */
class DamagedCheckpointTest {
    private final Path output;

    DamagedCheckpointTest(@TempDir Path output) {
        this.output = output;
    }

    /** Something done to the folder of a checkpoint. */
    private interface Damage {
        void to(Path checkpoint) throws IOException;
    }

    private static Arguments damage(String name, String told, Damage damage) {
        return arguments(name, told, damage);
    }

    private static Damage text(String file, String from, String to) {
        return checkpoint -> {
            Path path = checkpoint.resolve(file);
            String before = Files.readString(path);
            String after = before.replaceFirst(from, to);
            assertThat(after).isNotEqualTo(before);
            Files.writeString(path, after);
        };
    }

    private static Damage cut(String file, int bytes) {
        return checkpoint -> {
            byte[] all = Files.readAllBytes(checkpoint.resolve(file));
            Files.write(checkpoint.resolve(file), java.util.Arrays.copyOf(all, all.length - bytes));
        };
    }

    private static Damage flipped(String file, int fromEnd) {
        return checkpoint -> {
            byte[] all = Files.readAllBytes(checkpoint.resolve(file));
            all[all.length - fromEnd] ^= 1;
            Files.write(checkpoint.resolve(file), all);
        };
    }

    private static Damage gone(String file) {
        return checkpoint -> Files.delete(checkpoint.resolve(file));
    }

    private static Damage filled(String file, String content) {
        return checkpoint -> Files.writeString(checkpoint.resolve(file), content);
    }

    /** The history is rewritten and sealed as if it were right. */
    private static Damage resealed(int epochs) {
        return checkpoint -> {
            CheckpointFolder folder =
                    SmallRun.folder(checkpoint.resolve("../..").normalize());
            CheckpointCard card = folder.inspect(4).card();
            Seal history = Seal.write(
                    folder.files(),
                    folder.draft("x"),
                    new org.apache.hadoop.fs.Path(folder.of(4), "history.json"),
                    SmallRun.progress(epochs)::write);
            List<Seal> files = Stream.concat(
                            card.files().stream().filter(file -> !file.name().equals("history.json")),
                            Stream.of(history))
                    .toList();
            try (var out = Files.newOutputStream(checkpoint.resolve("checkpoint.json"))) {
                CheckpointCard.of(4, SmallRun.FOLDS, SmallRun.PARTICULARS, files)
                        .write(out);
            }
        };
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("a fold's file is cut", "fold-1.safetensors has", cut("fold-1.safetensors", 5)),
                damage(
                        "a fold's file is cut to its header",
                        "has 8 bytes",
                        c -> Files.write(c.resolve("fold-1.safetensors"), new byte[8])),
                damage("a fold's file is empty", "has 0 bytes", filled("fold-2.safetensors", "")),
                damage("a weight is flipped by a bit", "has checksum", flipped("fold-0.safetensors", 1)),
                damage("a header is flipped by a bit", "has checksum", flipped("fold-0.safetensors", 40)),
                damage("a fold's file is missing", "fold-1.safetensors cannot be read", gone("fold-1.safetensors")),
                damage("a fold's file is a folder", "cannot be read", c -> {
                    Files.delete(c.resolve("fold-1.safetensors"));
                    Files.createDirectory(c.resolve("fold-1.safetensors"));
                }),
                damage(
                        "a fold's file is another's",
                        "has checksum",
                        c -> Files.copy(
                                c.resolve("fold-0.safetensors"),
                                c.resolve("fold-1.safetensors"),
                                java.nio.file.StandardCopyOption.REPLACE_EXISTING)),
                damage(
                        "a fold's file is an older one",
                        "has checksum",
                        c -> Files.copy(
                                c.resolveSibling("epoch-0002").resolve("fold-1.safetensors"),
                                c.resolve("fold-1.safetensors"),
                                java.nio.file.StandardCopyOption.REPLACE_EXISTING)),
                damage("a fold's file is none of ours", "has", filled("fold-1.safetensors", "%PDF-1.7 not a network")),
                damage(
                        "bytes follow a fold's file",
                        "bytes instead of",
                        c -> Files.writeString(
                                c.resolve("fold-1.safetensors"), "more", java.nio.file.StandardOpenOption.APPEND)),
                damage("the card is missing", "no checkpoint.json", gone("checkpoint.json")),
                damage("the card is empty", "checkpoint.json: ", filled("checkpoint.json", "")),
                damage("the card is cut", "checkpoint.json: ", cut("checkpoint.json", 9)),
                damage("the card is no JSON", "checkpoint.json: ", filled("checkpoint.json", "epochs: 4\n")),
                damage("the card is a list", "checkpoint.json: its format is \"\"", filled("checkpoint.json", "[]")),
                damage(
                        "the card is of a later format",
                        "its format is \"foldsync-checkpoint/2\"",
                        text("checkpoint.json", "checkpoint/1", "checkpoint/2")),
                damage(
                        "the card has a key too many",
                        "checkpoint.json: ",
                        text("checkpoint.json", "\"epochs\"", "\"more\": 1, \"epochs\"")),
                damage(
                        "the card has a key twice",
                        "checkpoint.json: ",
                        text("checkpoint.json", "\"epochs\"", "\"epochs\": 4, \"epochs\"")),
                damage(
                        "the card is of another epoch",
                        "taken after 3 epochs",
                        text("checkpoint.json", "\"epochs\" : 4", "\"epochs\" : 3")),
                damage(
                        "the card speaks of more folds than it lists",
                        "lists no fold-3.safetensors",
                        text("checkpoint.json", "\"folds\" : 3", "\"folds\" : 4")),
                damage(
                        "the card does not list the history",
                        "lists no history.json",
                        text("checkpoint.json", "history.json", "history.jsom")),
                damage(
                        "a checksum in the card is wrong",
                        "has checksum",
                        text("checkpoint.json", "\"crc32c\" : \"..", "\"crc32c\" : \"zz")),
                damage(
                        "a length in the card is wrong",
                        "bytes instead of 1",
                        text("checkpoint.json", "\"bytes\" : \\d+", "\"bytes\" : 1")),
                damage(
                        "a particular of the card is flipped",
                        "particulars do not fit",
                        text("checkpoint.json", "\"seed\" : \"7\"", "\"seed\" : \"8\"")),
                damage("the history is missing", "history.json cannot be read", gone("history.json")),
                damage("the history is empty", "history.json has 0 bytes", filled("history.json", "")),
                damage("the history is cut", "history.json has", cut("history.json", 20)),
                damage("a digit of the history is flipped", "history.json has checksum", flipped("history.json", 60)),
                damage("the history is that of fewer epochs", "tells of 3 epochs", resealed(3)),
                damage("the history is that of more epochs", "tells of 5 epochs", resealed(5)),
                damage("there is no history but its file", "tells of 0 epochs", resealed(0)));
    }

    private Optional<Progress> resumed(CheckpointFolder folder, Particulars particulars) {
        return new Resumption(folder, particulars, (checkpoint, files) -> files.stream()
                        .map(seal -> seal.check(folder.files(), checkpoint))
                        .filter(fault -> !fault.isEmpty())
                        .toList())
                .progress();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void whatIsDamagedIsPassedOverForAnOlderOneOrRefused(String name, String told, Damage damage) throws IOException {
        CheckpointFolder folder = SmallRun.folder(output);
        SmallRun.write(folder, 2);
        SmallRun.write(folder, 4);
        assertThat(resumed(folder, SmallRun.PARTICULARS)).contains(SmallRun.progress(4));

        damage.to(output.resolve("checkpoints/epoch-0004"));
        assertThat(resumed(folder, SmallRun.PARTICULARS)).contains(SmallRun.progress(2));

        Files.writeString(output.resolve("checkpoints/epoch-0002/fold-0.safetensors"), "damaged too");
        assertThatThrownBy(() -> resumed(folder, SmallRun.PARTICULARS))
                .isInstanceOfSatisfying(FoldSyncException.class, stop -> {
                    assertThat(stop.faults().get(0).code()).isEqualTo(ErrorCode.CHECKPOINT_DAMAGED);
                    assertThat(stop.exitCode()).isEqualTo(ExitCode.OUTPUT);
                })
                .hasMessageContaining("epoch-0004: ")
                .hasMessageContaining(told)
                .hasMessageContaining("epoch-0002: fold-0.safetensors has 11 bytes instead of");
    }

    static Stream<Arguments> otherRuns() {
        return Stream.of(
                arguments("seed", "8", "seed is 8 and was 7"),
                arguments("folds", "5", "folds is 5 and was 3"),
                arguments("training.epochs", "12", "training.epochs is 12 and was 9"),
                arguments("data.fingerprint", "ab", "data.fingerprint is ab and was none"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherRuns")
    void theCheckpointsOfAnotherRunAreRefusedWithWhatDiffers(String name, String value, String told)
            throws IOException {
        CheckpointFolder folder = SmallRun.folder(output);
        SmallRun.write(folder, 2);
        assertThatThrownBy(() -> resumed(folder, SmallRun.PARTICULARS.with(name, value)))
                .isInstanceOfSatisfying(
                        FoldSyncException.class,
                        stop -> assertThat(stop.faults().get(0).code()).isEqualTo(ErrorCode.OUTPUT_OTHER_RUN))
                .hasMessageContaining("epoch-0002: it is of another run: " + told + ";");
    }

    @Test
    void aRunThatWasCutBeforeItsFirstCheckpointBeginsAnew() throws IOException {
        CheckpointFolder folder = SmallRun.folder(output);
        assertThat(resumed(folder, SmallRun.PARTICULARS)).isEmpty();
        SmallRun.writeFold(folder, 2, 0, 0);
        assertThat(resumed(folder, SmallRun.PARTICULARS)).isEmpty();
    }

    @Test
    void aCardIsForPeopleToo() throws IOException {
        CheckpointFolder folder = SmallRun.folder(output);
        SmallRun.write(folder, 2);
        assertThat(Files.readString(output.resolve("checkpoints/epoch-0002/checkpoint.json"), StandardCharsets.UTF_8))
                .contains(
                        "\"format\" : \"foldsync-checkpoint/1\"",
                        "\"seed\" : \"7\"",
                        "\"name\" : \"fold-0.safetensors\"");
    }
}
