package io.ecroperator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectGaugeTest {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<CustomResource<?, ?>> objects = new ArrayList<>();
    private final ObjectGauge gauge = new ObjectGauge(registry, objects::stream);

    @Test
    void shouldCountByKindAndReadyAndReason() {
        // Given
        objects.add(repository("{type: Ready, status: 'True', reason: InSync}"));
        objects.add(repository("{type: Ready, status: 'True', reason: InSync}"));
        objects.add(repository("{type: Ready, status: 'False', reason: NotOwned}"));
        objects.add(policy("{type: Ready, status: 'False', reason: Conflict}"));

        // Then
        assertThat(scraped())
                .containsExactly(
                        "kind=\"EcrLifecyclePolicy\",ready=\"False\",reason=\"Conflict\" 1.0",
                        "kind=\"EcrRepository\",ready=\"False\",reason=\"NotOwned\" 1.0",
                        "kind=\"EcrRepository\",ready=\"True\",reason=\"InSync\" 2.0");
    }

    @Test
    void shouldFollowWhatBecomesOfAnObject() {
        // Given
        objects.add(repository("{type: Ready, status: 'False', reason: NotOwned}"));
        scraped();

        // When
        objects.set(0, repository("{type: Ready, status: 'True', reason: InSync}"));

        // Then
        assertThat(scraped())
                .containsExactly(
                        "kind=\"EcrRepository\",ready=\"False\",reason=\"NotOwned\" 0.0",
                        "kind=\"EcrRepository\",ready=\"True\",reason=\"InSync\" 1.0");

        // When
        objects.clear();

        // Then
        assertThat(scraped()).hasSize(2).allMatch(line -> line.endsWith(" 0.0"));
    }

    @Test
    void shouldTellThatAnObjectIsPausedWhateverReadySaidBefore() {
        // Given
        objects.add(repository(
                "{type: Ready, status: 'True', reason: InSync}, {type: Synced, status: Unknown, reason: Paused}"));

        // Then
        assertThat(scraped()).containsExactly("kind=\"EcrRepository\",ready=\"True\",reason=\"Paused\" 1.0");
    }

    @Test
    void shouldCountWhatNobodyHasSeenYet() {
        // Given
        EcrRepository unread = repository("");
        unread.setStatus(null);
        objects.add(unread);
        objects.add(repository(""));

        // Then
        assertThat(scraped()).containsExactly("kind=\"EcrRepository\",ready=\"Unknown\",reason=\"None\" 2.0");
    }

    @Test
    void shouldMakeNoSeriesOfWhatSomebodyWritesIntoAStatus() {
        // Given
        objects.add(repository("{type: Ready, status: 'maybe', reason: Mine1}"));
        objects.add(repository("{type: Ready, status: 'perhaps', reason: Mine2}"));

        // Then
        assertThat(scraped()).containsExactly("kind=\"EcrRepository\",ready=\"Unknown\",reason=\"Other\" 2.0");
    }

    private List<String> scraped() {
        gauge.count();
        return registry.scrape()
                .lines()
                .filter(line -> line.startsWith("ecr_operator_objects{"))
                .map(line -> line.replaceAll("^[^{]*\\{|}", ""))
                .sorted()
                .toList();
    }

    private static EcrRepository repository(String conditions) {
        return Serialization.unmarshal(object("EcrRepository", conditions), EcrRepository.class);
    }

    private static EcrLifecyclePolicy policy(String conditions) {
        return Serialization.unmarshal(object("EcrLifecyclePolicy", conditions), EcrLifecyclePolicy.class);
    }

    private static String object(String kind, String conditions) {
        return "apiVersion: ecr-operator.io/v1alpha1\nkind: " + kind
                + "\nmetadata: {name: any, namespace: team, generation: 1}\nstatus: {conditions: [" + conditions
                + "]}\n";
    }
}
