package io.ecroperator.registryconfig.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.access.Powers;
import io.ecroperator.api.v1alpha1.BackfillStatus;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.ReplicationBackfill;
import io.ecroperator.aws.ReplicationBackfill.Progress;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.view.RegistryWatch.Periods;
import io.ecroperator.support.InMemoryEcr;
import io.ecroperator.support.InMemoryEcr.Fault;
import io.ecroperator.support.InMemoryRegistries;
import io.ecroperator.support.VirtualClock;
import io.ecroperator.support.VirtualScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was listed before a backfill ended, or in part, says nothing of the repositories that it has created. */
class ReplicasTest {

    private static final RegistryId HERE = new RegistryId(InMemoryEcr.ACCOUNT, InMemoryEcr.REGION);

    private final VirtualClock clock = new VirtualClock();
    private final InMemoryEcr ecr = new InMemoryEcr(clock);
    private final EcrConnection destination = InMemoryRegistries.of(
                    ecr,
                    new Periods(Duration.ofMinutes(5), Duration.ofHours(1)),
                    clock,
                    new VirtualScheduler(clock),
                    Powers.NONE)
            .own();

    private Replicas after(int sent) {
        clock.pass(Duration.ofSeconds(1));
        BackfillStatus ended = ended(clock.instant(), sent);
        return Replicas.at(Optional.of(destination), any -> true, ended);
    }

    private static BackfillStatus ended(Instant at, int sent) {
        return Backfills.told(
                Backfills.starting(HERE, Optional.empty()),
                new ReplicationBackfill(
                        "id",
                        HERE,
                        "COMPLETE",
                        at.minusSeconds(60),
                        Optional.of(at),
                        Optional.of(new Progress(sent, sent, 0, List.of())),
                        Optional.empty()),
                List.of());
    }

    @Test
    void shouldKnowNothingFromAListingBeforeTheEnd() {
        // Given
        ecr.put("team-a/api", Map.of());
        destination.sweep();

        // Then
        assertThat(after(3)).isEqualTo(new Replicas(0, 1, 0));
    }

    @Test
    void shouldSeeWhatWasListedAfterTheEnd() {
        // Given
        ecr.put("team-a/api", Map.of());
        BackfillStatus ended = ended(clock.instant(), 3);
        clock.pass(Duration.ofSeconds(1));
        destination.sweep();

        // Then
        assertThat(Replicas.at(Optional.of(destination), any -> true, ended).seen())
                .isEqualTo(1);
    }

    @Test
    void shouldNotSayOfImagesThatWereSentThatNoRepositoryHasThem() {
        // Given
        BackfillStatus sent = ended(clock.instant(), 3);
        BackfillStatus nothingToSend = ended(clock.instant(), 0);
        clock.pass(Duration.ofSeconds(1));
        destination.sweep();

        // Then
        assertThat(Replicas.at(Optional.of(destination), any -> true, sent)).isEqualTo(new Replicas(0, 1, 0));
        assertThat(Replicas.at(Optional.of(destination), any -> true, nothingToSend))
                .isEqualTo(new Replicas(0, 0, 0));
    }

    @Test
    void shouldKnowNothingWhereEcrMayNotBeListed() {
        // Given
        ecr.put("team-a/api", Map.of());
        ecr.fail("DescribeRepositories", Fault.of(Kind.DENIED));
        BackfillStatus ended = ended(clock.instant(), 3);
        clock.pass(Duration.ofSeconds(1));
        destination.sweep();

        // Then
        assertThat(Replicas.at(Optional.of(destination), any -> true, ended)).isEqualTo(new Replicas(0, 1, 0));
    }
}
