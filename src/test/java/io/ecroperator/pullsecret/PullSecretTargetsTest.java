package io.ecroperator.pullsecret;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrPullSecretStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PullSecretTargetsTest {

    private static final EcrPullSecretStatus STATUS = new EcrPullSecretStatus(1L, List.of(), null, null, null);

    private final List<String> told = new ArrayList<>();
    private final PullSecretTargets targets = new PullSecretTargets();

    @Test
    void shouldForgetANamespaceThatEndedAndTellThoseToo() {
        // Given
        targets.looked("one", Map.of("pull", STATUS), Set.of("pull", "waiting"));
        targets.looked("other", Map.of("pull", STATUS), Set.of("pull", "waiting"));
        targets.onChange(told::add);

        // When
        targets.ended("one", Set.of("pull", "waiting"));

        // Then
        assertThat(targets.get("pull", "one")).isEmpty();
        assertThat(targets.get("pull", "other")).contains(STATUS);
        assertThat(told).containsExactlyInAnyOrder("pull", "waiting");
    }

    @Test
    void shouldTellTheOthersWhenOneWhoListensMeetsAnError() {
        // Given
        targets.onChange(object -> {
            throw new NoClassDefFoundError("a class");
        });
        targets.onChange(told::add);

        // When
        targets.looked("one", Map.of("pull", STATUS), Set.of("pull", "waiting"));

        // Then
        assertThat(told).contains("pull", "waiting");
        assertThat(targets.get("pull", "one")).contains(STATUS);
    }
}
