package io.foldsync.nn;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes glibc keep freed memory. Otherwise it hands each temporary of a training step back to the kernel, which clears
 * the pages again for the next step: half the time of a small network's step went there.
 */
final class Malloc {
    private static final Logger LOG = LoggerFactory.getLogger(Malloc.class);
    private static final int M_TRIM_THRESHOLD = -1;
    private static final int M_TOP_PAD = -2;
    private static final int M_MMAP_THRESHOLD = -3;

    private Malloc() {}

    /** Does nothing where the C library is not glibc. */
    static void keepFreedMemory() {
        if (!Platform.isLinux()) {
            return;
        }
        try {
            Function mallopt = NativeLibrary.getInstance("c").getFunction("mallopt");
            boolean whole = set(mallopt, M_MMAP_THRESHOLD, 1 << 30)
                    || set(mallopt, M_MMAP_THRESHOLD, 32 << 20); // the most that older glibc takes
            whole &= set(mallopt, M_TRIM_THRESHOLD, Integer.MAX_VALUE);
            whole &= set(mallopt, M_TOP_PAD, 64 << 20);
            LOG.debug("mallopt: {}", whole ? "freed memory is kept" : "partly refused");
        } catch (LinkageError e) {
            LOG.debug("no mallopt here; training is slower", e);
        }
    }

    private static boolean set(Function mallopt, int option, int value) {
        return mallopt.invokeInt(new Object[] {option, value}) == 1;
    }
}
