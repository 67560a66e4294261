package io.foldsync.nn;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.engine.StandardCapabilities;
import ai.djl.pytorch.jni.JniUtils;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the tensor engine of this process, once, in the way FoldSync needs it. */
public final class Natives {
    private static final Logger LOG = LoggerFactory.getLogger(Natives.class);

    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private static boolean started;

    private Natives() {}

    /**
     * Loads the engine's native libraries and tries them out; returns at once if that is done. Nothing is downloaded and
     * nothing is reported to anyone. Threads are set to one a model, since models train side by side.
     *
     * @throws FoldSyncException {@code NATIVES_MISMATCH} if the libraries cannot be loaded, or compute what they must not
     */
    public static synchronized void start() {
        if (started) {
            return;
        }
        setUnlessSet("ai.djl.offline", "true");
        setUnlessSet("OPT_OUT_TRACKING", "true");
        setUnlessSet("ai.djl.pytorch.num_threads", "1");
        setUnlessSet("ai.djl.pytorch.num_interop_threads", "1");
        Malloc.keepFreedMemory();
        CudaRuntime.announce();
        String version = load();
        SelfTest.run(version);
        started = true;
    }

    /**
     * Begins to load in a thread of its own, while others start Spark or read rows, which costs a second otherwise. Says
     * nothing of faults: {@link #start} waits for it, and tries again and tells if it failed.
     */
    public static void begin() {
        if (BEGUN.getAndSet(true)) {
            return;
        }
        Thread loading = new Thread(
                () -> {
                    try {
                        start();
                    } catch (FoldSyncException e) {
                        LOG.debug("natives did not load ahead", e);
                    }
                },
                "foldsync-natives");
        loading.setDaemon(true);
        loading.start();
        // A process that ends while a library is being loaded may crash, and its exit code would be lost.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> await(loading), "foldsync-natives-end"));
    }

    private static void await(Thread loading) {
        try {
            loading.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String load() {
        try {
            Engine engine = Engine.getEngine("PyTorch");
            // For an engine that someone else started before the properties were set.
            JniUtils.setNumThreads(Integer.getInteger("ai.djl.pytorch.num_threads", 1));
            return engine.getVersion();
        } catch (EngineException | LinkageError e) {
            throw FoldSyncException.of(
                            ErrorCode.NATIVES_MISMATCH,
                            "native libraries of the tensor engine",
                            String.valueOf(e.getMessage()),
                            "libtorch and its JNI for " + System.getProperty("os.name") + " "
                                    + System.getProperty("os.arch"),
                            "Use the jar for this platform, and make DJL_CACHE_DIR a directory that can be written.")
                    .causedBy(e);
        }
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /**
     * The number of CUDA devices that libtorch can use here: none for a libtorch without CUDA, whatever the machine has. Call
     * {@link #start()} first.
     */
    public static int gpus() {
        Engine engine = Engine.getEngine("PyTorch");
        return engine.hasCapability(StandardCapabilities.CUDA) ? engine.getGpuCount() : 0;
    }

    /** The version of libtorch; call {@link #start()} first. */
    public static String version() {
        return Engine.getInstance().getVersion();
    }
}
