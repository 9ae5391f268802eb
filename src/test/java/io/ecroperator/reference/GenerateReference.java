package io.ecroperator.reference;

import io.ecroperator.crd.GeneratedCrds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes {@code docs/reference}: {@code make reference}. */
public final class GenerateReference {

    /** Where the pages are, from the directory of the build. */
    static final Path DIRECTORY = Path.of("docs", "reference");

    private static final List<ReferenceSource> SOURCES = List.of(
            new CrdReference(GeneratedCrds.definitions()),
            new ConditionsReference(),
            new ConfigurationReference(),
            new MetricsReference(),
            new EmulatorDifferencesReference(),
            new CommandReference());

    private GenerateReference() {}

    /** Writes every page, from the directory of the build; takes no arguments. */
    public static void main(String[] args) throws IOException {
        Files.createDirectories(DIRECTORY);
        for (ReferencePage page : pages()) {
            Files.writeString(DIRECTORY.resolve(page.fileName()), page.text());
        }
    }

    /** The pages of all sources. */
    static List<ReferencePage> pages() {
        return SOURCES.stream().flatMap(source -> source.pages().stream()).toList();
    }
}
