package io.foldsync.jobs;

import io.foldsync.jobs.config.ModelConfig;
import io.foldsync.nn.OwnClass;

/** Makes a network's recipe from the class that a configuration names. */
final class OwnArchitecture {
    private OwnArchitecture() {}

    /**
     * @param wanted the interface it must implement
     * @throws io.foldsync.error.FoldSyncException ({@code CLASS_NOT_USABLE}) when the class cannot be found, is not fit,
     *     or throws
     */
    static <T> T create(Class<T> wanted, ModelConfig.OwnClass own) {
        return OwnClass.create(wanted, own.name(), own.options());
    }
}
