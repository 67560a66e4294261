package io.foldsync.nn;

import com.sun.jna.Function;
import com.sun.jna.IntegerType;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Structure;
import java.util.OptionalLong;
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

    /** Bytes that are given out now, of all threads; empty where the C library does not tell (glibc does from 2.33 on). */
    static OptionalLong inUse() {
        try {
            Info info = (Info)
                    NativeLibrary.getInstance("c").getFunction("mallinfo2").invoke(Info.class, new Object[0]);
            return OptionalLong.of(info.uordblks.longValue() + info.hblkhd.longValue());
        } catch (LinkageError e) {
            return OptionalLong.empty();
        }
    }

    /** glibc's {@code struct mallinfo2}. */
    @Structure.FieldOrder({
        "arena",
        "ordblks",
        "smblks",
        "hblks",
        "hblkhd",
        "usmblks",
        "fsmblks",
        "uordblks",
        "fordblks",
        "keepcost"
    })
    public static final class Info extends Structure implements Structure.ByValue {
        public SizeT arena = new SizeT();
        public SizeT ordblks = new SizeT();
        public SizeT smblks = new SizeT();
        public SizeT hblks = new SizeT();
        /** In blocks that the kernel gave one by one. */
        public SizeT hblkhd = new SizeT();

        public SizeT usmblks = new SizeT();
        public SizeT fsmblks = new SizeT();
        /** In all other blocks. */
        public SizeT uordblks = new SizeT();

        public SizeT fordblks = new SizeT();
        public SizeT keepcost = new SizeT();
    }

    /** C's {@code size_t}. */
    public static final class SizeT extends IntegerType {
        private static final long serialVersionUID = 1L;

        public SizeT() {
            super(Native.SIZE_T_SIZE, 0, true);
        }
    }

    private static boolean set(Function mallopt, int option, int value) {
        return mallopt.invokeInt(new Object[] {option, value}) == 1;
    }
}
