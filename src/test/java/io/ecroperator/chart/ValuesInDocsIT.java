package io.ecroperator.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.ecroperator.crd.YamlInDocs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Values of the chart on the project's pages, blocks that begin with {@code # values.yaml}: the chart takes them. */
class ValuesInDocsIT {

    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> shouldBeTakenByTheChart() {
        List<YamlInDocs> values = YamlInDocs.all().stream()
                .filter(block -> block.is("values.yaml"))
                .toList();
        assertThat(values).isNotEmpty();
        return values.stream()
                .map(block -> dynamicTest(block.name(), () -> {
                    Path file = Files.writeString(directory.resolve("values.yaml"), block.text());

                    Helm.Result result = Helm.HELM_4.run(
                            "template",
                            Helm.CHART.toString(),
                            "--set",
                            "clusterName=docs",
                            "--values",
                            file.toString());

                    assertThat(result.stderr()).isEmpty();
                    assertThat(result.exitCode()).isZero();
                }));
    }
}
