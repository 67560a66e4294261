package io.foldsync.error;

/** The exit codes of every FoldSync program; the README's table is this enum. */
public enum ExitCode {
    /** The job did what was asked. */
    OK(0),
    /** A defect of FoldSync or of a library it stands on; the stack trace is in the log. */
    INTERNAL(1),
    /** The command line is wrong. */
    USAGE(2),
    /** The configuration is wrong; every fault in it has been listed. */
    CONFIGURATION(3),
    /** The input data are missing, unreadable or unfit for what was asked. */
    DATA(4),
    /** The output location cannot be used, or already holds something. */
    OUTPUT(5),
    /** The cluster did not offer what the job needs: executors, memory, a device. */
    RESOURCES(6),
    /** Training ended without a usable model, for instance because every fold diverged. */
    TRAINING(7),
    /** Interrupted from outside. */
    INTERRUPTED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The number handed to the operating system, 0 to 255. */
    public int code() {
        return code;
    }
}
