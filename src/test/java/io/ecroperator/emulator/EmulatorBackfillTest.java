package io.ecroperator.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmulatorBackfillTest {
    private static final String OURS = "123456789012";
    private static final String IRELAND = "{'region':'eu-west-1','registryId':'123456789012'}";
    private static final String THEIRS = "{'region':'eu-north-1','registryId':'111122223333'}";
    private static final String NOBODYS = "00000000-0000-0000-0000-000000000000";

    private final Emulator emulator = Emulator.start();
    private final Registry source = emulator.registry();

    @BeforeEach
    void push() {
        source.createRepository("api");
        source.putImage("api", "v1");
        source.putImage("api", "v2");
        source.createRepository("web");
        source.putImage("web", "v1");
        source.call(
                "PutReplicationConfiguration",
                "{'replicationConfiguration':{'rules':[{'destinations':[" + IRELAND + "," + THEIRS + "],"
                        + "'repositoryFilters':[{'filter':'api','filterType':'PREFIX_MATCH'}]}]}}");
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void shouldBringTheImagesThatTheRulesMean() {
        // When
        JsonNode started = start(IRELAND);

        // Then
        assertThat(started.path("status").asText()).isEqualTo("PREPARING");
        assertThat(started.path("destination")).hasToString(IRELAND.replace('\'', '"'));
        assertThat(emulator.registry(OURS, "eu-west-1").repositoryNames()).containsExactly("api");
        assertThat(emulator.registry(OURS, "eu-west-1").imageTags("api")).containsExactly("v1", "v2");
        JsonNode results = results(started, "");
        assertThat(results.path("status").asText()).isEqualTo("COMPLETE");
        assertThat(results.path("results").findValuesAsText("imageTag")).containsExactlyInAnyOrder("v1", "v2");
        assertThat(results.path("results").findValuesAsText("status")).containsOnly("COMPLETE");
    }

    @Test
    void shouldTellItsProgress() {
        // Given
        emulator.replication().pause();

        // When / Then
        JsonNode started = start(IRELAND);
        assertThat(only().path("status").asText()).isEqualTo("PREPARING");
        assertThat(only().has("progress")).isFalse();
        emulator.replication().run(2);
        assertThat(only().path("status").asText()).isEqualTo("IN_PROGRESS");
        assertThat(only().path("progress"))
                .hasToString("{\"totalReplicationCount\":2,\"completedReplicationCount\":1,"
                        + "\"failedReplicationCount\":0,\"failureCodes\":[]}");
        assertThat(results(started, "").path("results")).isEmpty();
        emulator.replication().run(1);
        assertThat(only().path("status").asText()).isEqualTo("COMPLETE");
        assertThat(only().has("endedAt")).isTrue();
    }

    @Test
    void shouldCountWhatFailed() {
        // When
        JsonNode started = start(THEIRS);

        // Then
        assertThat(only().path("progress").path("failedReplicationCount").asInt())
                .isEqualTo(2);
        assertThat(only().path("progress").path("failureCodes")).hasToString("[\"" + Replication.ACCESS_DENIED + "\"]");
        assertThat(results(started, ",'resultStatusFilter':'COMPLETE'").path("results"))
                .isEmpty();
        JsonNode first = results(started, ",'resultStatusFilter':'FAILED','maxResults':1");
        assertThat(first.path("results").findValuesAsText("failureCode")).containsExactly(Replication.ACCESS_DENIED);
        JsonNode second =
                results(started, ",'nextToken':'" + first.path("nextToken").asText() + "'");
        assertThat(second.path("results")).hasSize(1).isNotEqualTo(first.path("results"));
        assertThat(second.has("nextToken")).isFalse();
    }

    @Test
    void shouldKeepWhatIsDoneWhenStopped() {
        // Given
        emulator.replication().pause();
        JsonNode started = start(IRELAND);
        emulator.replication().run(2);

        // When
        JsonNode stopping = stop(id(started));
        emulator.replication().resume();

        // Then
        assertThat(stopping.path("status").asText()).isEqualTo("STOPPING");
        assertThat(only().path("status").asText()).isEqualTo("STOPPED");
        assertThat(emulator.registry(OURS, "eu-west-1").imageTags("api")).hasSize(1);
        assertThatThrownBy(() -> stop(id(started))).hasMessageContaining("ReplicationBackfillInvalidStatusException");
    }

    @Test
    void shouldRunOncePerRegion() {
        // Given
        emulator.replication().pause();
        start(IRELAND);

        // When / Then
        assertThatThrownBy(() -> start(IRELAND)).hasMessageContaining("ReplicationBackfillInProgressException");
        start(THEIRS);
        emulator.replication().resume();
        start(IRELAND);
    }

    @Test
    void shouldForgetItAfterNinetyDays() {
        // Given
        JsonNode started = start(IRELAND);

        // When
        emulator.advanceClock(Duration.ofDays(91));

        // Then
        assertThat(source.call("ListReplicationBackfills", "{}").path("backfills"))
                .isEmpty();
        assertThatThrownBy(() -> results(started, "")).hasMessageContaining("ReplicationBackfillNotFoundException");
    }

    @Test
    void shouldPage() {
        // Given
        IntStream.range(0, 30).forEach(number -> start(IRELAND));

        // When
        JsonNode first = source.call("ListReplicationBackfills", "{}");
        JsonNode second = source.call(
                "ListReplicationBackfills",
                "{'nextToken':'" + first.path("nextToken").asText() + "'}");

        // Then
        assertThat(first.path("backfills")).hasSize(25);
        assertThat(second.path("backfills")).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "StartReplicationBackfill | {} | 'destination' failed to satisfy constraint: 'must not be null'",
                "StartReplicationBackfill | {'destination':{'region':'eu-west-1'}} | 'destination.registryId' failed",
                "StartReplicationBackfill | {'destination':{'region':'eu-west-3','registryId':'123456789012'}} | not in the replication configuration",
                "StopReplicationBackfill | {'replicationBackfillId':'1'} | must have length greater than or equal to 36",
                "StopReplicationBackfill | {'replicationBackfillId':'" + NOBODYS
                        + "'} | ReplicationBackfillNotFoundException",
                "DescribeReplicationBackfillResults | {'replicationBackfillId':'" + NOBODYS
                        + "'} | ReplicationBackfillNotFoundException",
                "DescribeReplicationBackfillResults | {'replicationBackfillId':'" + NOBODYS
                        + "','resultStatusFilter':'STOPPED'} | must satisfy enum value set",
                "ListReplicationBackfills | {'maxResults':51} | must have value less than or equal to 50"
            })
    void shouldRefuseWhatEcrRefuses(String operation, String request, String message) {
        // When / Then
        assertThatThrownBy(() -> source.call(operation, request))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(message);
    }

    private JsonNode start(String destination) {
        return source.call("StartReplicationBackfill", "{'destination':" + destination + "}");
    }

    private JsonNode stop(String id) {
        return source.call("StopReplicationBackfill", "{'replicationBackfillId':'" + id + "'}");
    }

    private JsonNode results(JsonNode started, String furtherMembers) {
        return source.call(
                "DescribeReplicationBackfillResults",
                "{'replicationBackfillId':'" + id(started) + "'" + furtherMembers + "}");
    }

    private JsonNode only() {
        JsonNode backfills = source.call("ListReplicationBackfills", "{}").path("backfills");
        assertThat(backfills).hasSize(1);
        return backfills.path(0);
    }

    private static String id(JsonNode backfill) {
        return backfill.path("replicationBackfillId").asText();
    }
}
