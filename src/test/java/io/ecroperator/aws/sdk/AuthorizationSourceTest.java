package io.ecroperator.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.AuthorizationApi;
import io.ecroperator.aws.AuthorizationSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthorizationSourceTest {

    private final WireStub stub = new WireStub();
    private final AwsConnections connections =
            new AwsConnections(AwsClientSettings.defaults("test"), new SimpleMeterRegistry());

    @AfterEach
    void close() {
        connections.close();
        stub.close();
    }

    @Test
    void shouldKeepTheRegionsOfTokensThatAreInUse() {
        // Given
        AuthorizationSource source = connections.authorization(Connections.to(stub));
        AuthorizationApi wrong = source.ofRegion("eu-wast-1");
        AuthorizationApi right = source.ofRegion("eu-west-1");
        AuthorizationApi ofPublic = source.ofEcrPublic();

        // When
        source.keepOnly(Set.of("eu-west-1"), true);

        // Then
        assertThat(source.ofRegion("eu-west-1")).isSameAs(right);
        assertThat(source.ofEcrPublic()).isSameAs(ofPublic);
        assertThat(source.ofRegion("eu-wast-1")).as("was closed").isNotSameAs(wrong);
    }
}
