package io.ecroperator.crd;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;

/** Writes the CRDs into {@code crds/}: {@code make crds}. */
public final class GenerateCrds {

    private GenerateCrds() {}

    /** Writes every file, from the directory of the build; takes no arguments. */
    public static void main(String[] args) throws IOException {
        Files.createDirectories(GeneratedCrds.DIRECTORY);
        for (Map.Entry<String, String> file : GeneratedCrds.files().entrySet()) {
            Files.writeString(GeneratedCrds.DIRECTORY.resolve(file.getKey()), file.getValue());
        }
    }
}
