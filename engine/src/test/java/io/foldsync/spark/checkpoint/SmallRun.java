package io.foldsync.spark.checkpoint;

import io.foldsync.data.HostTensor;
import io.foldsync.data.Safetensors;
import io.foldsync.history.EpochOrder;
import io.foldsync.history.EpochReport;
import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.metric.Tally;
import io.foldsync.policy.Direction;
import io.foldsync.policy.Monitor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** Checkpoints of a run that was never trained: folds whose state is a few numbers that tell fold and epoch. */
final class SmallRun {
    static final int FOLDS = 3;
    static final Monitor LOSS = new Monitor("val_loss", Direction.MINIMIZE);
    static final Particulars PARTICULARS =
            Particulars.none().with("seed", 7).with("folds", FOLDS).with("training.epochs", 9);

    private SmallRun() {}

    /** A checkpoint folder below a local one. */
    static CheckpointFolder folder(Path output) throws IOException {
        FileSystem files = FileSystem.getLocal(new Configuration()).getRaw();
        return new CheckpointFolder(
                files,
                new org.apache.hadoop.fs.Path(output.resolve("checkpoints").toUri()),
                new org.apache.hadoop.fs.Path(output.resolve("_staging").toUri()));
    }

    static History history(int epochs, int folds, IntToDoubleFunction loss) {
        History history = History.empty();
        for (int epoch = 0; epoch < epochs; epoch++) {
            List<EpochReport> reports = new ArrayList<>();
            for (int fold = 0; fold < folds; fold++) {
                double value = loss.applyAsDouble(epoch);
                reports.add(new EpochReport(
                        fold,
                        epoch,
                        new TreeMap<>(Map.of("val_loss", value)),
                        new TreeMap<>(Map.of("val_loss", Tally.of(value * 3, 3)))));
            }
            history = history.with(new Round(new EpochOrder(epoch, 0.1), reports));
        }
        return history;
    }

    static Progress progress(int epochs) {
        return new Progress(
                history(epochs, FOLDS, epoch -> 1.0 / (3 + epoch)),
                List.of(new FoldTiming(0, 0, 0.1, 0.2, 30, "here")));
    }

    /** What fold {@code fold} is after so many epochs. */
    static float[] state(int fold, int epochs) {
        return new float[] {fold, epochs, 0.1f};
    }

    static void write(CheckpointFolder folder, int epochs) throws IOException {
        write(folder, epochs, PARTICULARS);
    }

    static void write(CheckpointFolder folder, int epochs, Particulars particulars) throws IOException {
        List<Seal> seals = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            seals.add(writeFold(folder, epochs, fold, fold));
        }
        folder.commit(progress(epochs), particulars, seals);
    }

    /** Writes the file of one fold with what another would be. */
    static Seal writeFold(CheckpointFolder folder, int epochs, int fold, int content) throws IOException {
        String name = CheckpointCard.foldFile(fold);
        return Seal.write(
                folder.files(),
                folder.draft(name),
                new org.apache.hadoop.fs.Path(folder.of(epochs), name),
                out -> Safetensors.write(
                        out,
                        new TreeMap<>(Map.of("layers.0.weight", HostTensor.floats(state(content, epochs), 3))),
                        new TreeMap<>(Map.of("fold", "" + content, "epochs", "" + epochs))));
    }

    static void prune(CheckpointFolder folder, Set<Integer> written, CheckpointPlan plan, int epochs)
            throws IOException {
        folder.prune(written, plan, progress(epochs).history(), LOSS);
    }
}
