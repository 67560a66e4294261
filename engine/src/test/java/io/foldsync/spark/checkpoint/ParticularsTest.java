package io.foldsync.spark.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.data.Scaling;
import io.foldsync.nn.DenseBlock;
import io.foldsync.nn.Mlp;
import io.foldsync.nn.Network;
import io.foldsync.nn.Sgd;
import io.foldsync.train.EarlyStopping;
import io.foldsync.train.Training;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParticularsTest {
    private static final Training TRAINING = Training.of(new Mlp(List.of(8, 4), 0.5));

    private static Particulars of(Training training) {
        return Particulars.none()
                .with(
                        "training",
                        training,
                        other -> other instanceof Network network ? Optional.of(network.describe()) : Optional.empty());
    }

    @Test
    void everyComponentOfARecipeIsNamed() {
        assertThat(of(TRAINING).values())
                .containsEntry("training.course.epochs", "20")
                .containsEntry("training.course.batchRows", "64")
                .containsEntry("training.architecture", "Mlp")
                .containsEntry("training.architecture.hidden[1]", "4")
                .containsEntry("training.architecture.dropout", "0.5")
                .containsEntry("training.optimizer.lr", "0.001")
                .containsEntry("training.scaling", "NONE")
                .containsEntry("training.course.restoreBest", "none");
    }

    @Test
    void whatDiffersIsToldWithBothValues() {
        Training other = TRAINING.withOptimizer(Sgd.of(0.1))
                .withEpochs(30)
                .withScaling(Scaling.STANDARD)
                .withEarlyStopping(EarlyStopping.onLoss(3));
        assertThat(of(other).differences(of(TRAINING)))
                .contains(
                        "training.course.epochs is 30 and was 20",
                        "training.optimizer is Sgd and was Adam",
                        "training.scaling is STANDARD and was NONE",
                        "training.course.stops[0].patience is 3 and was none");
        assertThat(of(TRAINING).differences(of(TRAINING))).isEmpty();
        assertThat(of(other).digest()).isNotEqualTo(of(TRAINING).digest());
        assertThat(of(Training.of(new Mlp(List.of(8, 4), 0.5))).digest())
                .isEqualTo(of(TRAINING).digest());
    }

    @Test
    void whatIsNoRecordTellsItsWordsOrItsClass() {
        Training block = Training.of(new DenseBlock(Map.of("hidden", "32")));
        assertThat(of(block).values().get("training.architecture")).contains("32");
        Runnable function = () -> {};
        assertThat(Particulars.none().with("f", function).values().get("f")).endsWith("ParticularsTest (a function)");
    }

    @Test
    void namesAndValuesDoNotRunIntoEachOther() {
        assertThat(Particulars.none().with("a", "bc").digest())
                .isNotEqualTo(Particulars.none().with("ab", "c").digest());
    }
}
