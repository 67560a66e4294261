package io.foldsync.spark;

import io.foldsync.random.RandomStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JVMs around a test: executors of its local-cluster, and drivers that it starts to kill them. */
final class Processes {
    private Processes() {}

    /** The executors of this JVM's local-cluster that live. */
    static List<ProcessHandle> executors() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.isAlive() && isExecutor(child))
                .toList();
    }

    private static boolean isExecutor(ProcessHandle child) {
        try {
            return Files.readString(Path.of("/proc/" + child.pid() + "/cmdline"))
                    .contains("CoarseGrainedExecutorBackend");
        } catch (IOException e) { // it has just ended
            return false;
        }
    }

    /** Kills one executor, if any lives, as the system does: without a word. */
    static void killOne(RandomStream draw) {
        List<ProcessHandle> living = executors();
        if (!living.isEmpty()) {
            living.get(draw.nextInt(living.size())).destroyForcibly();
        }
    }

    /** Stops a process in its tracks ({@code STOP}), or lets it go on ({@code CONT}). */
    static void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("kill -" + name + " " + process.pid() + " ended with " + code);
        }
    }

    /** Starts a main class of the tests in a JVM like this one. */
    static Process fork(Class<?> main, Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-javaagent"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }
}
