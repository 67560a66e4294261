package io.foldsync.spark.checkpoint;

import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * The contents of {@code checkpoint.json}, which is written last: a folder with one is a complete checkpoint.
 *
 * @param format {@value #FORMAT}; raised when an old reader would misread the folder
 * @param epochs trained before it was taken
 * @param folds k
 * @param identity the digest of {@code particulars}
 * @param particulars what decides the run's result
 * @param files every other file of the folder
 */
public record CheckpointCard(
        String format,
        int epochs,
        int folds,
        String identity,
        SortedMap<String, String> particulars,
        List<Seal> files) {
    static final String FORMAT = "foldsync-checkpoint/1";
    static final String NAME = "checkpoint.json";
    static final String HISTORY = "history.json";

    public CheckpointCard {
        particulars = new Particulars(particulars).values();
        files = List.copyOf(files);
    }

    static CheckpointCard of(int epochs, int folds, Particulars particulars, List<Seal> files) {
        return new CheckpointCard(FORMAT, epochs, folds, particulars.digest(), particulars.values(), files);
    }

    /** The name of a fold's file in a checkpoint. */
    public static String foldFile(int fold) {
        return "fold-" + fold + ".safetensors";
    }

    /** The seal of a file, if the checkpoint has one of that name. */
    Optional<Seal> seal(String name) {
        return files.stream().filter(file -> file.name().equals(name)).findFirst();
    }

    void write(OutputStream out) throws IOException {
        out.write(StrictJson.MAPPER
                .writer()
                .with(SerializationFeature.INDENT_OUTPUT)
                .writeValueAsBytes(this));
    }

    /** @throws IOException if it is not what {@link #write} wrote, or of another format */
    static CheckpointCard read(byte[] json) throws IOException {
        String format = StrictJson.MAPPER.readTree(json).path("format").asText();
        if (!format.equals(FORMAT)) {
            throw new IOException("its format is \"" + format + "\" instead of \"" + FORMAT + "\"");
        }
        CheckpointCard card = StrictJson.MAPPER.readValue(json, CheckpointCard.class);
        if (!new Particulars(card.particulars()).digest().equals(card.identity())) {
            throw new IOException("its particulars do not fit its identity");
        }
        return card;
    }

    /** The names of the files that a checkpoint of so many folds must list. */
    private List<String> missing() {
        return IntStream.rangeClosed(0, folds)
                .mapToObj(fold -> fold < folds ? foldFile(fold) : HISTORY)
                .filter(name -> seal(name).isEmpty())
                .toList();
    }

    /** What is wrong with it as the card of a folder; empty when nothing is. */
    String fault(int expectedEpochs) {
        if (epochs != expectedEpochs) {
            return "it says that it was taken after " + epochs + " epochs";
        }
        return missing().isEmpty() ? "" : "it lists no " + String.join(", ", missing());
    }
}
