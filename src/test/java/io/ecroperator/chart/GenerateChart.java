package io.ecroperator.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes the generated files of the chart: {@code make chart}. */
public final class GenerateChart {

    private GenerateChart() {}

    /** Writes every file, from the directory of the build; takes no arguments. */
    public static void main(String[] args) throws IOException {
        write(GeneratedFiles.all());
    }

    static void write(Map<Path, String> files) throws IOException {
        for (Map.Entry<Path, String> file : files.entrySet()) {
            Files.createDirectories(file.getKey().getParent());
            Files.writeString(file.getKey(), file.getValue());
        }
    }
}
