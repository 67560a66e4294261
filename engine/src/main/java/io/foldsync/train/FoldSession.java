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
import io.foldsync.metric.Predictions;
import io.foldsync.metric.Tally;
import io.foldsync.nn.Model;
import io.foldsync.nn.TrainTally;
import io.foldsync.nn.TrainingPass;
import io.foldsync.policy.Monitor;
import io.foldsync.random.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
    private final int fold;
    private final FoldRecipe recipe;
    private final DeviceTable table;
    private final Seed seed;
    private final int[] trainRows;
    private final int[] validationRows;
    private final int[] guardRows;
    private final FoldModel network;
    private final Model model;
    private int epochs;
    private boolean halfTrained;

    private FoldSession(int fold, FoldRecipe recipe, DeviceTable table) {
        this.fold = fold;
        this.recipe = recipe;
        this.table = table;
        this.seed = recipe.seed().child("fold").child(fold);
        int[] rows = table.rows(recipe.split().parts(fold, Role.TRAIN));
        this.trainRows = recipe.work().step().kept(rows.clone(), seed.child("step"));
        this.validationRows = table.rows(recipe.split().parts(fold, Role.VALIDATE));
        this.guardRows = table.rows(recipe.split().parts(fold, Role.GUARD));
        Model plain = Model.create(recipe.model(), table, normalizer(), seed);
        this.network = FoldModel.of(plain, recipe.work(), fold, table.device(), rows, trainRows);
        this.model = network.model();
    }

    /** A fold before its first epoch, with fresh weights from the seed tree. */
    public static FoldSession open(int fold, FoldRecipe recipe, DeviceTable table) {
        return new FoldSession(fold, recipe, table);
    }

    /**
     * A fold as {@link #state} left it after so many epochs.
     *
     * @throws io.foldsync.error.FoldSyncException {@code NETWORK_SHAPE} if the state is of another network
     */
    public static FoldSession resume(
            int fold, FoldRecipe recipe, DeviceTable table, Map<String, HostTensor> state, int epochs) {
        FoldSession session = open(fold, recipe, table);
        try {
            session.model.restore(state);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
        session.epochs = epochs;
        return session;
    }

    /**
     * Everything that {@link #resume} needs besides the number of epochs: weights and the optimizer's memory.
     *
     * @throws IllegalStateException when the session is {@linkplain #halfTrained() half-trained}
     */
    public SortedMap<String, HostTensor> state() {
        if (halfTrained) {
            throw new IllegalStateException("fold " + fold + " stopped half-way through epoch " + epochs);
        }
        return model.state();
    }

    /** Fitted on TRAIN rows alone: what validation rows look like cannot leak into the features. */
    public Normalizer normalizer() {
        Moments moments = Moments.none(table.card().features());
        for (int part : recipe.split().parts(fold, Role.TRAIN)) {
            moments = moments.merge(table.moments(part));
        }
        return recipe.scaling().fit(moments);
    }

    /** The fold's number. */
    public int fold() {
        return fold;
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
        FoldEpoch epoch = begin(order);
        while (!epoch.done()) {
            epoch.advance();
        }
        timings.accept(epoch.timing());
        return epoch.report();
    }

    /** Begins an epoch, as {@link #train}; the session is half-trained until its {@link FoldEpoch#report}. */
    FoldEpoch begin(EpochOrder order) {
        follow(order);
        TrainingPass pass = network.begin(shuffledRows(order), order, dropoutSeed(order));
        return new FoldEpoch(pass, batchRows(), validation(order), this, order);
    }

    int batchRows() {
        return recipe.model().batchRows();
    }

    /** What is measured after an epoch; who watches is shown the rows that are reported. */
    Validation validation(EpochOrder order) {
        Validation validation = new Validation();
        if (order.validate()) {
            validation.add(Monitor.VALIDATION, network.watched(scorer(measured(validationRows)), order));
            if (guardRows.length > 0) {
                validation.add(Monitor.GUARD, scorer(measured(guardRows)));
            }
        }
        return validation;
    }

    private int[] measured(int[] rows) {
        return recipe.limits().measured(rows, batchRows(), seed.child("measured"));
    }

    FoldModel network() {
        return network;
    }

    /** Ends an epoch. */
    EpochReport finish(EpochOrder order, TrainTally trained, Validation scored) {
        followed();
        SortedMap<String, Tally> tallies = scored.tallies();
        SortedMap<String, Double> values = scored.values();
        Validation.put(TrainMeasures.LOSS, trained.lossSum(), trained.lossWeight(), values, tallies);
        TrainMeasures.right(table.card().target())
                .ifPresent(name -> Validation.put(name, trained.correct(), trained.weight(), values, tallies));
        return new EpochReport(fold, order.epoch(), values, tallies);
    }

    FoldTiming timing(EpochOrder order, double trainSeconds, double validateSeconds) {
        return new FoldTiming(fold, order.epoch(), trainSeconds, validateSeconds, rowsAnEpoch(), table.device());
    }

    /** Follows orders already given, without validating: the way back to a state that was lost. */
    public void replay(List<EpochOrder> orders) {
        for (EpochOrder order : orders.subList(epochs, orders.size())) {
            TrainingPass pass = pass(order);
            while (!pass.done()) {
                pass.advance();
            }
            followed();
        }
    }

    private TrainingPass pass(EpochOrder order) {
        follow(order);
        return model.begin(shuffledRows(order), order.shape()::at, dropoutSeed(order));
    }

    /** From here on the session is half-trained, until the epoch's end. */
    void follow(EpochOrder order) {
        if (order.epoch() != epochs) {
            throw new IllegalArgumentException(
                    "fold " + fold + " stands before epoch " + epochs + ", the order is for epoch " + order.epoch());
        }
        if (halfTrained) {
            throw new IllegalStateException("fold " + fold + " stopped half-way through epoch " + epochs);
        }
        halfTrained = true;
    }

    /** The training rows in the order in which an epoch takes them. */
    int[] shuffledRows(EpochOrder order) {
        int[] rows = trainRows.clone();
        epochSeed(order).child("shuffle").stream().shuffle(rows);
        return rowsAnEpoch() == rows.length ? rows : Arrays.copyOf(rows, rowsAnEpoch());
    }

    private int rowsAnEpoch() {
        return recipe.limits().train().rows(trainRows.length, batchRows());
    }

    Seed dropoutSeed(EpochOrder order) {
        return epochSeed(order).child("dropout");
    }

    private Seed epochSeed(EpochOrder order) {
        return seed.child("epoch").child(order.epoch());
    }

    void followed() {
        halfTrained = false;
        epochs++;
    }

    /**
     * Measures the network as it is now on this fold's rows of a role.
     *
     * @return values by measure, {@code prefix} before each name; empty when the fold has no such rows
     */
    public SortedMap<String, Double> score(Role role, String prefix) {
        int[] rows = table.rows(recipe.split().parts(fold, role));
        if (rows.length == 0) {
            return new TreeMap<>();
        }
        Scorer scorer = scorer(rows);
        while (!scorer.done()) {
            scorer.advance();
        }
        return scorer.values(prefix);
    }

    private Scorer scorer(int[] rows) {
        return new Scorer(this, recipe.metrics(), rows, table.card().target().outputs());
    }

    /** The table rows this fold validates on and reports, in the table's order; none of those that decide. */
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
        Target target = table.card().target();
        for (int from = 0; from < rows.length; from += Scorer.CHUNK_ROWS) {
            int[] chunk = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + Scorer.CHUNK_ROWS));
            float[] targets = new float[chunk.length * target.values()];
            float[] weights = new float[chunk.length];
            for (int i = 0; i < chunk.length; i++) {
                table.copyTarget(chunk[i], targets, i * target.values());
                weights[i] = table.weight(chunk[i]);
            }
            sink.accept(new Predictions(model.outputs(chunk), target.outputs(), targets, weights), from);
        }
    }

    /** The fold's parameters and buffers, by PyTorch's names. */
    public SortedMap<String, HostTensor> weights() {
        return model.weights();
    }

    @Override
    public void close() {
        network.close();
    }
}
