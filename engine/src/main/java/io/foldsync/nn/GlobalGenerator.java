package io.foldsync.nn;

import ai.djl.pytorch.jni.JniUtils;
import io.foldsync.random.Seed;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The one random generator of the tensor library, which all threads share. Networks that FoldSync does not compile draw
 * from it and cannot be told to do otherwise, so that whatever draws does so alone, and from a seed of its own.
 */
final class GlobalGenerator {
    private static final ReentrantLock LOCK = new ReentrantLock();

    private GlobalGenerator() {}

    /** The result of {@code draws}, which is the same for the same seed, whatever else runs in this process. */
    static <T> T seeded(Seed seed, Supplier<T> draws) {
        LOCK.lock();
        try {
            JniUtils.setSeed(seed.nonNegative());
            return draws.get();
        } finally {
            LOCK.unlock();
        }
    }
}
