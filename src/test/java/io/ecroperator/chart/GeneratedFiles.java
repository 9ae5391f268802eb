package io.ecroperator.chart;

import io.ecroperator.chart.DocumentedValues.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of the chart that come from others: the CRDs and what Prometheus and Grafana get, since a chart has only what is in its
 * directory, and the table of values in its README.
 */
final class GeneratedFiles {

    /** Each directory whose files the chart has, and where. */
    static final Map<Path, Path> COPIED = Map.of(
            Path.of("crds"), Helm.CHART.resolve("files/crds"),
            Path.of("deploy/monitoring"), Helm.CHART.resolve("files/monitoring"));

    static final Path README = Helm.CHART.resolve("README.md");
    private static final String BEGIN = "<!-- Generated from values.yaml; run make chart. -->\n";

    private GeneratedFiles() {}

    /** The files and what is in them. */
    static Map<Path, String> all() {
        Map<Path, String> files = new TreeMap<>();
        COPIED.forEach((from, to) -> {
            for (Path file : filesIn(from)) {
                files.put(to.resolve(file.getFileName()), text(file));
            }
        });
        files.put(README, readme());
        return files;
    }

    private static String readme() {
        String text = text(README);
        return text.substring(0, text.indexOf(BEGIN) + BEGIN.length()) + table(DocumentedValues.read());
    }

    private static String table(List<Value> values) {
        return "\n| Value | Default | Meaning |\n| --- | --- | --- |\n"
                + values.stream().map(GeneratedFiles::row).collect(Collectors.joining());
    }

    private static String row(Value value) {
        return "| `%s` | `%s` | %s |\n"
                .formatted(value.path(), value.written(), value.meaning().replace("|", "\\|"));
    }

    /** The files of a directory that a chart can have: those with an extension. */
    static List<Path> filesIn(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches(".*\\.(ya?ml|json)"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
