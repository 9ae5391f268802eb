package io.ecroperator.aws.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.RepositoryDoors;
import io.ecroperator.support.InMemoryEcr;
import io.ecroperator.support.VirtualClock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ViewUpdatingPoliciesTest {

    private final VirtualClock clock = new VirtualClock();
    private final InMemoryEcr ecr = new InMemoryEcr(clock);
    private final RegistryView view = new RegistryView(clock);
    private final RepositoryDoors doors = ViewUpdatingDoors.of(ecr.doors(), view);

    @Test
    void shouldHoldOnceThePolicyThatManyRepositoriesHave() {
        // Given
        ecr.put("a", Map.of());
        ecr.put("b", Map.of());

        // When
        for (String name : List.of("a", "b")) {
            doors.repositoryPolicies().setRepositoryPolicy(name, copyOf("{}"), false);
            doors.lifecyclePolicies().putLifecyclePolicy(name, copyOf("{}"));
        }

        // Then
        assertOnce();

        // When
        for (String name : List.of("a", "b")) {
            ecr.change(name, held -> held.withRepositoryPolicy(
                            held.repositoryPolicy().map(text -> copyOf("{1}")))
                    .withLifecyclePolicy(held.lifecyclePolicy().map(text -> copyOf("{1}"))));
            doors.repositoryPolicies().getRepositoryPolicy(name);
            doors.lifecyclePolicies().getLifecyclePolicy(name);
        }

        // Then
        assertOnce();
        assertThat(value(view.get("b").repositoryPolicy())).isEqualTo("{1}");
    }

    private void assertOnce() {
        assertThat(value(view.get("b").repositoryPolicy()))
                .isSameAs(value(view.get("a").repositoryPolicy()));
        assertThat(value(view.get("b").lifecyclePolicy()).text())
                .isSameAs(value(view.get("a").lifecyclePolicy()).text());
    }

    private static <T> T value(Reading<T> reading) {
        return reading.toOptional().orElseThrow();
    }

    /** As it would come from a parser. */
    private static String copyOf(String text) {
        return new String(text.toCharArray());
    }
}
