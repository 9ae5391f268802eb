package io.ecroperator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObjectClonerTest {

    private static final String REPOSITORY = """
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrRepository
            metadata:
              name: api
              namespace: team-a
              labels: {app: api}
              annotations: {note: mine}
              finalizers: [example.com/first]
              resourceVersion: "7"
              generation: 3
              ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: owner, uid: "1"}]
            spec:
              repositoryName: team-a/api
              tags: {team: a}
            status:
              observedGeneration: 2
              conditions: [{type: Ready, status: "True", reason: InSync, message: "", lastTransitionTime: "2026-01-01T00:00:00Z"}]
            """;

    private final KubernetesSerialization serialization = new KubernetesSerialization();
    private final ObjectCloner cloner = new ObjectCloner(serialization);
    private final EcrRepository original = serialization.unmarshal(REPOSITORY, EcrRepository.class);

    @Test
    void shouldCopyAllThatARepositorySays() {
        // When
        EcrRepository copy = cloner.clone(original);

        // Then
        assertThat(copy).isNotSameAs(original);
        assertThat(serialization.asJson(copy)).isEqualTo(serialization.asJson(original));
        assertThat(copy.getSpec()).as("it never changes").isSameAs(original.getSpec());
        assertThat(copy.getStatus()).isSameAs(original.getStatus());
    }

    @Test
    void shouldLeaveTheOriginalAloneWhenTheCopyChanges() {
        // Given
        String before = serialization.asJson(original);
        EcrRepository copy = cloner.clone(original);

        // When
        copy.addFinalizer("example.com/second");
        copy.getMetadata().getFinalizers().remove("example.com/first");
        copy.getMetadata().getLabels().put("more", "of them");
        copy.getMetadata().getAnnotations().clear();
        copy.getMetadata().getOwnerReferences().getFirst().setName("another");
        copy.getMetadata().setResourceVersion(null);
        copy.setSpec(null);
        copy.setStatus(null);

        // Then
        assertThat(serialization.asJson(original)).isEqualTo(before);
    }

    @Test
    void shouldCopyOtherObjectsWhole() {
        // Given
        ConfigMap map = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("api")
                .withFinalizers(List.of("example.com/first"))
                .endMetadata()
                .withData(Map.of("a", "1"))
                .build();

        // When
        ConfigMap copy = cloner.clone(map);

        // Then
        assertThat(copy).isEqualTo(map).isNotSameAs(map);
        assertThat(copy.getMetadata()).isNotSameAs(map.getMetadata());
    }
}
