package io.ecroperator.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecroperator.aws.AuthorizationApi;
import io.ecroperator.aws.AuthorizationSource;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.ratelimit.RateLimitSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthorizationSourceTest {

    private final WireStub stub = new WireStub();
    private final AwsConnections connections =
            new AwsConnections(AwsClientSettings.defaults("test"), Connections.KEYS, new SimpleMeterRegistry());

    @AfterEach
    void close() {
        connections.close();
        stub.close();
    }

    @Test
    void shouldOpenNothingForARegionThatAwsDoesNotHave() {
        // Given
        AuthorizationSource source = connections.authorization(Connections.to(stub));

        // Then
        assertThat(source.knows("eu-wast-1")).isFalse();
        assertThat(source.knows("aws-global")).isFalse();
        assertThatThrownBy(() -> source.ofRegion("eu-wast-1")).isInstanceOf(IllegalArgumentException.class);
        assertThat(List.of("eu-central-1", "me-central-1", "us-gov-west-1", "cn-north-1", "eusc-de-east-1"))
                .allMatch(source::knows);
    }

    @Test
    void shouldKnowTheRegionsThatAreConfigured() {
        // Given
        AwsClientSettings settings = new AwsClientSettings(
                "test",
                "ecr-operator-test",
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                RateLimitSettings.defaults(),
                Set.of("xx-new-1"));
        try (AwsConnections newer = new AwsConnections(settings, Connections.KEYS, new SimpleMeterRegistry())) {
            // Then
            assertThat(newer.authorization(Connections.to(stub)).knows("xx-new-1"))
                    .isTrue();
        }
    }

    @Test
    void shouldOpenAnotherIdentityOnceAndCloseItWhenItIsNotInUse() {
        // Given
        ConnectionSpec prod = Connections.to(stub).withAccountId("444455556666").withRegion("eu-west-1");
        AuthorizationSource source = connections.authorization(Connections.to(stub));
        AuthorizationApi opened = source.of(prod);

        // Then
        assertThat(source.of(prod)).isSameAs(opened).isNotSameAs(source.ofRegion("eu-west-1"));

        // When
        source.keepOnly(Set.of(), false, Set.of(prod));

        // Then
        assertThat(source.of(prod)).isSameAs(opened);

        // When
        source.keepOnly(Set.of("eu-west-1"), true, Set.of());

        // Then
        assertThat(source.of(prod)).as("was closed").isNotSameAs(opened);
        assertThatThrownBy(() -> source.of(prod.withRegion("eu-wast-1"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldKeepTheRegionsOfTokensThatAreInUse() {
        // Given
        AuthorizationSource source = connections.authorization(Connections.to(stub));
        AuthorizationApi wrong = source.ofRegion("us-west-1");
        AuthorizationApi right = source.ofRegion("eu-west-1");
        AuthorizationApi ofPublic = source.ofEcrPublic();

        // When
        source.keepOnly(Set.of("eu-west-1"), true, Set.of());

        // Then
        assertThat(source.ofRegion("eu-west-1")).isSameAs(right);
        assertThat(source.ofEcrPublic()).isSameAs(ofPublic);
        assertThat(source.ofRegion("us-west-1")).as("was closed").isNotSameAs(wrong);
    }
}
