package io.ecroperator.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRegistry;
import io.ecroperator.api.v1alpha1.EcrRepository;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrunableTest {

    private static final String OWN = "shop:ecr-operator.io/EcrRepository:team-a/api";

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                OWN + "| - | true",
                OWN + "| Validate=false, Prune=confirm | true",
                OWN + "| Validate=false, Prune=false | false",
                "other:ecr-operator.io/EcrRepository:team-a/api | - | false",
                // copied from another object
                "shop:ecr-operator.io/EcrRepository:team-a/web | - | false",
                "shop | - | false",
                "- | - | false",
            })
    void shouldBeWhatTheApplicationTracksAndWouldPrune(String trackingId, String syncOptions, boolean prunable) {
        Map<String, String> annotations = new HashMap<>();
        annotations.put("argocd.argoproj.io/tracking-id", trackingId);
        if (syncOptions != null) {
            annotations.put("argocd.argoproj.io/sync-options", syncOptions);
        }
        EcrRepository object = new EcrRepository();
        object.getMetadata().setNamespace("team-a");
        object.getMetadata().setName("api");
        object.getMetadata().setAnnotations(annotations);

        assertThat(new Prunable.Tracked("shop").has(object)).isEqualTo(prunable);
    }

    /** Argo CD writes the namespace that the Application deploys to. */
    @ParameterizedTest
    @CsvSource({
        "shop:ecr-operator.io/EcrRegistry:argocd/prod, true",
        "shop:ecr-operator.io/EcrRegistry:argocd/dev, false",
        "other:ecr-operator.io/EcrRegistry:argocd/prod, false",
    })
    void shouldBeWhatTheApplicationTracksOfTheCluster(String trackingId, boolean prunable) {
        EcrRegistry object = new EcrRegistry();
        object.getMetadata().setName("prod");
        object.getMetadata().setAnnotations(Map.of("argocd.argoproj.io/tracking-id", trackingId));

        assertThat(new Prunable.Tracked("shop").has(object)).isEqualTo(prunable);
    }
}
