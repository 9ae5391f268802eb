package io.ecroperator.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import org.junit.jupiter.api.Test;

class RepositoryAnnotationsTest {

    @Test
    void shouldKeepTheBeginningOfALongRequestSoThatTheStatusCanHoldIt() {
        // Given
        EcrRepository object = new EcrRepository();
        object.setMetadata(new ObjectMetaBuilder()
                .withName("api")
                .addToAnnotations(RepositoryAnnotations.REQUESTED_AT, "x".repeat(100_000))
                .build());

        // Then
        assertThat(RepositoryAnnotations.requestedAt(object)).contains("x".repeat(256));
    }
}
