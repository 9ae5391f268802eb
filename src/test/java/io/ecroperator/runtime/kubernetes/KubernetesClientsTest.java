package io.ecroperator.runtime.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import io.ecroperator.api.v1alpha1.DeletionPolicy;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesClientsTest {

    private final KubernetesSerialization serialization = KubernetesClients.serialization();

    @Test
    void shouldReadSpecAndStatusWhenTheyFit() {
        // When
        EcrRepository object = read("""
                {"deletionPolicy": "Retain", "tags": {"team": "a"}}""", """
                {"observedGeneration": 3}""");

        // Then
        assertThat(object.getSpec().deletionPolicy()).isEqualTo(DeletionPolicy.RETAIN);
        assertThat(object.getSpec().tags()).containsEntry("team", "a");
        assertThat(object.getStatus().observedGeneration()).isEqualTo(3);
        assertThat(object.getMetadata().getName()).isEqualTo("api");
    }

    @Test
    void shouldIgnoreAFieldWhenItIsUnknown() {
        // When
        EcrRepository object = read("""
                {"deletionPolicy": "Retain", "newer": {"a": [1]}}""", "{}");

        // Then
        assertThat(object.getSpec().deletionPolicy()).isEqualTo(DeletionPolicy.RETAIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"deletionPolicy\": \"RetainUnlessEmpty\"}",
                "{\"deletionPolicy\": \"Retain\", \"tags\": \"team\"}",
                "{\"deletionPolicy\": \"Retain\", \"tags\": {\"team\": [\"a\"]}}",
                "{\"lifecyclePolicy\": {\"rules\": {}}, \"deletionPolicy\": \"Retain\"}",
                "{\"imageScanningConfiguration\": [[1, {\"a\": 2}]], \"deletionPolicy\": \"Retain\"}",
                "\"text\"",
                "[]",
                "7"
            })
    void shouldReadNoPartOfTheSpecWhenAPartDoesNotFit(String spec) {
        // When
        EcrRepository object = read(spec, """
                {"observedGeneration": 3}""");

        // Then
        assertThat(object.getSpec()).isNull();
        assertThat(object.getStatus().observedGeneration()).isEqualTo(3);
        assertThat(object.getMetadata().getName()).isEqualTo("api");
    }

    @Test
    void shouldReadTheRestWhenTheStatusDoesNotFit() {
        // When
        EcrRepository object = read("""
                {"deletionPolicy": "Retain"}""", """
                {"observedGeneration": "three"}""");

        // Then
        assertThat(object.getStatus()).isNull();
        assertThat(object.getSpec().deletionPolicy()).isEqualTo(DeletionPolicy.RETAIN);
    }

    @Test
    void shouldReadTheOtherObjectsWhenOneOfAListDoesNotFit() {
        // Given
        String list = "{\"items\": [%s, %s]}".formatted(object("{\"tags\": 1}", "{}"), object("{}", "{}"));

        // When
        DefaultKubernetesResourceList<EcrRepository> read = serialization.unmarshal(
                new ByteArrayInputStream(list.getBytes(StandardCharsets.UTF_8)), new TypeReference<>() {});

        // Then
        assertThat(read.getItems()).hasSize(2);
        assertThat(read.getItems().get(0).getSpec()).isNull();
        assertThat(read.getItems().get(1).getSpec()).isNotNull();
    }

    @Test
    void shouldFailWhenTheTextIsNoJson() {
        // When
        // Then
        assertThatThrownBy(() -> read("{\"tags\": ", "{}")).isInstanceOf(KubernetesClientException.class);
    }

    private EcrRepository read(String spec, String status) {
        return serialization.unmarshal(object(spec, status), EcrRepository.class);
    }

    private static String object(String spec, String status) {
        return """
                {"apiVersion": "ecr-operator.io/v1alpha1", "kind": "EcrRepository",
                 "metadata": {"name": "api", "namespace": "team-a"}, "status": %s, "spec": %s}
                """.formatted(status, spec);
    }
}
