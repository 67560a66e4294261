package io.foldsync.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.foldsync.data.DatasetCard;
import io.foldsync.data.Target;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.io.IOException;
import java.util.List;

/**
 * What {@code model.json} says: all that is needed to predict with a finished run's networks, besides the network's own
 * file and the members' weights. Read strictly: a key that is missing or not known is a fault.
 *
 * @param format {@link #FORMAT}; raised when an old reader would misread the file
 * @param network what is computed
 * @param features the feature columns in feature order, or the one column that holds them all
 * @param shape of one row
 * @param target {@code classes} or {@code numbers}
 * @param classes the names of the classes in the order of the outputs; empty for numbers
 * @param members the trained networks
 */
record ModelCard(
        String format,
        NetworkCard network,
        List<String> features,
        List<Integer> shape,
        String target,
        List<String> classes,
        List<Member> members) {
    static final String FORMAT = "foldsync-model/1";
    static final String FILE = "model.json";
    private static final String CLASSES = "classes";
    private static final String LABELS = "labels";
    private static final String NUMBERS = "numbers";
    private static final String FOLD = "fold-";
    static final String REFIT = "refit";

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * One trained network.
     *
     * @param name {@code fold-0} and so on, or {@code refit}; its files are called so
     * @param epochs the epochs it was trained
     */
    record Member(String name, int epochs) {
        Member {
            // Names become file names: one that leads elsewhere is refused.
            if (!name.matches("fold-\\d{1,6}|refit")) {
                throw new IllegalArgumentException("member " + name);
            }
        }

        static Member fold(int fold, int epochs) {
            return new Member(FOLD + fold, epochs);
        }

        boolean ofFold() {
            return name.startsWith(FOLD);
        }

        /** Where its weights are, below the run's folder. */
        String weights() {
            return weights(name);
        }

        /** Where what its features are normalised by is. */
        String scaling() {
            return scaling(name);
        }

        static String weights(String name) {
            return "models/" + name + ".safetensors";
        }

        static String scaling(String name) {
            return "models/" + name + ".scaling.safetensors";
        }
    }

    ModelCard {
        features = List.copyOf(features);
        shape = List.copyOf(shape);
        classes = List.copyOf(classes);
        members = List.copyOf(members);
        boolean known =
                switch (target) {
                    case CLASSES -> classes.size() >= 2;
                    case LABELS -> !classes.isEmpty();
                    default -> target.equals(NUMBERS) && classes.isEmpty();
                };
        if (!format.equals(FORMAT) || !known || features.isEmpty() || shape.isEmpty() || members.isEmpty()) {
            throw new IllegalArgumentException("format " + format + ", target " + target + " with " + classes.size()
                    + " classes, " + features.size() + " feature columns, shape " + shape + ", " + members.size()
                    + " members");
        }
    }

    static ModelCard of(NetworkCard network, List<String> features, DatasetCard data, List<Member> members) {
        return new ModelCard(
                FORMAT,
                network,
                features,
                data.shape(),
                switch (data.target().kind()) {
                    case CLASSES -> CLASSES;
                    case LABELS -> LABELS;
                    case NUMBERS -> NUMBERS;
                },
                names(data.target()),
                members);
    }

    /** What the networks predict. */
    Target predicted() {
        return switch (target) {
            case CLASSES -> new Target.Classes(classes);
            case LABELS -> new Target.Labels(classes);
            default -> new Target.Numbers();
        };
    }

    private static List<String> names(Target target) {
        if (target instanceof Target.Classes named) {
            return named.names();
        }
        return target instanceof Target.Labels named ? named.names() : List.of();
    }

    /** d. */
    int numbersARow() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    byte[] json() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // texts and numbers alone
        }
    }

    /**
     * The card of a file.
     *
     * @throws FoldSyncException {@code DATA_FORMAT} if it is no such file, or of another version
     */
    static ModelCard read(String where, byte[] json) {
        try {
            return JSON.readValue(json, ModelCard.class);
        } catch (IOException | IllegalArgumentException e) {
            throw FoldSyncException.of(
                            ErrorCode.DATA_FORMAT,
                            where,
                            String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                            "a file of the format " + FORMAT,
                            "Use the folder of a run of this version, as it was written.")
                    .causedBy(e);
        }
    }
}
