package io.foldsync.jobs.config;

import io.foldsync.error.ErrorCode;
import java.util.List;
import java.util.Map;

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
        Tree tree = YamlTree.ofFile(name, text, faults).orElseGet(() -> new Tree.Keys(name, Map.of()));
        faults.stopIfAny();
        if (!(tree instanceof Tree.Keys)) {
            faults.add(ErrorCode.CONFIG_SYNTAX, tree.place(), tree.found(), "a mapping of keys", "Begin with data:.");
            faults.stopIfAny();
        }
        Tree.Keys root = (Tree.Keys) tree;
        for (Setting setting : settings) {
            root = setting.applyTo(root, faults);
        }
        JobConfig config = JobConfig.bind(new Section("", root, faults), new Locations(location, workingDirectory));
        faults.stopIfAny();
        return new JobFile(config, new Places(name, root));
    }
}
