package io.ecroperator.pullsecret;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.pullsecret.PullSecretChange.CreateSecret;
import io.ecroperator.pullsecret.PullSecretChange.SecretContent;
import io.ecroperator.support.VirtualClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContestedSecretsTest {

    private static final PullSecretChange CREATE =
            new CreateSecret(new SecretContent("pull", "Opaque", Map.of(), Map.of(), Map.of(), null));

    private final VirtualClock clock = new VirtualClock();
    private final ContestedSecrets contested = new ContestedSecrets(clock);
    private final SecretOwner owner = new SecretOwner(new PullSecrets("one").object(), "team");

    @Test
    void shouldBeginAnewForAnotherObjectAndAnotherNamespace() {
        // Given
        createFiveTimes();

        // Then
        assertThat(contested.holdsBack(owner, CREATE)).isTrue();
        assertThat(contested.holdsBack(new SecretOwner(new PullSecrets("other").object(), "team"), CREATE))
                .isFalse();
        assertThat(contested.holdsBack(new SecretOwner(owner.object(), "elsewhere"), CREATE))
                .isFalse();
    }

    @Test
    void shouldNotHoldBackForLongWhenTheClockIsSetBack() {
        // Given
        createFiveTimes();

        // When
        clock.pass(Duration.ofHours(-6));

        // Then
        assertThat(contested.holdsBack(owner, CREATE)).isFalse();
        assertThat(contested.isContested(owner, "pull")).isFalse();
    }

    @Test
    void shouldNotCallItAContestWhenThereIsTimeBetween() {
        // When
        for (int time = 0; time < 20; time++) {
            assertThat(contested.holdsBack(owner, CREATE)).isFalse();
            contested.tried(owner, CREATE);
            clock.pass(Duration.ofMinutes(3));
        }

        // Then
        assertThat(contested.isContested(owner, "pull")).isFalse();
    }

    private void createFiveTimes() {
        for (int time = 0; time < 5; time++) {
            contested.tried(owner, CREATE);
        }
        assertThat(contested.isContested(owner, "pull")).isTrue();
    }
}
