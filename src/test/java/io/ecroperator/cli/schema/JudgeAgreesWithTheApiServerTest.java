package io.ecroperator.cli.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ecroperator.crd.GeneratedCrds;
import io.ecroperator.crd.SchemaFixture;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every fixture of the schema suite, which CrdSchemaIT gives to a real API server, is judged as the API server judges it. */
class JudgeAgreesWithTheApiServerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SKIPPED_RULES = "some validation rules were not checked";

    private final Map<String, Judge> judges = judges();

    @TestFactory
    Stream<DynamicTest> shouldJudgeAsTheApiServerDoes() {
        return SchemaFixture.all().stream()
                .filter(fixture -> !fixture.expectation().isStatus())
                .map(fixture -> dynamicTest(fixture.name(), () -> {
                    // When
                    List<FieldError> errors = judges.get(fixture.object().getKind())
                            .errors(
                                    values(fixture.object()),
                                    fixture.before().map(JudgeAgreesWithTheApiServerTest::values));

                    // Then
                    List<String> said = errors.stream()
                            .filter(error -> !error.message().contains(SKIPPED_RULES))
                            .map(FieldError::inWords)
                            .toList();
                    assertThat(said).as("one for each expected message").hasSameSizeAs(fixture.messages());
                    assertThat(fixture.messages()).allSatisfy(part -> assertThat(said)
                            .anySatisfy(each -> assertThat(each).contains(part)));
                }));
    }

    private static Map<String, Object> values(GenericKubernetesResource object) {
        return JsonValues.object(JSON.<ObjectNode>valueToTree(object));
    }

    private static Map<String, Judge> judges() {
        try (Stream<Path> files = Files.list(GeneratedCrds.DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(".yml"))
                    .map(JudgeAgreesWithTheApiServerTest::crd)
                    .collect(Collectors.toMap(crd -> crd.at("/spec/names/kind").asText(), Judge::of));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode crd(Path file) {
        try {
            return new YAMLMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
