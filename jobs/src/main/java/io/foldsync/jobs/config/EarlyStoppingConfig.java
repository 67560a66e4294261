package io.foldsync.jobs.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When to stop before the last epoch, decided on all folds together.
 *
 * @param patience the epochs to wait for an improvement, at least 1
 * @param minDelta the change that counts as one, 0 or more
 */
public record EarlyStoppingConfig(WatchConfig watch, int patience, double minDelta) {

    static EarlyStoppingConfig bind(Section stopping, WatchConfig otherwise) {
        EarlyStoppingConfig config = new EarlyStoppingConfig(
                WatchConfig.bind(stopping, otherwise),
                stopping.whole("patience", Bounds.atLeast(1)).orElse(5),
                stopping.number("minDelta", Bounds.atLeast(0)).orElse(0.0));
        stopping.finish();
        return config;
    }

    Map<String, Object> written() {
        Map<String, Object> stopping = new LinkedHashMap<>();
        watch.write(stopping);
        stopping.put("patience", patience);
        stopping.put("minDelta", minDelta);
        return stopping;
    }
}
