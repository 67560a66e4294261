package io.foldsync.spark;

import io.foldsync.history.FoldRecovery;
import io.foldsync.history.FoldTiming;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes known about folds beside their reports, and changes no number. For several threads. */
interface FoldNews {
    Logger LOG = LoggerFactory.getLogger(FoldNews.class);

    /** An epoch of a fold took so long. */
    void timed(FoldTiming timing);

    /** A fold did epochs again. */
    void recovered(FoldRecovery recovery);

    /** Passes news on, and logs recoveries. */
    static FoldNews of(Consumer<FoldTiming> timings, Consumer<FoldRecovery> recoveries) {
        return new FoldNews() {
            @Override
            public void timed(FoldTiming timing) {
                timings.accept(timing);
            }

            @Override
            public void recovered(FoldRecovery recovery) {
                LOG.warn(
                        "fold {} is on {} now: {} epochs restored, {} done again",
                        recovery.fold(),
                        recovery.place(),
                        recovery.restored(),
                        recovery.repeated());
                recoveries.accept(recovery);
            }
        };
    }
}
