package io.foldsync.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CudaRuntimeTest {
    private Path packages;
    private Path libtorch;

    @BeforeEach
    void install(@TempDir Path folder) throws IOException {
        packages = folder.toRealPath();
        libtorch = Files.createDirectories(packages.resolve("torch/lib"));
        Files.createFile(libtorch.resolve("libtorch_cuda.so"));
    }

    private Path runtime(String folder, String name) throws IOException {
        Path made = Files.createDirectories(packages.resolve(folder));
        Files.createFile(made.resolve(name));
        return made;
    }

    @Test
    void isFoundInNvidiasPackageBesidePyTorch() throws IOException {
        Path runtime = runtime("nvidia/cu13/lib", "libcudart.so.13");
        runtime("nvidia/cudnn/lib", "libcudnn.so.9");

        assertThat(CudaRuntime.beside(libtorch.toString())).containsExactly(runtime);
    }

    @Test
    void isFoundThroughAFolderOfLinks() throws IOException {
        Path runtime = runtime("nvidia/cuda_runtime/lib", "libcudart.so.12");
        Path links = Files.createDirectory(packages.resolve("jni"));
        Files.createSymbolicLink(links.resolve("libtorch_cuda.so"), libtorch.resolve("libtorch_cuda.so"));

        assertThat(CudaRuntime.beside(links.toString())).containsExactly(runtime);
    }

    @Test
    void ofLibtorchItselfComesFirst() throws IOException {
        Path theirs = runtime("nvidia/cu13/lib", "libcudart.so.13");
        Path own = runtime("torch/lib", "libcudart.so.13");

        assertThat(CudaRuntime.beside(libtorch.toString())).containsExactly(own, theirs);
    }

    @Test
    void isNotLookedForWithoutALibtorchForCuda() throws IOException {
        runtime("nvidia/cu13/lib", "libcudart.so.13");
        Files.delete(libtorch.resolve("libtorch_cuda.so"));

        assertThat(CudaRuntime.beside(libtorch.toString())).isEmpty();
        assertThat(CudaRuntime.beside(null)).isEmpty();
    }
}
