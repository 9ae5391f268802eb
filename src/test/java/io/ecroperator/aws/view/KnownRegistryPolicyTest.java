package io.ecroperator.aws.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.ecroperator.aws.RegistrySettingsApi;
import io.ecroperator.aws.view.KnownRegistryPolicy.Known;
import io.ecroperator.support.VirtualClock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What somebody writes while somebody else reads. */
class KnownRegistryPolicyTest {

    private final RegistrySettingsApi settings = mock(RegistrySettingsApi.class);
    private final KnownRegistryPolicy policy =
            new KnownRegistryPolicy(settings, Duration.ofHours(1), new VirtualClock());

    @Test
    void shouldNotTakeAnOlderAnswerForWhatWasWrittenMeanwhile() {
        // Given
        when(settings.getRegistryPolicy()).thenAnswer(read -> {
            policy.told(Optional.of("new"));
            return Optional.of("old");
        });

        // Then
        assertThat(policy.look(false)).isEqualTo(new Known.Policy(Optional.of("new")));
        assertThat(policy.look(false)).isEqualTo(new Known.Policy(Optional.of("new")));
    }

    @Test
    void shouldReadAgainWhereAWriteWasNotAnsweredMeanwhile() {
        // Given
        when(settings.getRegistryPolicy())
                .thenAnswer(read -> {
                    policy.forget();
                    return Optional.of("old");
                })
                .thenReturn(Optional.of("new"));

        // Then
        assertThat(policy.look(false)).isEqualTo(new Known.Policy(Optional.of("old")));
        assertThat(policy.look(false)).isEqualTo(new Known.Policy(Optional.of("new")));
    }
}
