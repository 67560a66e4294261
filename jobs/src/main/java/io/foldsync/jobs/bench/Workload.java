package io.foldsync.jobs.bench;

import io.foldsync.data.Scaling;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.Fault;
import io.foldsync.error.FoldSyncException;
import io.foldsync.jobs.config.NearestName;
import io.foldsync.nn.Architecture;
import io.foldsync.nn.Mlp;
import io.foldsync.nn.ResNet;
import io.foldsync.nn.TransformerEncoder;
import io.foldsync.train.Training;
import java.util.ArrayList;
import java.util.List;

/**
 * One piece of work to time: a network, and stratified folds of some rows. Adam with learning rate 0.001, 64 rows a batch, a
 * validation pass after every epoch.
 *
 * @param name what the command line calls it
 * @param rows the first n rows of the material, or {@link #EVERY_ROW}; fewer if it has fewer
 * @param folds k, at least 2
 * @param epochs at least 1
 */
public record Workload(
        String name, Material material, int rows, int folds, int epochs, Scaling scaling, Architecture network) {
    static final int EVERY_ROW = Integer.MAX_VALUE;

    private static final Architecture MLP = new Mlp(List.of(256, 128), 0.5);
    private static final Architecture TEXT = new TransformerEncoder(SyntheticText.VOCABULARY, 128, 4, 2, 512, 0.1);
    private static final Scaling PIXELS = new Scaling.Fixed(72.94, 90.02); // of Fashion-MNIST's pixels, 0 to 255
    private static final Scaling INK = new Scaling.Fixed(0, 16);

    /** All there are. A new one is a line here, and a {@link Material} if it learns from rows of another kind. */
    public static final List<Workload> ALL = List.of(
            new Workload("mlp70k", Material.IMAGES, 70_000, 5, 2, PIXELS, MLP),
            new Workload("mlp10k", Material.IMAGES, 10_000, 5, 3, PIXELS, MLP),
            new Workload("digits", Material.DIGITS, EVERY_ROW, 10, 20, INK, MLP),
            new Workload("resnet5k", Material.IMAGES, 5000, 5, 1, PIXELS, ResNet.of()),
            new Workload("text", Material.TEXT, 4000, 5, 1, Scaling.NONE, TEXT));

    /** The names of {@link #ALL}. */
    public static List<String> names() {
        return ALL.stream().map(Workload::name).toList();
    }

    /**
     * The workloads of these names, in this order.
     *
     * @throws FoldSyncException ({@code COMMAND_LINE}) with a fault for each name that there is not
     */
    public static List<Workload> named(List<String> names) {
        List<Workload> found = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (String name : names) {
            ALL.stream()
                    .filter(workload -> workload.name.equals(name))
                    .findFirst()
                    .ifPresentOrElse(found::add, () -> faults.add(unknown(name)));
        }
        if (!faults.isEmpty()) {
            throw new FoldSyncException(faults);
        }
        return found;
    }

    private static Fault unknown(String name) {
        return new Fault(
                ErrorCode.COMMAND_LINE,
                "workload " + name,
                "no such workload",
                "one of " + String.join(", ", names()),
                NearestName.remedy(name, names(), "Name one of these, or none for all."));
    }

    public Workload withRows(int rows) {
        return new Workload(name, material, rows, folds, epochs, scaling, network);
    }

    public Workload withFolds(int folds) {
        return new Workload(name, material, rows, folds, epochs, scaling, network);
    }

    public Workload withEpochs(int epochs) {
        return new Workload(name, material, rows, folds, epochs, scaling, network);
    }

    /** How every fold's network is trained. */
    Training training() {
        return Training.of(network).withEpochs(epochs).withScaling(scaling);
    }
}
