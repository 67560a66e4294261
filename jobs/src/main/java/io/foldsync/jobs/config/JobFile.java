package io.foldsync.jobs.config;

import io.foldsync.error.ErrorCode;
import java.util.List;
import java.util.Optional;

/** A configuration as loaded: what it means, and where each of its keys was written. */
public record JobFile(JobConfig config, Places places) {

    /**
     * Binds a configuration's text.
     *
     * @param name what faults call the file, such as {@code conf/job.yaml}
     * @param location the file's URI, which relative input paths follow
     * @param text YAML or JSON
     * @param settings applied in order, each over what was there
     * @param workingDirectory the URI of the directory that a relative output path follows
     * @throws io.foldsync.error.FoldSyncException with every fault found
     */
    public static JobFile of(
            String name, String location, String text, List<Setting> settings, String workingDirectory) {
        Faults faults = new Faults();
        Tree.Keys root = root(name, text, faults);
        for (Setting setting : settings) {
            root = setting.applyTo(root, faults);
        }
        JobConfig config = JobConfig.bind(new Section("", root, faults), new Locations(location, workingDirectory));
        faults.stopIfAny();
        return new JobFile(config, new Places(name, root));
    }

    /** The text's keys; a text without any is told alone, for all else would be missing. */
    private static Tree.Keys root(String name, String text, Faults faults) {
        Optional<Tree> tree = YamlTree.ofFile(name, text, faults);
        if (tree.isPresent() && tree.get() instanceof Tree.Keys keys) {
            return keys;
        }
        tree.ifPresent(other -> faults.add(
                ErrorCode.CONFIG_SYNTAX, other.place(), other.found(), "a mapping of keys", "Begin with data:."));
        faults.stopIfAny();
        throw new IllegalStateException("neither a tree nor a fault");
    }
}
