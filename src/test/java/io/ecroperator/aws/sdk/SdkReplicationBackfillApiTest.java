package io.ecroperator.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ecroperator.aws.FailedReplication;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.ReplicationBackfill;
import io.ecroperator.aws.ReplicationBackfillApi;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.emulator.Emulator;
import io.ecroperator.emulator.Registry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SdkReplicationBackfillApiTest {

    private static final RegistryId IRELAND = new RegistryId("123456789012", "eu-west-1");
    private static final RegistryId CLOSED = new RegistryId("111122223333", "eu-north-1");

    private final Emulator emulator = Emulator.start();
    private final Registry registry = emulator.registry();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AwsConnections connections =
            new AwsConnections(AwsClientSettings.defaults("1.2.3"), Connections.KEYS, meters);
    private final ReplicationBackfillApi backfills =
            connections.connection(Connections.to(emulator)).registryDoors().backfills();

    @BeforeEach
    void push() {
        registry.createRepository("api");
        registry.putImage("api", "v1");
        registry.call(
                "PutReplicationConfiguration",
                "{'replicationConfiguration':{'rules':[{'destinations':[{'region':'eu-west-1','registryId':'123456789012'},"
                        + "{'region':'eu-north-1','registryId':'111122223333'}]}]}}");
    }

    @AfterEach
    void close() {
        connections.close();
        emulator.close();
    }

    @Test
    void shouldTellHowFarItIs() {
        // Given
        emulator.replication().pause();

        // When
        ReplicationBackfill started = backfills.startReplicationBackfill(IRELAND);

        // Then
        assertThat(started.status()).isEqualTo("PREPARING");
        assertThat(started.destination()).isEqualTo(IRELAND);
        assertThat(backfills.listReplicationBackfills()).containsExactly(started);

        // When
        emulator.replication().resume();

        // Then
        ReplicationBackfill ended = backfills.listReplicationBackfills().getFirst();
        assertThat(ended.status()).isEqualTo(ReplicationBackfill.COMPLETE);
        assertThat(ended.endedAt()).isPresent();
        assertThat(ended.progress().orElseThrow().completed()).isEqualTo(1);
        assertThat(backfills.describeReplicationBackfillResults(ended.replicationBackfillId(), 20))
                .isEmpty();
    }

    @Test
    void shouldNameWhatHasFailed() {
        // When
        ReplicationBackfill started = backfills.startReplicationBackfill(CLOSED);

        // Then
        String code = backfills
                .listReplicationBackfills()
                .getFirst()
                .progress()
                .orElseThrow()
                .failureCodes()
                .getFirst();
        assertThat(backfills.describeReplicationBackfillResults(started.replicationBackfillId(), 20))
                .containsExactly(new FailedReplication("api", "v1", code));
    }

    @Test
    void shouldReadEveryPage() {
        // Given
        IntStream.range(0, 60).forEach(each -> backfills.startReplicationBackfill(IRELAND));

        // When / Then
        assertThat(backfills.listReplicationBackfills()).hasSize(60);
    }

    @Test
    void shouldTellWhyNoneStarts() {
        // Given
        emulator.replication().pause();
        backfills.startReplicationBackfill(IRELAND);

        // When / Then
        assertThat(catchThrowableOfType(AwsException.class, () -> backfills.startReplicationBackfill(IRELAND))
                        .failure()
                        .code())
                .isEqualTo(ReplicationBackfill.RUNS);
        assertThat(catchThrowableOfType(
                                AwsException.class,
                                () -> backfills.startReplicationBackfill(new RegistryId("123456789012", "us-east-1")))
                        .kind())
                .isEqualTo(Kind.INVALID);
    }
}
