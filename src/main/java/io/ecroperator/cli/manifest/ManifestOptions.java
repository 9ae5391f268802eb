package io.ecroperator.cli.manifest;

import java.util.List;
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

    /** All documents; throws {@link io.ecroperator.cli.outcome.CommandException}. */
    public Manifests read() {
        return new ManifestFiles(System.in).read(names);
    }
}
