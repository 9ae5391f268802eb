package io.ecroperator.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of this program, from its jar. */
final class Version implements IVersionProvider {

    /** As in the jar's manifest; {@code development} when it runs from classes. */
    static String current() {
        return Optional.ofNullable(EcrOperatorCommand.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"ecr-operator " + current()};
    }
}
