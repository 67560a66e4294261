package io.foldsync.report;

import io.foldsync.history.FoldRecovery;
import java.io.IOException;
import java.util.List;

/**
 * The contents of {@code recoveries.csv}: one row a time that a fold was lost or moved and did epochs again, in the order
 * in which it happened; columns {@code fold, epochs, restored, repeated, place}.
 */
public final class RecoveriesCsv {
    private RecoveriesCsv() {}

    /** Writes the header and all rows. */
    public static void write(List<FoldRecovery> recoveries, Appendable out) throws IOException {
        Csv.row(out, List.of("fold", "epochs", "restored", "repeated", "place"));
        for (FoldRecovery recovery : recoveries) {
            Csv.row(
                    out,
                    List.of(
                            Integer.toString(recovery.fold()),
                            Integer.toString(recovery.epochs()),
                            Integer.toString(recovery.restored()),
                            Integer.toString(recovery.repeated()),
                            recovery.place()));
        }
    }
}
