package io.ecroperator.pullsecret;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.pullsecret.PullSecretOutcome.Kept;
import io.ecroperator.pullsecret.PullSecretOutcome.Write;
import io.ecroperator.runtime.AttemptDelays;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PullSecretPartsTest {

    private static final ResourceID ID = new ResourceID("pull", "team");

    private final PullSecretParts parts = new PullSecretParts(
            null,
            null,
            new PullSecretPlanner("test"),
            null,
            null,
            null,
            null,
            key -> true,
            new AttemptDelays(new Random(1)),
            null,
            null,
            null,
            null);

    @Test
    void shouldTryAgainEverLaterWhileOthersAreFaster() {
        // When
        List<Duration> delays = Stream.generate(() -> parts.retry(ID, List.of(overtaken())))
                .limit(10)
                .map(Optional::orElseThrow)
                .toList();

        // Then
        assertThat(delays.getFirst()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(delays.getLast()).isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
    }

    private static Kept overtaken() {
        return new Kept(
                List.of(),
                List.of(),
                Map.of(),
                List.of(Write.overtaken(new PullSecretChange.DeleteSecret(null))),
                Optional.empty(),
                false,
                Optional.empty());
    }
}
