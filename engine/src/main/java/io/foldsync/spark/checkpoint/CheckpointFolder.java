package io.foldsync.spark.checkpoint;

import io.foldsync.history.History;
import io.foldsync.policy.Monitor;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The folder of a run's checkpoints, on any Hadoop file system: {@code epoch-0007/} is one that was taken when seven
 * epochs had been trained, and counts once its {@code checkpoint.json} is there. {@code last} and {@code best} are texts
 * with a folder's name.
 *
 * @param files the file system
 * @param root {@code checkpoints} below the run's output
 * @param drafts a folder for files that are being written, on the same file system
 */
public record CheckpointFolder(FileSystem files, Path root, Path drafts) {
    private static final Pattern NAME = Pattern.compile("epoch-(\\d{4,9})");
    private static final String LAST = "last";
    private static final String BEST = "best";

    /** A checkpoint's card, or what is wrong with it. */
    record Inspected(CheckpointCard card, String fault) {
        static Inspected bad(String fault) {
            return new Inspected(CheckpointCard.of(0, 0, Particulars.none(), List.of()), fault);
        }

        boolean sound() {
            return fault.isEmpty();
        }
    }

    /** The folder of the checkpoint after so many epochs. */
    public Path of(int epochs) {
        return new Path(root, name(epochs));
    }

    private static String name(int epochs) {
        return "epoch-%04d".formatted(epochs);
    }

    /** Where a file is written before it gets its place. */
    public Path draft(String name) {
        return new Path(drafts, name);
    }

    /** The epochs of all folders that look like checkpoints, complete or not, the latest first. */
    public List<Integer> epochs() throws IOException {
        List<Integer> found = new ArrayList<>();
        try {
            for (FileStatus file : files.listStatus(root)) {
                Matcher matcher = NAME.matcher(file.getPath().getName());
                if (file.isDirectory()
                        && matcher.matches()
                        && file.getPath().getName().equals(name(Integer.parseInt(matcher.group(1))))) {
                    found.add(Integer.parseInt(matcher.group(1)));
                }
            }
        } catch (FileNotFoundException e) {
            return List.of();
        }
        found.sort(Comparator.reverseOrder());
        return found;
    }

    /** Whether a folder has a card: one without is what a checkpoint leaves that was cut off. */
    boolean committed(int epochs) throws IOException {
        return files.exists(new Path(of(epochs), CheckpointCard.NAME));
    }

    /** The epochs of all checkpoints that were completed, the latest first. */
    public List<Integer> committed() throws IOException {
        List<Integer> complete = new ArrayList<>();
        for (int epochs : epochs()) {
            if (committed(epochs)) {
                complete.add(epochs);
            }
        }
        return complete;
    }

    /** Reads the card. */
    Inspected inspect(int epochs) {
        try {
            CheckpointCard card = CheckpointCard.read(read(new Path(of(epochs), CheckpointCard.NAME)));
            return new Inspected(card, card.fault(epochs));
        } catch (FileNotFoundException e) {
            return Inspected.bad("it has no " + CheckpointCard.NAME + ": it was cut off while it was written");
        } catch (IOException | FSError e) {
            return Inspected.bad(CheckpointCard.NAME + ": " + Seal.firstLine(e));
        }
    }

    /** What the driver knew then. */
    Progress progress(int epochs) throws IOException {
        return Progress.read(read(new Path(of(epochs), CheckpointCard.HISTORY)));
    }

    /** Completes a checkpoint whose folds' files are written: the history, and last of all the card. */
    public void commit(Progress progress, Particulars particulars, List<Seal> folds) throws IOException {
        int epochs = progress.history().epochs();
        Path folder = of(epochs);
        List<Seal> all = new ArrayList<>(folds);
        all.sort(Comparator.comparing(Seal::name));
        all.add(Seal.write(
                files, draft(CheckpointCard.HISTORY), new Path(folder, CheckpointCard.HISTORY), progress::write));
        CheckpointCard card = CheckpointCard.of(epochs, folds.size(), particulars, all);
        Seal.write(files, draft(CheckpointCard.NAME), new Path(folder, CheckpointCard.NAME), card::write);
    }

    /** Points at the latest and the best of the checkpoints that stay, and removes all other folders. */
    public void prune(Set<Integer> written, CheckpointPlan plan, History history, Monitor by) throws IOException {
        Set<Integer> kept = plan.kept(written, history, by);
        point(LAST, new TreeSet<>(kept).last());
        point(BEST, CheckpointPlan.bestFirst(kept, history, by).get(0));
        for (int epochs : epochs()) {
            if (!kept.contains(epochs)) {
                remove(epochs);
            }
        }
        written.retainAll(kept);
    }

    private void point(String name, int epochs) throws IOException {
        byte[] text = (name(epochs) + "\n").getBytes(StandardCharsets.UTF_8);
        Seal.write(files, draft(name), new Path(root, name), out -> out.write(text));
    }

    /** Removes a checkpoint, the card first: half of it is none. */
    public void remove(int epochs) throws IOException {
        files.delete(new Path(of(epochs), CheckpointCard.NAME), false);
        files.delete(of(epochs), true);
    }

    /** Removes all of it. */
    public void remove() throws IOException {
        files.delete(root, true);
    }

    private byte[] read(Path file) throws IOException {
        try (InputStream in = files.open(file)) {
            return in.readAllBytes();
        }
    }
}
