package io.ecroperator.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmulatorScanningConfigurationTest {
    private final Emulator emulator = Emulator.start();
    private final Registry registry = emulator.registry();

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void shouldBeBasicWithoutRulesAtFirst() {
        // When / Then
        assertThat(registry.call("GetRegistryScanningConfiguration", "{}"))
                .hasToString(
                        json("{'registryId':'123456789012','scanningConfiguration':{'rules':[],'scanType':'BASIC'}}"));
    }

    @Test
    void shouldKeepWhatWasPut() {
        // Given
        String configuration = "{'scanType':'ENHANCED','rules':[{'scanFrequency':'CONTINUOUS_SCAN',"
                + "'repositoryFilters':[{'filter':'prod*','filterType':'WILDCARD'}]}]}";

        // When
        JsonNode answer = registry.call("PutRegistryScanningConfiguration", configuration);

        // Then
        assertThat(answer.path("registryScanningConfiguration")).hasToString(json(configuration));
        assertThat(registry.call("GetRegistryScanningConfiguration", "{}").path("scanningConfiguration"))
                .hasToString(json(configuration));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'scanType':'FAST'}                                             | must satisfy enum value set: [BASIC, ENHANCED]",
                "{'rules':[{'repositoryFilters':[]}]}                            | scanFrequency' failed to satisfy constraint: 'must not be null'",
                "{'rules':[{'scanFrequency':'MANUAL'}]}                          | repositoryFilters' failed to satisfy constraint: 'must not be null'",
                "{'rules':[{'scanFrequency':'DAILY','repositoryFilters':[]}]}    | must satisfy enum value set",
                "{'rules':[{'scanFrequency':'CONTINUOUS_SCAN','repositoryFilters':[]}]} | CONTINUOUS_SCAN is not supported when scanType is BASIC",
                "{'rules':[{'scanFrequency':'SCAN_ON_PUSH','repositoryFilters':[{'filter':'Prod','filterType':'WILDCARD'}]}]} | must satisfy regular expression",
                "{'rules':[{'scanFrequency':'SCAN_ON_PUSH','repositoryFilters':[{'filter':'','filterType':'WILDCARD'}]}]} | must have length greater than or equal to 1",
                "{'rules':[{'scanFrequency':'SCAN_ON_PUSH','repositoryFilters':[{'filter':'prod','filterType':'PREFIX_MATCH'}]}]} | must satisfy enum value set: [WILDCARD]",
                "{'rules':[{'scanFrequency':'MANUAL','repositoryFilters':[]},{'scanFrequency':'MANUAL','repositoryFilters':[]},{'scanFrequency':'MANUAL','repositoryFilters':[]}]} | must have length less than or equal to 2"
            })
    void shouldRefuseWhatEcrRefuses(String request, String message) {
        // When / Then
        assertThatThrownBy(() -> registry.call("PutRegistryScanningConfiguration", request))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "prod/api,   CONTINUOUS_SCAN, false, prod*",
        "prod/api-x, CONTINUOUS_SCAN, false, prod*",
        "dev/api,    SCAN_ON_PUSH,    true,  api",
        "dev/web,    MANUAL,          false, ",
    })
    void shouldSayWhatTheRulesMeanForARepository(String name, String frequency, boolean onPush, String filter) {
        // Given
        registry.createRepository(name);
        registry.setScanOnPush(name, true);
        registry.call(
                "PutRegistryScanningConfiguration",
                "{'scanType':'ENHANCED','rules':["
                        + "{'scanFrequency':'SCAN_ON_PUSH','repositoryFilters':[{'filter':'api','filterType':'WILDCARD'}]},"
                        + "{'scanFrequency':'CONTINUOUS_SCAN','repositoryFilters':[{'filter':'prod*','filterType':'WILDCARD'}]}]}");

        // When
        JsonNode found = effective(name).path("scanningConfigurations").path(0);

        // Then
        assertThat(found.path("repositoryArn").asText()).endsWith(":repository/" + name);
        assertThat(found.path("scanFrequency").asText()).isEqualTo(frequency);
        assertThat(found.path("scanOnPush").asBoolean()).isEqualTo(onPush);
        assertThat(found.path("appliedScanFilters").findValuesAsText("filter"))
                .isEqualTo(filter == null ? List.of() : List.of(filter));
    }

    @Test
    void shouldGoByTheRepositoryItselfWithBasicScanningAndNoRule() {
        // Given
        registry.createRepository("api");
        registry.setScanOnPush("api", true);

        // When
        JsonNode answer = effective("api', 'nobody");

        // Then
        assertThat(answer.path("scanningConfigurations").findValuesAsText("scanFrequency"))
                .containsExactly("SCAN_ON_PUSH");
        assertThat(answer.path("failures").findValuesAsText("failureCode")).containsExactly("REPOSITORY_NOT_FOUND");
    }

    private JsonNode effective(String names) {
        return registry.call("BatchGetRepositoryScanningConfiguration", "{'repositoryNames':['" + names + "']}");
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
