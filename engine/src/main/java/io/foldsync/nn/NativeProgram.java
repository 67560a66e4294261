package io.foldsync.nn;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * A program loaded into the engine, once for a device however many models run it. The program holds no numbers, so that
 * models in several threads may call it at a time.
 */
final class NativeProgram implements AutoCloseable {
    private static final Map<Key, Loaded> LOADED = new HashMap<>();

    private record Key(Device device, String text) {}

    /** What all its users share. */
    private static final class Loaded {
        private final NDManager manager;
        private final PtSymbolBlock block;
        private final boolean differentiates;
        private int users;

        private Loaded(Key key) {
            this.manager = NDManager.newBaseManager(key.device(), "PyTorch");
            try {
                this.block = JniUtils.loadModule((PtNDManager) manager, Archive.of(key.text()), true, false);
            } catch (IOException e) {
                manager.close();
                throw new UncheckedIOException(e);
            } catch (RuntimeException e) {
                manager.close();
                throw e;
            }
            this.differentiates = key.text().contains("torch.grad(");
        }
    }

    private final Key key;
    private final Loaded loaded;
    private boolean closed;

    private NativeProgram(Key key, Loaded loaded) {
        this.key = key;
        this.loaded = loaded;
    }

    /** The text of a {@code class Program(Module)}, on the device of {@code owner}; closed with it at the latest. */
    static NativeProgram open(NDManager owner, String text) {
        Key key = new Key(owner.getDevice(), text);
        synchronized (LOADED) {
            Loaded loaded = LOADED.computeIfAbsent(key, Loaded::new);
            loaded.users++;
            NativeProgram program = new NativeProgram(key, loaded);
            owner.attachInternal(UUID.randomUUID().toString(), program);
            return program;
        }
    }

    /**
     * Calls a method of the program.
     *
     * @param arguments in the method's order; arrays named {@code parameters[]} make up one list, and so on. The result belongs to the
     *     manager of the first
     */
    NDArray call(String method, boolean training, NDList arguments) {
        return results(method, training, arguments).singletonOrThrow();
    }

    /** As {@link #call}, for a method that returns a list. */
    NDList results(String method, boolean training, NDList arguments) {
        // Both modes belong to the calling thread. The optimizing executor would rewrite the graph after its first
        // runs, so that a model restored into a fresh program would round unlike one that never stopped.
        JniUtils.setGraphExecutorOptimize(false);
        JniUtils.setGradMode(training && loaded.differentiates);
        try (NDArray name = arguments.head().getManager().zeros(new Shape())) {
            name.setName("module_method:" + method);
            arguments.add(name);
            // Where no gradient is asked for, operations go straight to their kernels, past the recording of gradients.
            return IValueUtils.forward(loaded.block, arguments, training && loaded.differentiates);
        } catch (EngineException e) {
            if (noToken(e)) {
                throw tokenFault(method).causedBy(e);
            }
            throw outOfMemory(e) ? memoryFault(method).causedBy(e) : e;
        } finally {
            JniUtils.setGradMode(false);
        }
    }

    static boolean outOfMemory(EngineException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("out of memory") || message.contains("can't allocate memory");
    }

    /** Tables of tokens are what looks up rows by numbers of the data. A GPU says only that it stopped. */
    private static boolean noToken(EngineException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("index out of range in self") || message.contains("device-side assert");
    }

    private static FoldSyncException tokenFault(String method) {
        return FoldSyncException.of(
                ErrorCode.DATA_VALUE,
                method,
                "a feature that is no token of the embedding's vocabulary",
                "whole numbers from 0 to below Embedding.vocabulary, not scaled",
                "Enlarge the vocabulary, mend the rows, or set data.scaling: none.");
    }

    static FoldSyncException memoryFault(String method) {
        return FoldSyncException.of(
                ErrorCode.OUT_OF_MEMORY,
                method,
                "the device's memory is used up",
                "room for one batch of every model that trains there",
                "Choose smaller batches, or fewer folds at a time.");
    }

    @Override
    public void close() {
        synchronized (LOADED) {
            if (!closed && --loaded.users == 0) {
                LOADED.remove(key);
                loaded.block.close();
                loaded.manager.close();
            }
            closed = true;
        }
    }
}
