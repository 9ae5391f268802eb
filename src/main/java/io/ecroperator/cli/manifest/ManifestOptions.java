package io.ecroperator.cli.manifest;

import io.ecroperator.cli.outcome.CommandException;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Where a command finds manifests; a mixin. */
public final class ManifestOptions {

    @Option(
            names = {"-f", "--filename"},
            required = true,
            arity = "1..*",
            paramLabel = "PATH",
            description = "A file, a directory with all YAML and JSON files below it, or - for standard input."
                    + " Several may follow one -f, as a shell or pre-commit writes them.")
    private List<String> names;

    /** All documents, as {@link ManifestFiles#read} gives them; throws {@link CommandException}, for none at all too. */
    public Manifests read() {
        return some(new ManifestFiles(System.in).read(names));
    }

    /** The same, with what cannot be read beside what can. */
    public Manifests readAll() {
        return some(new ManifestFiles(System.in).readAll(names));
    }

    /** Nothing is mostly what a command before a pipe has left when it failed. */
    private Manifests some(Manifests found) {
        if (found.documents().isEmpty()) {
            throw new CommandException("There is no manifest in "
                    + names.stream().map(ManifestFiles::inWords).collect(Collectors.joining(", ")) + ".");
        }
        return found;
    }
}
