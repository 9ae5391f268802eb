package io.ecroperator.cli.export;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** What is exported, and how it is written; a mixin. */
final class ExportOptions {

    @Option(
            names = "--repository",
            paramLabel = "PATTERN",
            description =
                    "Repositories whose name matches; * stands for any characters, slashes too, as in 'team-a/*'. May be"
                            + " given several times. Without --kinds, nothing else is exported then.")
    private List<String> repositories = new ArrayList<>();

    @Option(
            names = "--tag",
            paramLabel = "KEY=VALUE",
            description = "Repositories with this tag. Of several, all must be there. Without --kinds, nothing else is"
                    + " exported then.")
    private Map<String, String> tags = new LinkedHashMap<>();

    @Option(
            names = "--kinds",
            split = ",",
            paramLabel = "KIND",
            description =
                    "Objects of these kinds alone: ${COMPLETION-CANDIDATES}. Default: all that belongs to the region, so"
                            + " all but EcrPublicRepository.")
    private Set<ExportedKind> kinds = EnumSet.noneOf(ExportedKind.class);

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "The namespace of the objects. Default: none, so that whoever applies them says it.")
    private String namespace;

    @Option(
            names = "--registry",
            paramLabel = "NAME",
            description =
                    "The EcrRegistry that the objects name in registryRef; it is exported too. Default: none, for the"
                            + " EcrRegistry called default or the operator's own account and region.")
    private String registry;

    @Option(
            names = "--share",
            description =
                    "Make each policy that several repositories have an object, an EcrLifecyclePolicy or EcrRepositoryPolicy,"
                            + " which they name by ref.")
    private boolean share;

    @Option(
            names = {"-d", "--directory"},
            paramLabel = "DIR",
            description =
                    "Write a file for each object into this directory, over those of an earlier export; files of objects"
                            + " that are gone stay. Default: one stream on standard output.")
    private Path directory;

    Selection selection() {
        return new Selection(repositories, tags);
    }

    Set<ExportedKind> kinds() {
        if (!kinds.isEmpty()) {
            return kinds;
        }
        return selection().isEverything() ? ExportedKind.ofTheRegion() : EnumSet.of(ExportedKind.REPOSITORY);
    }

    Frame frame() {
        return new Frame(Optional.ofNullable(namespace), Optional.ofNullable(registry));
    }

    boolean shares() {
        return share;
    }

    Optional<Path> directory() {
        return Optional.ofNullable(directory);
    }
}
