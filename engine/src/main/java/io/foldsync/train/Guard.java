package io.foldsync.train;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls one who only watches, until that fails for the first time. */
final class Guard {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    private final String name;
    private boolean broken;

    /** @param name who watches, for the log */
    Guard(String name) {
        this.name = name;
    }

    /** @param moment what is called, for the log */
    void call(String moment, Runnable call) {
        if (broken) {
            return;
        }
        try {
            call.run();
        } catch (RuntimeException | LinkageError e) { // LinkageError: a user's class compiled against other ones
            broken = true;
            LOG.warn("the callback {} failed in {} and is switched off; the run goes on", name, moment, e);
        }
    }
}
