package io.ecroperator.cli.export;

import io.ecroperator.cli.export.account.Selection;
import io.ecroperator.cli.export.object.ExportedKind;
import io.ecroperator.cli.export.object.Frame;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

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
            converter = Tag.Reader.class,
            description = "Repositories with this tag, upper and lower case as they are. Of several, all must be there."
                    + " Without --kinds, nothing else is exported then.")
    private List<Tag> tags = new ArrayList<>();

    @Option(
            names = "--kinds",
            split = ",",
            paramLabel = "KIND",
            description =
                    "Objects of these kinds alone: ${COMPLETION-CANDIDATES}. Policies come with EcrRepository. Default: all"
                            + " that belongs to the region, so all but EcrPublicRepository.")
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
                            + " that are gone stay, and are named on standard error. Default: one stream on standard"
                            + " output.")
    private Path directory;

    /** A tag that repositories must have. */
    private record Tag(String key, String value) {

        /** As it stands on the command line. */
        private static final class Reader implements ITypeConverter<Tag> {

            @Override
            public Tag convert(String text) {
                int end = text.indexOf('=');
                if (end < 1) {
                    throw new TypeConversionException("'" + text + "' is not KEY=VALUE; an empty value is written "
                            + text.replace("=", "") + "=");
                }
                return new Tag(text.substring(0, end), text.substring(end + 1));
            }
        }
    }

    Selection selection() {
        Map<String, String> wanted = new LinkedHashMap<>();
        tags.forEach(tag -> wanted.put(tag.key(), tag.value()));
        return new Selection(repositories, wanted);
    }

    /** Why these options make no sense together; empty if they do. */
    Optional<String> contradiction() {
        if (kinds.contains(ExportedKind.REGISTRY) && registry == null) {
            return Optional.of("--kinds EcrRegistry takes --registry, the name of that EcrRegistry.");
        }
        if (!selection().isEverything()
                && !kinds().contains(ExportedKind.REPOSITORY)
                && !kinds().contains(ExportedKind.PUBLIC_REPOSITORY)) {
            return Optional.of("--repository and --tag select repositories, and --kinds names none.");
        }
        if (share && !kinds().contains(ExportedKind.REPOSITORY)) {
            return Optional.of("--share is about policies of repositories, and --kinds has no EcrRepository.");
        }
        return tags.stream()
                .filter(tag -> tags.stream()
                        .anyMatch(other ->
                                other.key().equals(tag.key()) && !other.value().equals(tag.value())))
                .findFirst()
                .map(tag -> "--tag " + tag.key() + " has two values, and no repository has both. Run export twice.");
    }

    Set<ExportedKind> kinds() {
        if (!kinds.isEmpty()) {
            return kinds;
        }
        if (!selection().isEverything()) {
            return EnumSet.of(ExportedKind.REPOSITORY);
        }
        Set<ExportedKind> all = ExportedKind.ofTheRegion();
        if (registry == null) {
            all.remove(ExportedKind.REGISTRY);
        }
        return all;
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
