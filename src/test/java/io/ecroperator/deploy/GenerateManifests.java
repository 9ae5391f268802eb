package io.ecroperator.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes the generated files of {@code deploy}: {@code make manifests}. */
public final class GenerateManifests {

    private GenerateManifests() {}

    /** Writes every file, from the directory of the build; takes no arguments. */
    public static void main(String[] args) throws IOException {
        for (Map.Entry<Path, String> file : GeneratedManifests.all().entrySet()) {
            Files.writeString(file.getKey(), file.getValue());
        }
    }
}
