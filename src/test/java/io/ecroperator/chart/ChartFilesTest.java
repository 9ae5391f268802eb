package io.ecroperator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecroperator.chart.DocumentedValues.Value;
import io.ecroperator.crd.GeneratedCrds;
import io.ecroperator.reference.OperatorSettings;
import io.ecroperator.reference.OperatorSettings.Setting;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What of the chart can be said without Helm. */
class ChartFilesTest {

    /** The chart decides them itself: replicas always elect a leader, in the release's namespace. */
    static final Set<String> NOT_VALUES = Set.of(
            "leader-election.enabled",
            "leader-election.lease-name",
            "leader-election.namespace",
            "leader-election.identity");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    @Test
    void shouldHaveTheFilesThatItIsMadeOf() {
        GeneratedFiles.all().forEach((file, text) -> assertThat(file)
                .as("%s is not current; run make chart", file)
                .hasContent(text));
        GeneratedFiles.COPIED.forEach((from, to) -> assertThat(GeneratedFiles.filesIn(to))
                .as("files in %s; remove what is not in %s", to, from)
                .extracting(Path::getFileName)
                .isEqualTo(GeneratedFiles.filesIn(from).stream()
                        .map(Path::getFileName)
                        .toList()));
    }

    @Test
    void shouldHaveAValueForEverySettingOfTheProgramWithItsDefault() {
        // Given
        Map<String, Value> values =
                DocumentedValues.read().stream().collect(Collectors.toMap(Value::path, value -> value));

        // Then
        assertThat(OperatorSettings.read())
                .filteredOn(setting -> !NOT_VALUES.contains(name(setting)))
                .isNotEmpty()
                .allSatisfy(setting -> {
                    assertThat(values).containsKey(path(setting));
                    JsonNode value = values.get(path(setting)).defaultValue();
                    assertThat(value.isArray() ? "" : value.asText())
                            .as(path(setting))
                            .isEqualTo(setting.defaultValue());
                });
    }

    @Test
    void shouldKnowTheSameValuesInTheSchemaAsInValuesYaml() throws IOException {
        // Given
        JsonNode schema = JSON.readTree(Helm.CHART.resolve("values.schema.json").toFile());
        List<String> documented =
                DocumentedValues.read().stream().map(Value::path).toList();

        // When
        List<String> known = leaves(schema, schema, "", documented).toList();

        // Then
        assertThat(known)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(documented.stream(), Stream.of("enabled")).toList());
    }

    @Test
    void shouldHaveTheVersionOfTheProgram() {
        // Given
        String pom = GeneratedFiles.text(Path.of("pom.xml"));
        String version = Pattern.compile("<artifactId>ecr-operator</artifactId>\\s*<version>(.+?)</version>")
                .matcher(pom)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);

        // Then
        assertThat(List.of(chart().get("version"), chart().get("appVersion"))).containsOnly(version);
    }

    @Test
    void shouldTellArtifactHubOfEveryKind() {
        // Given
        Map<?, ?> annotations = (Map<?, ?>) chart().get("annotations");
        List<?> crds = YAML.unmarshal((String) annotations.get("artifacthub.io/crds"), List.class);

        // Then
        assertThat(crds.stream().map(crd -> (String) ((Map<?, ?>) crd).get("name")))
                .containsExactlyInAnyOrderElementsOf(GeneratedCrds.definitions().stream()
                        .map(crd -> crd.getMetadata().getName())
                        .toList());
    }

    /** The paths down to what is documented, or to what has no more keys. */
    private static Stream<String> leaves(JsonNode root, JsonNode node, String path, List<String> documented) {
        JsonNode resolved = node.has("$ref") ? root.at(node.get("$ref").asText().substring(1)) : node;
        if (documented.contains(path) || !resolved.has("properties")) {
            return Stream.of(path);
        }
        return resolved.get("properties")
                .propertyStream()
                .flatMap(property -> leaves(
                        root,
                        property.getValue(),
                        path.isEmpty() ? property.getKey() : path + "." + property.getKey(),
                        documented));
    }

    private static String name(Setting setting) {
        return setting.property().substring("ecr-operator.".length());
    }

    /** {@code deep-read-period} is {@code deepReadPeriod}. */
    private static String path(Setting setting) {
        String camel = Pattern.compile("-([a-z])").matcher(name(setting)).replaceAll(letter -> letter.group(1)
                .toUpperCase(Locale.ROOT));
        return camel.equals("namespaces") ? "watchNamespaces" : camel;
    }

    private static Map<?, ?> chart() {
        return YAML.unmarshal(GeneratedFiles.text(Helm.CHART.resolve("Chart.yaml")), Map.class);
    }
}
