package io.ecroperator.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecr.model.EcrException;

/** Signing, account settings, pull time exclusions. */
class EmulatorRegistrySettingsTest {
    private static final String PROFILE = "arn:aws:signer:us-east-1:123456789012:/signing-profiles/release";
    private static final String ROLE = "arn:aws:iam::123456789012:role/scanner";

    private final Emulator emulator = Emulator.start();
    private final Registry registry = emulator.registry();

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void shouldKeepTheSigningConfigurationUntilItIsDeleted() {
        // Given
        emulator.inventedMembers().declare(List.of("futureFlag"));
        String configuration = "{'rules':[{'futureFlag':true,'signingProfileArn':'" + PROFILE + "',"
                + "'repositoryFilters':[{'filter':'prod/*','filterType':'WILDCARD_MATCH'}]}]}";

        // When
        registry.call("PutSigningConfiguration", "{'signingConfiguration':" + configuration + "}");

        // Then
        assertThat(registry.call("GetSigningConfiguration", "{}").path("signingConfiguration"))
                .hasToString(configuration.replace('\'', '"'));
        registry.call("DeleteSigningConfiguration", "{}");
        for (String operation : List.of("GetSigningConfiguration", "DeleteSigningConfiguration")) {
            assertThatThrownBy(() -> registry.call(operation, "{}"))
                    .hasMessageContaining("SigningConfigurationNotFoundException");
        }
    }

    @Test
    void shouldSignWhatIsPushedFromNowOn() {
        // Given
        registry.createRepository("prod/api");
        registry.createRepository("dev/api");
        registry.putImage("prod/api", "old");
        emulator.advanceClock(Duration.ofMinutes(1));
        String rules = "{'rules':[{'signingProfileArn':'" + PROFILE
                + "','repositoryFilters':[{'filter':'prod/*','filterType':'WILDCARD_MATCH'}]}]}";
        registry.call("PutSigningConfiguration", "{'signingConfiguration':" + rules + "}");

        // When
        registry.putImage("prod/api", "new");
        registry.putImage("dev/api", "new");

        // Then
        assertThat(signatures("prod/api", "old")).isEmpty();
        assertThat(signatures("dev/api", "new")).isEmpty();
        assertThat(signatures("prod/api", "new"))
                .hasToString("[{\"signingProfileArn\":\"" + PROFILE + "\",\"status\":\"COMPLETE\"}]");
        registry.call("PutSigningConfiguration", "{'signingConfiguration':" + rules + "}");
        assertThat(signatures("prod/api", "new")).hasSize(1);
        assertThatThrownBy(() -> signatures("prod/api", "none")).hasMessageContaining("ImageNotFoundException");
    }

    private JsonNode signatures(String repository, String tag) {
        return registry.call(
                        "DescribeImageSigningStatus",
                        "{'repositoryName':'" + repository + "','imageId':{'imageTag':'" + tag + "'}}")
                .path("signingStatuses");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PutSigningConfiguration | {} | 'signingConfiguration' failed to satisfy constraint: 'must not be null'",
                "PutSigningConfiguration | {'signingConfiguration':{}} | rules' failed to satisfy constraint: 'must not be null'",
                "PutSigningConfiguration | {'signingConfiguration':{'rules':[{}]}} | signingProfileArn' failed to satisfy constraint: 'must not be null'",
                "PutSigningConfiguration | {'signingConfiguration':{'rules':[{'signingProfileArn':'release'}]}} | must satisfy regular expression",
                "PutSigningConfiguration | {'signingConfiguration':{'rules':[{'signingProfileArn':'" + PROFILE
                        + "','repositoryFilters':[]}]}} | must have length greater than or equal to 1",
                "PutSigningConfiguration | {'signingConfiguration':{'rules':[{'signingProfileArn':'" + PROFILE
                        + "','repositoryFilters':[{'filter':'prod/','filterType':'WILDCARD_MATCH'}]}]}} | must satisfy regular expression",
                "PutSigningConfiguration | {'signingConfiguration':{'rules':[{'signingProfileArn':'" + PROFILE
                        + "','repositoryFilters':[{'filter':'prod','filterType':'WILDCARD'}]}]}} | must satisfy enum value set: [WILDCARD_MATCH]",
                "GetAccountSetting | {} | 'name' failed to satisfy constraint: 'must not be null'",
                "GetAccountSetting | {'name':'LOGS'} | Invalid account setting name: LOGS",
                "PutAccountSetting | {'name':'LOGS','value':'ON'} | Invalid account setting name: LOGS",
                "PutAccountSetting | {'name':'BLOB_MOUNTING'} | 'value' failed to satisfy constraint: 'must not be null'",
                "PutAccountSetting | {'name':'BLOB_MOUNTING','value':'ON'} | must satisfy enum value set: [DISABLED, ENABLED]",
                "PutAccountSetting | {'name':'BASIC_SCAN_TYPE_VERSION','value':'CLAIR'} | must satisfy enum value set: [AWS_NATIVE]",
                "PutAccountSetting | {'name':'REGISTRY_POLICY_SCOPE','value':'V1'} | must satisfy enum value set: [V2]",
                "RegisterPullTimeUpdateExclusion | {} | 'principalArn' failed to satisfy constraint: 'must not be null'",
                "RegisterPullTimeUpdateExclusion | {'principalArn':'arn:aws:iam::123456789012:group/x'} | must satisfy regular expression",
                "DeregisterPullTimeUpdateExclusion | {'principalArn':'" + ROLE + "'} | ExclusionNotFoundException",
                "ListPullTimeUpdateExclusions | {'maxResults':0} | must have value greater than or equal to 1"
            })
    void shouldRefuseWhatEcrRefuses(String operation, String request, String message) {
        // When / Then
        assertThatThrownBy(() -> registry.call(operation, request))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "BASIC_SCAN_TYPE_VERSION, AWS_NATIVE, AWS_NATIVE",
        "REGISTRY_POLICY_SCOPE,   V2,         V2",
        "BLOB_MOUNTING,           DISABLED,   ENABLED"
    })
    void shouldHaveAValueOfEachAccountSettingAndKeepWhatIsPut(String name, String before, String after) {
        // When / Then
        assertThat(setting(name)).isEqualTo(before);
        registry.call("PutAccountSetting", "{'name':'" + name + "','value':'" + after + "'}");
        assertThat(setting(name)).isEqualTo(after);
    }

    @Test
    void shouldShowAValueThatOnlyLegacyAccountsHave() {
        // When
        registry.putAccountSetting("BASIC_SCAN_TYPE_VERSION", "CLAIR");

        // Then
        assertThat(setting("BASIC_SCAN_TYPE_VERSION")).isEqualTo("CLAIR");
    }

    @Test
    void shouldListExclusionsByPage() {
        try (Clients clients = Clients.of(emulator)) {
            // Given
            for (int number : new int[] {3, 1, 2}) {
                clients.ecr().registerPullTimeUpdateExclusion(r -> r.principalArn(ROLE + number));
            }
            assertThatThrownBy(() -> clients.ecr().registerPullTimeUpdateExclusion(r -> r.principalArn(ROLE + 1)))
                    .isInstanceOfSatisfying(EcrException.class, error -> assertThat(
                                    error.awsErrorDetails().errorCode())
                            .isEqualTo("ExclusionAlreadyExistsException"));

            // When
            clients.ecr().deregisterPullTimeUpdateExclusion(r -> r.principalArn(ROLE + 1));

            // Then
            assertThat(clients.ecr().listPullTimeUpdateExclusions(r -> r.maxResults(1)))
                    .satisfies(first ->
                            assertThat(first.pullTimeUpdateExclusions()).containsExactly(ROLE + 2))
                    .satisfies(first -> assertThat(clients.ecr()
                                    .listPullTimeUpdateExclusions(r -> r.nextToken(first.nextToken()))
                                    .pullTimeUpdateExclusions())
                            .containsExactly(ROLE + 3));
        }
    }

    @Test
    void shouldTakeAHundredExclusionsAndNoMore() {
        // Given
        IntStream.range(0, 100).forEach(this::exclude);

        // When / Then
        assertThatThrownBy(() -> exclude(100)).hasMessageContaining("LimitExceededException");
    }

    private void exclude(int number) {
        registry.call("RegisterPullTimeUpdateExclusion", "{'principalArn':'" + ROLE + number + "'}");
    }

    private String setting(String name) {
        return registry.call("GetAccountSetting", "{'name':'" + name + "'}")
                .path("value")
                .asText();
    }
}
