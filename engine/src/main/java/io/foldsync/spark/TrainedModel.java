package io.foldsync.spark;

import static java.util.Objects.requireNonNull;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * The networks that a finished run left, read and ready to predict with: {@link #load}, choose by {@link #use}, then
 * {@link Predictor#predict}. Holds the files' bytes, so that the run's folder may go. Immutable.
 */
public final class TrainedModel {
    /** What {@link #use} calls all folds together. */
    public static final String ENSEMBLE = "ensemble";

    private final ModelCard card;
    private final SortedMap<String, byte[]> files;

    private TrainedModel(ModelCard card, SortedMap<String, byte[]> files) {
        this.card = card;
        this.files = files;
    }

    /**
     * Reads what a run left.
     *
     * @param folder the run's output directory, on any Hadoop file system
     * @throws FoldSyncException {@code DATA_NOT_FOUND} when there is no finished run; {@code DATA_FORMAT} when its files
     *     are not what this version reads
     */
    public static TrainedModel load(SparkSession spark, String folder) {
        return load(spark.sparkContext().hadoopConfiguration(), folder);
    }

    /** As {@link #load(SparkSession, String)}, before there is a session. */
    public static TrainedModel load(Configuration hadoop, String folder) {
        try {
            Path root = new Path(folder);
            FileSystem system = OutputFiles.of(root, hadoop);
            require(system, root, "", "no such folder", "Name the output directory of a run.");
            require(
                    system,
                    root,
                    "_SUCCESS",
                    "no _SUCCESS: the run is not finished",
                    "Let it finish, or name another.");
            require(system, root, ModelCard.FILE, "no " + ModelCard.FILE, "Run it again with this version.");
            SortedMap<String, byte[]> files = new TreeMap<>();
            files.put(ModelCard.FILE, read(system, root, ModelCard.FILE));
            ModelCard card = ModelCard.read(
                    new Path(root, ModelCard.FILE).toString(), requireNonNull(files.get(ModelCard.FILE)));
            List<String> more = new ArrayList<>(card.network().file().stream().toList());
            card.members().forEach(member -> more.addAll(List.of(member.weights(), member.scaling())));
            for (String name : more) {
                require(system, root, name, "no " + name, "Use the folder as the run left it.");
                files.put(name, read(system, root, name));
            }
            return new TrainedModel(card, files);
        } catch (IOException | IllegalArgumentException e) {
            throw FoldSyncException.of(
                            ErrorCode.DATA_UNREADABLE,
                            "run " + folder,
                            String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                            "the output directory of a finished run",
                            "Check the path, its file system and the permissions.")
                    .causedBy(e);
        }
    }

    private static void require(FileSystem system, Path root, String name, String found, String remedy)
            throws IOException {
        if (!system.exists(name.isEmpty() ? root : new Path(root, name))) {
            throw FoldSyncException.of(
                    ErrorCode.DATA_NOT_FOUND, "run " + root, found, "the output directory of a finished run", remedy);
        }
    }

    private static byte[] read(FileSystem system, Path root, String name) throws IOException {
        try (InputStream in = system.open(new Path(root, name))) {
            return in.readAllBytes();
        }
    }

    /**
     * Writes the model to a directory that does not exist yet, in the layout of a run's: what {@link #load} reads.
     *
     * @throws FoldSyncException {@code OUTPUT_EXISTS}, {@code OUTPUT_UNWRITABLE}
     */
    public void save(SparkSession spark, String folder) {
        try (OutputDirectory output =
                OutputDirectory.claim(folder, spark.sparkContext().hadoopConfiguration(), Resume.NEVER)) {
            files.forEach((name, content) -> output.write(name, (OutputStream out) -> out.write(content)));
            output.succeed();
        }
    }

    /** The networks by name: {@code fold-0} and so on, and {@code refit} if there is one. */
    public List<String> members() {
        return card.members().stream().map(ModelCard.Member::name).toList();
    }

    /** The names of the classes, in the order of the probabilities; empty for numbers. */
    public List<String> classes() {
        return card.classes();
    }

    /** The feature columns it looks for. */
    public List<String> features() {
        return card.features();
    }

    /** All folds' networks together. */
    public Predictor ensemble() {
        return use(ENSEMBLE);
    }

    /**
     * One network, or all folds'.
     *
     * @param member {@link #ENSEMBLE}, or one of {@link #members()}
     * @throws FoldSyncException {@code CONFIG_UNKNOWN_NAME} when there is no such network
     */
    public Predictor use(String member) {
        List<String> chosen = card.members().stream()
                .filter(each ->
                        member.equals(ENSEMBLE) ? each.ofFold() : each.name().equals(member))
                .map(ModelCard.Member::name)
                .toList();
        if (chosen.isEmpty()) {
            throw FoldSyncException.of(
                    ErrorCode.CONFIG_UNKNOWN_NAME,
                    "use",
                    "no network " + member,
                    "one of " + ENSEMBLE + ", " + String.join(", ", members()),
                    member.equals(ModelCard.REFIT) ? "Run with refit: true, or use another." : "Name one of them.");
        }
        return new Predictor(this, chosen, card.features(), DeviceChoice.AUTO);
    }

    /** The same model with some of its networks alone; the others' weights are let go of. */
    public TrainedModel only(List<String> names) {
        List<ModelCard.Member> left = card.members().stream()
                .filter(member -> names.contains(member.name()))
                .toList();
        ModelCard smaller = new ModelCard(
                card.format(), card.network(), card.features(), card.shape(), card.target(), card.classes(), left);
        SortedMap<String, byte[]> kept = new TreeMap<>(files);
        card.members().stream().filter(member -> !left.contains(member)).forEach(member -> {
            kept.remove(member.weights());
            kept.remove(member.scaling());
        });
        kept.put(ModelCard.FILE, smaller.json());
        return new TrainedModel(smaller, kept);
    }

    ModelCard card() {
        return card;
    }

    SortedMap<String, byte[]> files() {
        return files;
    }
}
