package io.foldsync.nn;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where CUDA's runtime lies that an installed PyTorch uses. The engine counts GPUs by it, and looks for it only where the
 * system's loader looks; without CUDA installed beside PyTorch it would find none.
 */
final class CudaRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(CudaRuntime.class);

    private CudaRuntime() {}

    /** Tells the engine of the runtime of the libtorch in {@code PYTORCH_LIBRARY_PATH}; to be called before it starts. */
    static void announce() {
        String libtorch = System.getenv("PYTORCH_LIBRARY_PATH");
        for (Path folder : beside(libtorch == null ? System.getProperty("PYTORCH_LIBRARY_PATH") : libtorch)) {
            NativeLibrary.addSearchPath("cudart", folder.toString());
            LOG.debug("CUDA's runtime is in {}", folder);
        }
    }

    /**
     * Folders with a {@code libcudart.so}: of the libtorch itself, then of NVIDIA's packages beside PyTorch, which pip puts
     * at {@code nvidia/<package>/lib}, newest first.
     *
     * @param libtorch a folder with a libtorch for CUDA, or with links to one
     */
    static List<Path> beside(@Nullable String libtorch) {
        if (libtorch == null || !Files.exists(Path.of(libtorch, "libtorch_cuda.so"))) {
            return List.of();
        }
        try {
            Path own = Path.of(libtorch, "libtorch_cuda.so").toRealPath().resolveSibling("");
            List<Path> packages = new ArrayList<>();
            Path nvidia = own.resolve("../../nvidia").normalize();
            if (Files.isDirectory(nvidia)) {
                try (DirectoryStream<Path> found = Files.newDirectoryStream(nvidia)) {
                    found.forEach(folder -> packages.add(folder.resolve("lib")));
                }
            }
            packages.sort(Collections.reverseOrder());
            packages.add(0, own);
            packages.removeIf(folder -> !hasRuntime(folder));
            return packages;
        } catch (IOException e) {
            LOG.debug("no look at what is beside {}", libtorch, e);
            return List.of();
        }
    }

    private static boolean hasRuntime(Path folder) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "libcudart.so*")) {
            return found.iterator().hasNext();
        } catch (IOException e) {
            return false; // no such folder
        }
    }
}
