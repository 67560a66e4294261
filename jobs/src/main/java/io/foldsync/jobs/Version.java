package io.foldsync.jobs;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = CrossValidate.class.getPackage().getImplementationVersion();
        return new String[] {"foldsync " + Objects.requireNonNullElse(version, "(not from a jar)")};
    }
}
