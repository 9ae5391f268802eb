package io.ecroperator.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the API server accepts, the records hold: nothing is lost, added or refused on the way. */
class RecordsRoundTripTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> shouldWriteWhatItReadWhenTheObjectIsValid() {
        return SchemaFixture.all().stream()
                .filter(fixture -> !fixture.expectation().isRefused())
                .map(fixture -> dynamicTest(fixture.name(), () -> {
                    // Given
                    String json = Serialization.asJson(fixture.object());

                    // When
                    Object typed = JSON.readValue(
                            json, GeneratedCrds.type(fixture.object().getKind()));

                    // Then
                    assertThat(JSON.readTree(JSON.writeValueAsString(typed))).isEqualTo(JSON.readTree(json));
                }));
    }

    @Test
    void shouldIgnoreAFieldOfANewerOperatorWhenStored() throws Exception {
        // Given
        ObjectNode object = JSON.createObjectNode();
        object.putObject("spec")
                .put("newer", true)
                .putObject("output")
                .put("configMapName", "api")
                .put("newer", 1);
        object.putObject("status").put("newer", true).putObject("drift").put("newer", true);

        // When
        EcrRepository repository = JSON.treeToValue(object, EcrRepository.class);

        // Then
        assertThat(repository.getSpec().output().configMapName()).isEqualTo("api");
        assertThat(repository.getStatus().drift().facets()).isNull();
    }

    @Test
    void shouldKeepANullInAListWhenRead() throws Exception {
        // When
        EcrRepository repository = JSON.readValue("""
                {"spec": {"repositoryPolicy": {"statements": [{"action": [null], "principal": {"AWS": null}}]}}}
                """, EcrRepository.class);

        // Then
        assertThat(repository
                        .getSpec()
                        .repositoryPolicy()
                        .statements()
                        .getFirst()
                        .action())
                .containsExactly((String) null);
    }
}
