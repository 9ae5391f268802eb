package io.ecroperator.managed;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import org.junit.jupiter.api.Test;

class RequestAnnotationsTest {

    @Test
    void shouldKeepTheBeginningOfALongRequestSoThatTheStatusCanHoldIt() {
        // Given
        EcrRepository object = new EcrRepository();
        object.setMetadata(new ObjectMetaBuilder()
                .withName("api")
                .addToAnnotations(RequestAnnotations.REQUESTED_AT, "x".repeat(100_000))
                .build());

        // Then
        assertThat(RequestAnnotations.requestedAt(object)).contains("x".repeat(256));
    }
}
