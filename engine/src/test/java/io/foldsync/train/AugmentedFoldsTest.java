package io.foldsync.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.data.DatasetCard;
import io.foldsync.data.DeviceTable;
import io.foldsync.data.HostTensor;
import io.foldsync.data.Scaling;
import io.foldsync.data.TestTables;
import io.foldsync.fold.Split;
import io.foldsync.history.EpochOrder;
import io.foldsync.history.Round;
import io.foldsync.metric.Metrics;
import io.foldsync.nn.Adam;
import io.foldsync.nn.Augmentation;
import io.foldsync.nn.Loss;
import io.foldsync.nn.Mlp;
import io.foldsync.nn.ModelRecipe;
import io.foldsync.nn.Natives;
import io.foldsync.nn.Precision;
import io.foldsync.nn.Steps;
import io.foldsync.random.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Folds with dropout and augmentation: threads and repetitions leave no trace, to the byte. */
@Tag("djl")
class AugmentedFoldsTest {
    private static final int FOLDS = 3;
    private static final Augmentation AUGMENTATION = Augmentation.NONE
            .withHorizontalFlip(0.5)
            .withRotate90(0.5)
            .withShiftScaleRotate(0.1, 0.1, 15, 0.5)
            .withBrightnessContrast(0.2, 0.2, 0.5)
            .withGamma(0.8, 1.2, 0.5);

    private static DeviceTable table;

    /** What a run leaves: every epoch's reports, and every fold's weights and optimizer. */
    private record Left(List<Round> rounds, List<SortedMap<String, HostTensor>> states) {}

    @BeforeAll
    static void ship(@TempDir Path folder) throws IOException {
        Natives.start();
        DatasetCard card = TestTables.classes(300, 16, 3, FOLDS + 1)
                .withShape(1, 4, 4)
                .withBytes()
                .write(folder);
        table = DeviceTable.load(folder, card, "cpu");
    }

    @AfterAll
    static void close() {
        table.close();
    }

    @ParameterizedTest
    @EnumSource
    void runsOfOneSeedAreEqualToTheByteWhateverTheThreads(Precision precision) {
        for (int width : new int[] {1, 3}) {
            Left left = run(2, width, precision, 5);
            assertThat(run(2, width, precision, 5)).isEqualTo(left);
            assertThat(run(1, width, precision, 5)).isEqualTo(left);
            assertThat(run(2, width, precision, 6).states()).isNotEqualTo(left.states());
        }
    }

    private static Left run(int threads, int width, Precision precision, long seed) {
        FoldRecipe recipe = new FoldRecipe(
                new ModelRecipe(
                        new Mlp(List.of(16), 0.5),
                        Loss.CROSS_ENTROPY,
                        Adam.of(1e-2),
                        Steps.plain().withPrecision(precision),
                        32,
                        AUGMENTATION),
                Split.kFold(FOLDS, false, true),
                Scaling.STANDARD,
                Metrics.forClasses(),
                Seed.root(seed));
        List<FoldSession> sessions = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            sessions.add(FoldSession.open(fold, recipe, table));
        }
        List<Round> rounds = new ArrayList<>();
        List<SortedMap<String, HostTensor>> states;
        try (LocalFoldGroup group =
                new LocalFoldGroup(FOLDS, new DeviceShare(threads, width, FOLDS), sessions::get, timing -> {})) {
            for (int epoch = 0; epoch < 3; epoch++) {
                rounds.add(group.trainEpoch(new EpochOrder(epoch, 1e-2)));
            }
            states = sessions.stream().map(FoldSession::state).toList();
        } finally {
            sessions.forEach(FoldSession::close);
        }
        return new Left(rounds, states);
    }
}
