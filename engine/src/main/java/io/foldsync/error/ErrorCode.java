package io.foldsync.error;

/** The kinds of fault, each tied to the exit code a program ends with. */
public enum ErrorCode {
    COMMAND_LINE(ExitCode.USAGE),

    CONFIG_UNREADABLE(ExitCode.CONFIGURATION),
    CONFIG_SYNTAX(ExitCode.CONFIGURATION),
    CONFIG_UNKNOWN_KEY(ExitCode.CONFIGURATION),
    CONFIG_MISSING_KEY(ExitCode.CONFIGURATION),
    CONFIG_WRONG_TYPE(ExitCode.CONFIGURATION),
    CONFIG_OUT_OF_RANGE(ExitCode.CONFIGURATION),
    CONFIG_UNKNOWN_NAME(ExitCode.CONFIGURATION),
    CONFIG_CONFLICT(ExitCode.CONFIGURATION),
    CLASS_NOT_USABLE(ExitCode.CONFIGURATION),
    NETWORK_SHAPE(ExitCode.CONFIGURATION),
    NETWORK_FILE(ExitCode.CONFIGURATION),

    DATA_NOT_FOUND(ExitCode.DATA),
    DATA_UNREADABLE(ExitCode.DATA),
    DATA_EMPTY(ExitCode.DATA),
    DATA_FORMAT(ExitCode.DATA),
    DATA_COLUMN(ExitCode.DATA),
    DATA_VALUE(ExitCode.DATA),
    DATA_LABEL(ExitCode.DATA),
    DATA_ROW_ID(ExitCode.DATA),
    DATA_SPLIT(ExitCode.DATA),

    OUTPUT_EXISTS(ExitCode.OUTPUT),
    OUTPUT_OTHER_RUN(ExitCode.OUTPUT),
    CHECKPOINT_DAMAGED(ExitCode.OUTPUT),
    OUTPUT_UNWRITABLE(ExitCode.OUTPUT),

    NO_EXECUTORS(ExitCode.RESOURCES),
    NO_DEVICE(ExitCode.RESOURCES),
    NATIVES_MISMATCH(ExitCode.RESOURCES),
    OUT_OF_MEMORY(ExitCode.RESOURCES),

    NOT_FINITE(ExitCode.TRAINING),
    FOLD_LOST(ExitCode.TRAINING),

    INTERRUPTED(ExitCode.INTERRUPTED),

    INTERNAL(ExitCode.INTERNAL);

    private final ExitCode exitCode;

    ErrorCode(ExitCode exitCode) {
        this.exitCode = exitCode;
    }

    /** What a program that stops for this fault returns to the operating system. */
    public ExitCode exitCode() {
        return exitCode;
    }
}
