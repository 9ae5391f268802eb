package io.ecroperator.serviceaccount;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.ClusterEcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrPullSecret;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DemandTest {

    private static final Namespace LABELED = new NamespaceBuilder()
            .withNewMetadata()
            .withName("team")
            .addToLabels("pulls", "yes")
            .endMetadata()
            .build();

    private final ServiceAccount account = new ServiceAccountBuilder()
            .withNewMetadata()
            .withName("default")
            .withNamespace("team")
            .endMetadata()
            .build();

    @Test
    void shouldTellWhoAsksForWhat() {
        // When
        Demand demand = Demand.of(account, List.of(ofTeam("own")))
                .andOfCluster(account, List.of(ofCluster()), Optional.of(LABELED));

        // Then
        assertThat(demand.of(Asker.ONE_NAMESPACE)).containsExactly("own");
        assertThat(demand.of(Asker.CLUSTER)).containsExactly("everywhere");
        assertThat(demand.complete()).isTrue();
    }

    @Test
    void shouldNotAskForWhatTheNamespaceIsNotSelectedFor() {
        // Given
        Namespace other = new NamespaceBuilder(LABELED)
                .editMetadata()
                .withLabels(Map.of())
                .endMetadata()
                .build();

        // When
        Demand demand = Demand.of(account, List.of()).andOfCluster(account, List.of(ofCluster()), Optional.of(other));

        // Then
        assertThat(demand.all()).isEmpty();
        assertThat(demand.complete()).isTrue();
    }

    @Test
    void shouldGiveNobodyTheSecretsOfSomebodyElse() {
        // When
        Demand demand = Demand.of(account, List.of(ofTeam("own"), ofTeam("taken")))
                .andOfCluster(account, List.of(ofCluster()), Optional.of(LABELED))
                .without(Set.of("taken", "everywhere"));

        // Then
        assertThat(demand.all()).containsExactly("own");
        assertThat(demand.complete()).isTrue();
    }

    @Test
    void shouldDecideNothingOfTheClusterWhileTheNamespaceIsNotKnown() {
        // When
        Demand demand = Demand.of(account, List.of(ofTeam("own")))
                .andOfCluster(account, List.of(ofCluster()), Optional.empty());

        // Then
        assertThat(demand.all()).containsExactly("own");
        assertThat(demand.complete()).isFalse();
    }

    @Test
    void shouldNotBeCompleteWhenASpecCannotBeRead() {
        // Given
        EcrPullSecret unreadable = ofTeam("own");
        unreadable.setSpec(null);

        // Then
        assertThat(Demand.of(account, List.of(unreadable))
                        .andOfCluster(account, List.of(), Optional.of(LABELED))
                        .complete())
                .isFalse();
    }

    private static EcrPullSecret ofTeam(String name) {
        return Serialization.unmarshal("""
                metadata: {name: %s, namespace: team}
                spec:
                  registries: [{public: true}]
                  serviceAccounts: {mode: All}
                """.formatted(name), EcrPullSecret.class);
    }

    private static ClusterEcrPullSecret ofCluster() {
        return Serialization.unmarshal("""
                metadata: {name: everywhere}
                spec:
                  registries: [{public: true}]
                  namespaceSelector: {matchLabels: {pulls: "yes"}}
                  serviceAccounts: {mode: All}
                """, ClusterEcrPullSecret.class);
    }
}
