package io.foldsync.train;

import io.foldsync.data.DeviceTable;
import io.foldsync.data.HostTensor;
import io.foldsync.data.Moments;
import io.foldsync.data.Normalizer;
import io.foldsync.data.Target;
import io.foldsync.fold.Role;
import io.foldsync.history.EpochOrder;
import io.foldsync.history.EpochReport;
import io.foldsync.history.FoldTiming;
import io.foldsync.metric.Metric;
import io.foldsync.metric.Predictions;
import io.foldsync.metric.Tally;
import io.foldsync.nn.Model;
import io.foldsync.nn.TrainTally;
import io.foldsync.random.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;

/**
 * One fold, alive: its network, its optimizer state and its rows, where it trains.
 *
 * <p>A session is a function of recipe, fold, data and the orders it has followed: one that is lost is had again, to the
 * bit, by opening it anew and following the same orders. Used by one thread at a time.
 */
public final class FoldSession implements AutoCloseable {
    /** Rows scored in one native call: bounds the outputs held in memory, and changes no value. */
    private static final int SCORED_ROWS = 16_384;

    private final int fold;
    private final FoldRecipe recipe;
    private final DeviceTable table;
    private final Seed seed;
    private final int[] trainRows;
    private final int[] validationRows;
    private final Model model;
    private int epochs;
    private boolean halfTrained;

    private FoldSession(int fold, FoldRecipe recipe, DeviceTable table) {
        this.fold = fold;
        this.recipe = recipe;
        this.table = table;
        this.seed = recipe.seed().child("fold").child(fold);
        this.trainRows = table.rows(recipe.split().parts(fold, Role.TRAIN));
        this.validationRows = table.rows(recipe.split().parts(fold, Role.VALIDATE));
        this.model = Model.create(recipe.model(), table, normalizer(), seed);
    }

    /** A fold before its first epoch, with fresh weights from the seed tree. */
    public static FoldSession open(int fold, FoldRecipe recipe, DeviceTable table) {
        return new FoldSession(fold, recipe, table);
    }

    /** Fitted on TRAIN rows alone: what validation rows look like cannot leak into the features. */
    private Normalizer normalizer() {
        Moments moments = Moments.none(table.card().features());
        for (int part : recipe.split().parts(fold, Role.TRAIN)) {
            moments = moments.merge(table.moments(part));
        }
        return recipe.scaling().fit(moments);
    }

    /** The number of epochs trained so far, which is the epoch of the next order. */
    public int epochs() {
        return epochs;
    }

    /**
     * Whether an epoch was begun and not finished, because something threw: the weights are then neither those before it
     * nor those after it, and no order can be followed any more.
     */
    public boolean halfTrained() {
        return halfTrained;
    }

    /** Trains and validates one epoch. */
    public EpochReport train(EpochOrder order) {
        return train(order, timing -> {});
    }

    /**
     * Trains and validates one epoch, and tells how long it took.
     *
     * @throws IllegalArgumentException when {@code order} is not for the next epoch
     * @throws IllegalStateException when the session is {@linkplain #halfTrained() half-trained}
     */
    public EpochReport train(EpochOrder order, Consumer<FoldTiming> timings) {
        long start = System.nanoTime();
        TrainTally trained = follow(order);
        long middle = System.nanoTime();
        SortedMap<String, Tally> tallies = new TreeMap<>();
        SortedMap<String, Double> values = new TreeMap<>();
        score(validationRows, "val_", tallies, values);
        put("train_loss", trained.lossSum(), trained.lossWeight(), values, tallies);
        if (table.card().target() instanceof Target.Classes) {
            put("train_accuracy", trained.correct(), trained.weight(), values, tallies);
        }
        timings.accept(new FoldTiming(
                fold,
                order.epoch(),
                (middle - start) * 1e-9,
                (System.nanoTime() - middle) * 1e-9,
                trainRows.length,
                table.device()));
        return new EpochReport(fold, order.epoch(), values, tallies);
    }

    private static void put(
            String name,
            double sum,
            double weight,
            SortedMap<String, Double> values,
            SortedMap<String, Tally> tallies) {
        values.put(name, sum / weight);
        tallies.put(name, Tally.of(sum, weight));
    }

    /** Follows orders already given, without validating: the way back to a state that was lost. */
    public void replay(List<EpochOrder> orders) {
        for (EpochOrder order : orders.subList(epochs, orders.size())) {
            follow(order);
        }
    }

    private TrainTally follow(EpochOrder order) {
        if (order.epoch() != epochs) {
            throw new IllegalArgumentException(
                    "fold " + fold + " stands before epoch " + epochs + ", the order is for epoch " + order.epoch());
        }
        if (halfTrained) {
            throw new IllegalStateException("fold " + fold + " stopped half-way through epoch " + epochs);
        }
        Seed epochSeed = seed.child("epoch").child(order.epoch());
        int[] rows = trainRows.clone();
        epochSeed.child("shuffle").stream().shuffle(rows);
        halfTrained = true;
        TrainTally tally = model.train(rows, order.lr(), epochSeed.child("dropout"));
        halfTrained = false;
        epochs++;
        return tally;
    }

    /**
     * Measures the network as it is now on this fold's rows of a role.
     *
     * @return values by measure, {@code prefix} before each name; empty when the fold has no such rows
     */
    public SortedMap<String, Double> score(Role role, String prefix) {
        int[] rows = table.rows(recipe.split().parts(fold, role));
        SortedMap<String, Double> values = new TreeMap<>();
        if (rows.length > 0) {
            score(rows, prefix, new TreeMap<>(), values);
        }
        return values;
    }

    private void score(int[] rows, String prefix, SortedMap<String, Tally> tallies, SortedMap<String, Double> values) {
        int classes = table.card().target().outputs();
        for (Metric metric : recipe.metrics()) {
            tallies.put(prefix + metric.name(), metric.zero(classes));
        }
        predict(rows, (batch, from) -> {
            for (Metric metric : recipe.metrics()) {
                tallies.computeIfPresent(prefix + metric.name(), (name, tally) -> metric.add(tally, batch));
            }
        });
        for (Metric metric : recipe.metrics()) {
            String name = prefix + metric.name();
            values.put(name, metric.value(tallies.getOrDefault(name, metric.zero(classes))));
        }
    }

    /** The table rows this fold validates on, in the table's order. */
    public int[] validationRows() {
        return validationRows.clone();
    }

    /** The table the fold's rows are in. */
    public DeviceTable table() {
        return table;
    }

    /**
     * Scores table rows with the network as it is now, chunk by chunk.
     *
     * @param sink is shown each chunk and the index in {@code rows} at which it begins
     */
    public void predict(int[] rows, ObjIntConsumer<Predictions> sink) {
        for (int from = 0; from < rows.length; from += SCORED_ROWS) {
            int[] chunk = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + SCORED_ROWS));
            float[] targets = new float[chunk.length];
            float[] weights = new float[chunk.length];
            for (int i = 0; i < chunk.length; i++) {
                targets[i] = table.target(chunk[i]);
                weights[i] = table.weight(chunk[i]);
            }
            sink.accept(
                    new Predictions(model.outputs(chunk), table.card().target().outputs(), targets, weights), from);
        }
    }

    /** The fold's parameters and buffers, by PyTorch's names. */
    public SortedMap<String, HostTensor> weights() {
        return model.weights();
    }

    @Override
    public void close() {
        model.close();
    }
}
