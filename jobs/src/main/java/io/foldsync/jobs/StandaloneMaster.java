package io.foldsync.jobs;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Knocks at a standalone master before Spark does: Spark knocks for a minute, whatever it is told, and then says only
 * that it has been stopped.
 */
final class StandaloneMaster {
    private static final Pattern ADDRESS = Pattern.compile("(?:spark://)?(.+):(\\d{1,5})");
    private static final int KNOCK_MILLIS = 2000;
    private static final int PAUSE_MILLIS = 250;

    private StandaloneMaster() {}

    /**
     * Returns once a master listens; at once for masters of another kind, and for addresses only Spark understands.
     *
     * @param master such as {@code spark://one:7077,two:7077}
     * @throws FoldSyncException when none listens in time
     */
    static void await(String master, Duration patience) {
        List<InetSocketAddress> addresses = addresses(master);
        long deadline = System.nanoTime() + patience.toNanos();
        while (!addresses.isEmpty()) {
            String refusal = "";
            for (InetSocketAddress address : addresses) {
                refusal = knock(address);
                if (refusal.isEmpty()) {
                    return;
                }
            }
            if (System.nanoTime() >= deadline) {
                throw FoldSyncException.of(
                        ErrorCode.NO_EXECUTORS,
                        "master " + master,
                        "nobody answers: " + refusal,
                        "a standalone master that listens there",
                        "Check the address (the master's log and web page show it) and that the master is up, or raise"
                                + " run.executorsWaitSeconds.");
            }
            pause();
        }
    }

    private static List<InetSocketAddress> addresses(String master) {
        List<InetSocketAddress> addresses = new ArrayList<>();
        if (master.startsWith("spark://")) {
            for (String one : master.split(",", -1)) {
                Matcher address = ADDRESS.matcher(one.strip());
                if (!address.matches() || Integer.parseInt(address.group(2)) > 0xFFFF) {
                    return List.of();
                }
                addresses.add(new InetSocketAddress(address.group(1), Integer.parseInt(address.group(2))));
            }
        }
        return addresses;
    }

    /** Why the address does not answer; empty when it does. */
    private static String knock(InetSocketAddress address) {
        if (address.isUnresolved()) {
            return "unknown host " + address.getHostString();
        }
        try (Socket socket = new Socket()) {
            socket.connect(address, KNOCK_MILLIS);
            return "";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw FoldSyncException.interrupted("waiting for the master", e);
        }
    }
}
