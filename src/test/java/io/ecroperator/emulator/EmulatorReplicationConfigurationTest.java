package io.ecroperator.emulator;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecr.model.ReplicationConfiguration;

class EmulatorReplicationConfigurationTest {
    private static final String IRELAND = "{'region':'eu-west-1','registryId':'123456789012'}";

    private final Emulator emulator = Emulator.start();
    private final Registry registry = emulator.registry();

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void shouldHaveNoRulesAtFirst() {
        // When
        try (Clients clients = Clients.of(emulator)) {
            ReplicationConfiguration configuration =
                    clients.ecr().describeRegistry(r -> {}).replicationConfiguration();

            // Then
            assertThat(configuration.rules()).isEmpty();
        }
    }

    @Test
    void shouldKeepAllMembersOfTheModel() {
        // Given
        String rule = "{'destinations':[" + IRELAND + "],"
                + "'repositoryFilters':[{'filter':'team-a/','filterType':'PREFIX_MATCH'}],"
                + "'deleteReplication':{'enabled':true}}";

        // When
        String answer = put(rule);

        // Then
        assertThat(answer).isEqualTo(json("{'rules':[" + rule + "]}"));
        assertThat(configuration()).isEqualTo(answer);
    }

    @Test
    void shouldKeepAMemberThatIsInventedAndDropOneThatIsNot() {
        // Given
        emulator.inventedMembers().declare(List.of("futureFlag"));

        // When
        put("{'destinations':[" + IRELAND.replace("}", ",'futureFlag':1,'typo':1}") + "],'futureFlag':{'deep':[1]}}");

        // Then
        assertThat(configuration())
                .isEqualTo(json("{'rules':[{'futureFlag':{'deep':[1]},'destinations':"
                        + "[{'futureFlag':1,'region':'eu-west-1','registryId':'123456789012'}]}]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                            | 'replicationConfiguration' failed to satisfy constraint: 'must not be null'",
                "{'replicationConfiguration':{}}                               | 'replicationConfiguration.rules' failed to satisfy constraint: 'must not be null'",
                "{'replicationConfiguration':{'rules':[{}]}}                   | 'replicationConfiguration.rules.destinations' failed to satisfy constraint: 'must not be null'",
                "{'replicationConfiguration':{'rules':[{'destinations':[{'registryId':'123456789012'}]}]}} | region' failed to satisfy constraint: 'must not be null'",
                "{'replicationConfiguration':{'rules':[{'destinations':[{'region':'eu-west-1'}]}]}} | registryId' failed to satisfy constraint: 'must not be null'",
                "{'replicationConfiguration':{'rules':[{'destinations':[{'region':'EU','registryId':'123456789012'}]}]}} | must satisfy regular expression '[0-9a-z-]{2,25}'",
                "{'replicationConfiguration':{'rules':[{'destinations':[{'region':'eu-west-1','registryId':'1'}]}]}} | must satisfy regular expression '[0-9]{12}'",
                "{'replicationConfiguration':{'rules':[{'destinations':[{'region':'us-east-1','registryId':'123456789012'}]}]}} | Replication destination cannot be the same as the source registry",
                "{'replicationConfiguration':{'rules':[{'destinations':[],'repositoryFilters':[]}]}} | must have length greater than or equal to 1",
                "{'replicationConfiguration':{'rules':[{'destinations':[],'repositoryFilters':[{'filter':'a','filterType':'PREFIX_MATCH'}]}]}} | must have length greater than or equal to 2",
                "{'replicationConfiguration':{'rules':[{'destinations':[],'repositoryFilters':[{'filter':'Team','filterType':'PREFIX_MATCH'}]}]}} | must satisfy regular expression",
                "{'replicationConfiguration':{'rules':[{'destinations':[],'repositoryFilters':[{'filter':'team','filterType':'WILDCARD'}]}]}} | must satisfy enum value set",
                "{'replicationConfiguration':{'rules':[{'destinations':[],'repositoryFilters':[{'filter':'team'}]}]}} | filterType' failed to satisfy constraint: 'must not be null'",
                "{'replicationConfiguration':{'rules':[{'destinations':[],'deleteReplication':{}}]}} | enabled' failed to satisfy constraint: 'must not be null'",
                "{'replicationConfiguration':{'rules':[{'destinations':[],'deleteReplication':{'enabled':'yes'}}]}} | SerializationException"
            })
    void shouldRefuseWhatTheModelRefuses(String request, String message) {
        // When / Then
        assertThatThrownBy(() -> registry.call("PutReplicationConfiguration", request))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(message);
        assertThat(configuration()).isEqualTo(json("{'rules':[]}"));
    }

    @Test
    void shouldRefuseWhatIsOverAQuota() {
        // When / Then
        assertThatThrownBy(() -> put(many(26, number -> "{'destinations':[" + IRELAND + "]}")))
                .hasMessageContaining("must have length less than or equal to 25");
        assertThatThrownBy(() -> put("{'destinations':[" + accounts(1, 26) + "]}"))
                .hasMessageContaining("more than 25 unique destinations across all rules");
        put("{'destinations':[" + accounts(1, 25) + "]},{'destinations':[" + accounts(1, 25) + "]}");
        assertThatThrownBy(() ->
                        put("{'destinations':[" + accounts(1, 25) + "]},{'destinations':[" + accounts(2, 26) + "]}"))
                .hasMessageContaining("unique destinations");
    }

    private static String accounts(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj("{'region':'eu-west-1','registryId':'%012d'}"::formatted)
                .collect(joining(","));
    }

    private static String many(int count, IntFunction<String> entry) {
        return IntStream.range(0, count).mapToObj(entry).collect(joining(","));
    }

    private String put(String rules) {
        return registry.call("PutReplicationConfiguration", "{'replicationConfiguration':{'rules':[" + rules + "]}}")
                .path("replicationConfiguration")
                .toString();
    }

    private String configuration() {
        return registry.call("DescribeRegistry", "{}")
                .path("replicationConfiguration")
                .toString();
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
