package io.foldsync.spark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import io.foldsync.nn.BlockRecipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A linear network that leaves the name of each thread that trains it in a folder.
 *
 * @param folder on a file system that executors share with the test
 */
record WitnessBlock(String folder) implements BlockRecipe {

    @Override
    public String describe() {
        return "witness";
    }

    @Override
    public Block block(List<Integer> shape, int outputs) {
        return new SequentialBlock()
                .add(new LambdaBlock(this::seen, "seen"))
                .add(Linear.builder().setUnits(outputs).build());
    }

    private NDList seen(NDList rows) {
        NDArray batch = rows.head();
        try {
            Files.writeString(Path.of(folder, Thread.currentThread().getName()), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new NDList(batch);
    }
}
