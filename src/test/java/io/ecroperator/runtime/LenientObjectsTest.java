package io.ecroperator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.ClusterEcrPullSecret;
import io.ecroperator.api.v1alpha1.DeletionPolicy;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LenientObjectsTest {

    /** As informers read it. */
    static final class EcrRepositories extends DefaultKubernetesResourceList<EcrRepository> {

        private static final long serialVersionUID = 1L;
    }

    private final KubernetesSerialization serialization = LenientObjects.serialization();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"tags\": \"team=a\"}",
                "{\"tags\": {\"a\": {\"b\": []}}, \"deletionPolicy\": \"Retain\"}",
                "{\"managementPolicy\": \"Someday\"}",
                "{\"deletionPolicy\": \"Archive\"}",
                "{\"lifecyclePolicy\": {\"rules\": [{\"rulePriority\": \"first\"}]}}",
                "{\"lifecyclePolicy\": {\"rules\": [{\"rulePriority\": [[1], {\"a\": {}}], \"b\": 1}, {}]}, \"tags\": {\"a\": \"b\"}}",
                "{\"repositoryPolicy\": {\"statements\": {\"sid\": [{}]}}, \"deletionPolicy\": \"Archive\", \"tags\": {}}",
                "\"text\"",
                "7",
                "[]",
                "[[], {\"a\": []}]"
            })
    void shouldReadTheOthersWhenOneSpecDoesNotFit(String spec) {
        // Given
        String list = "{\"items\": [" + object("before", "{}") + "," + object("poison", spec) + ","
                + object("after", "{\"deletionPolicy\": \"Retain\"}") + "]}";

        // When
        EcrRepositories read = serialization.unmarshal(list, EcrRepositories.class);

        // Then
        List<EcrRepository> items = read.getItems();
        assertThat(items)
                .extracting(object -> object.getMetadata().getName())
                .containsExactly("before", "poison", "after");
        assertThat(items.get(1).getSpec()).isNull();
        assertThat(items.get(2).getSpec().deletionPolicy()).isEqualTo(DeletionPolicy.RETAIN);
    }

    /** What a newer version may say in a field that is skipped here must not look like nobody. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"registries\": [], \"namespaces\": [\"a\"]}",
                "{\"namespaceSelector\": {}}",
                "{\"registries\": [], \"namespaceSelector\": {}, \"serviceAccounts\": {\"labelled\": {}}}",
                "{\"registries\": [], \"namespaceSelector\": {}, \"serviceAccounts\": {\"mode\": \"Named\"}}",
                "{\"registries\": [], \"namespaceSelector\": {\"matchExpressions\": [{\"key\": \"a\", \"is\": \"b\"}]}}"
            })
    void shouldNotReadASpecThatLacksWhatItHasToHave(String spec) {
        // When
        ClusterEcrPullSecret read = serialization.unmarshal(object("poison", spec), ClusterEcrPullSecret.class);

        // Then
        assertThat(read.getSpec()).isNull();
    }

    @Test
    void shouldReadWhatIsBehindASpecThatDoesNotFit() {
        // Given
        String json = object("poison", "{\"tags\": [{\"a\": [1]}, 2], \"deletionPolicy\": \"Retain\"}")
                .replace("\"x\"", "{\"observedGeneration\": 3}");
        Map<?, ?> tree = serialization.unmarshal(json, Map.class);

        // When
        EcrRepository read = serialization.unmarshal(json, EcrRepository.class);
        EcrRepository converted = serialization.convertValue(tree, EcrRepository.class);

        // Then
        for (EcrRepository object : List.of(read, converted)) {
            assertThat(object.getSpec()).isNull();
            assertThat(object.getStatus().observedGeneration()).isEqualTo(3);
        }
    }

    @Test
    void shouldHoldTheTextsOnceThatObjectsHaveAlike() {
        // Given
        String spec = "{\"tags\": {\"team\": \"%s\"}}".formatted("payments");

        // When
        EcrRepository first = serialization.unmarshal(object("api", spec), EcrRepository.class);
        EcrRepository second = serialization.unmarshal(object("web", spec), EcrRepository.class);

        // Then
        assertThat(second.getSpec().tags().get("team"))
                .isSameAs(first.getSpec().tags().get("team"))
                .isEqualTo("payments");
        assertThat(second.getMetadata().getName()).isEqualTo("web");
    }

    @Test
    void shouldHoldTheContentOfEqualSecretsOnce() {
        // Given
        String json = "{\"kind\": \"Secret\", \"apiVersion\": \"v1\", \"data\": {\"login\": \"%s\", \"none\": null}}";

        // When
        Secret first = serialization.unmarshal(json.formatted("aHR0cHM="), Secret.class);
        Secret second = serialization.unmarshal(json.formatted("aHR0cHM="), Secret.class);
        Secret other = serialization.unmarshal(json.formatted("b3RoZXI="), Secret.class);

        // Then
        assertThat(second.getData().get("login"))
                .isEqualTo("aHR0cHM=")
                .isSameAs(first.getData().get("login"));
        assertThat(other.getData()).containsEntry("login", "b3RoZXI=").containsEntry("none", null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\": \"Secret\"}",
                "{\"kind\": \"Secret\", \"data\": null}",
                "{\"kind\": \"Secret\", \"data\": {}}"
            })
    void shouldReadASecretWithoutContent(String json) {
        // When
        Secret read = serialization.unmarshal(json, Secret.class);

        // Then
        assertThat(read.getData()).isNullOrEmpty();
    }

    @Test
    void shouldSkipFieldsOfANewerSchema() {
        // Given
        String json = object("api", "{\"deletionPolicy\": \"Retain\", \"fieldOfTomorrow\": {\"a\": 1}}");

        // When
        EcrRepository read = serialization.unmarshal(json, EcrRepository.class);

        // Then
        assertThat(read.getSpec().deletionPolicy()).isEqualTo(DeletionPolicy.RETAIN);
    }

    @Test
    void shouldReadTheSpecWhenTheStatusDoesNotFit() {
        // Given
        String json = object("api", "{\"deletionPolicy\": \"Retain\"}").replace("\"x\"", "{\"conditions\": \"none\"}");

        // When
        EcrRepository read = serialization.unmarshal(json, EcrRepository.class);

        // Then
        assertThat(read.getStatus()).isNull();
        assertThat(read.getSpec().deletionPolicy()).isEqualTo(DeletionPolicy.RETAIN);
    }

    @Test
    void shouldNotKeepWhoOwnsWhichField() {
        // Given
        String json = object("api", "{}")
                .replace(
                        "\"name\": \"api\"",
                        "\"managedFields\": [{\"manager\": \"kubectl\", \"fieldsV1\": {\"f:spec\": {}}}], \"name\": \"api\"");

        // When
        EcrRepository read = serialization.unmarshal(json, EcrRepository.class);

        // Then
        assertThat(read.getMetadata().getManagedFields()).isEmpty();
        assertThat(read.getMetadata().getName()).isEqualTo("api");
    }

    @Test
    void shouldReadHowAWatchEndsWhoseResourceVersionIsTooOld() {
        // Given
        String json =
                "{\"type\": \"ERROR\", \"object\": {\"kind\": \"Status\", \"apiVersion\": \"v1\", \"code\": 410}}";

        // When
        WatchEvent read = serialization.unmarshal(json, WatchEvent.class);

        // Then
        assertThat(read.getObject()).isInstanceOfSatisfying(Status.class, status -> assertThat(status.getCode())
                .isEqualTo(410));
    }

    private static String object(String name, String spec) {
        return "{\"apiVersion\": \"ecr-operator.io/v1alpha1\", \"kind\": \"EcrRepository\", \"metadata\": {\"name\": \""
                + name + "\"}, \"spec\": " + spec + ", \"status\": \"x\"}";
    }
}
