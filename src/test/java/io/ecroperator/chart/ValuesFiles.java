package io.ecroperator.chart;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The values that the chart is tried with, {@code ci/*-values.yaml}. */
final class ValuesFiles {

    private ValuesFiles() {}

    /** The file of that name. */
    static Path named(String name) {
        return Helm.CHART.resolve("ci").resolve(name + "-values.yaml");
    }

    /** Each file. */
    static List<Path> all() {
        return GeneratedFiles.filesIn(Helm.CHART.resolve("ci"));
    }

    /** Each file with each Helm. */
    static Stream<Arguments> withBothHelms() {
        return all().stream().flatMap(file -> Stream.of(Helm.values()).map(helm -> Arguments.of(helm, file)));
    }

    /** What the chart makes with that file. */
    static Rendering rendered(Helm helm, Path file, String... more) {
        List<String> values = new ArrayList<>(List.of("--values", file.toString()));
        values.addAll(List.of(more));
        return new Rendering(helm.template(values).orThrow());
    }
}
