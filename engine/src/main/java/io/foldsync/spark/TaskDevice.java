package io.foldsync.spark;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.nn.Natives;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;
import org.jspecify.annotations.Nullable;

/** Chooses the device of a task from what the cluster assigned to it. */
final class TaskDevice {
    private TaskDevice() {}

    /**
     * {@code "cpu"} or {@code "cuda:<address>"}.
     *
     * @throws FoldSyncException when a GPU is asked for and the task has none, or its libtorch cannot use it
     */
    static String choose(DeviceChoice choice) {
        if (choice == DeviceChoice.CPU) {
            return "cpu";
        }
        return SparkEnv.get().executorId().equals("driver") // a local master
                ? chooseLocal(choice, Natives.gpus())
                : choose(choice, gpuAddress(TaskContext.get()), Natives.gpus());
    }

    /**
     * On a {@code local[…]} master tasks are assigned no GPUs, and all devices are this process's: the first GPU that
     * libtorch can use.
     */
    static String chooseLocal(DeviceChoice choice, int devices) {
        if (devices == 0 && choice == DeviceChoice.GPU) {
            throw FoldSyncException.of(
                    ErrorCode.NO_DEVICE,
                    "run.device",
                    "gpu, but libtorch sees no CUDA device here",
                    "a GPU that libtorch can use",
                    "Install a CUDA libtorch (deploy/README.md, GPUs), or set run.device: auto.");
        }
        return devices == 0 ? "cpu" : "cuda:0";
    }

    /** @param devices how many CUDA devices libtorch sees here; they are numbered from 0 */
    static String choose(DeviceChoice choice, Optional<String> address, int devices) {
        boolean usable = address.isPresent()
                && IntStream.range(0, devices).mapToObj(Integer::toString).anyMatch(address.get()::equals);
        if (choice != DeviceChoice.CPU && usable) {
            return "cuda:" + address.orElseThrow();
        }
        if (choice == DeviceChoice.GPU) {
            throw FoldSyncException.of(
                    ErrorCode.NO_DEVICE,
                    "run.device",
                    address.isEmpty()
                            ? "gpu, but the task was assigned no GPU"
                            : "gpu at address " + address.get() + ", but libtorch sees " + devices + " CUDA devices",
                    "a GPU for every task",
                    "Ask Spark for it (spark.executor.resource.gpu.amount, spark.task.resource.gpu.amount) on executors"
                            + " with a CUDA libtorch, or set run.device: auto.");
        }
        return "cpu";
    }

    /** The address of the task's first GPU; empty outside a task and where the cluster offers none. */
    static Optional<String> gpuAddress(@Nullable TaskContext task) {
        if (task == null) {
            return Optional.empty();
        }
        ResourceInformation gpus = task.resourcesJMap().get("gpu");
        return gpus == null || gpus.addresses().length == 0 ? Optional.empty() : Optional.of(gpus.addresses()[0]);
    }
}
