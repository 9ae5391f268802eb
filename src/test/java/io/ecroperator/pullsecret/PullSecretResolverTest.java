package io.ecroperator.pullsecret;

import static io.ecroperator.pullsecret.PullSecrets.EU;
import static io.ecroperator.pullsecret.PullSecrets.HOST_EU;
import static io.ecroperator.pullsecret.PullSecrets.US;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrPullSecretSpec;
import io.ecroperator.pullsecret.PullSecretResolution.Refused;
import io.ecroperator.token.TokenKey;
import io.ecroperator.token.Tokens;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PullSecretResolverTest {

    private final PullSecrets world = new PullSecrets("api");

    @Test
    void shouldGatherTheHostsOfAllRegistriesInOneSecretNamedAsTheObject() {
        // When
        List<DesiredSecret> desired = world.desired("""
                registries:
                  - {region: eu-central-1, accountIds: ["123456789012", "444455556666"], hosts: [Standard, DualStack]}
                  - {region: us-east-1, accountIds: ["123456789012"]}
                  - {region: us-east-1, accountIds: ["123456789012"], hosts: [Fips]}
                  - {public: true}
                """);

        // Then
        assertThat(desired).singleElement().satisfies(secret -> {
            assertThat(secret.name()).isEqualTo("api");
            assertThat(secret.hosts())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            HOST_EU,
                            EU,
                            "123456789012.dkr-ecr.eu-central-1.on.aws",
                            EU,
                            "444455556666.dkr.ecr.eu-central-1.amazonaws.com",
                            EU,
                            "444455556666.dkr-ecr.eu-central-1.on.aws",
                            EU,
                            "123456789012.dkr.ecr.us-east-1.amazonaws.com",
                            US,
                            "123456789012.dkr.ecr-fips.us-east-1.amazonaws.com",
                            US,
                            "public.ecr.aws",
                            TokenKey.PUBLIC));
            assertThat(secret.keys()).containsExactlyInAnyOrder(EU, US, TokenKey.PUBLIC);
        });
    }

    @Test
    void shouldRefuseMoreHostsThanASecretHasRoomFor() {
        // Given
        String accounts = IntStream.range(0, 32)
                .mapToObj(account -> "\"%012d\"".formatted(account))
                .collect(Collectors.joining(", ", "[", "]"));
        String registries = Stream.of("eu-central-1", "us-east-1", "us-west-2")
                .map(region -> "{region: " + region + ", accountIds: " + accounts
                        + ", hosts: [Standard, Fips, DualStack, DualStackFips]}")
                .collect(Collectors.joining(", ", "registries: [", "]"));

        // Then
        assertThat(PullSecretResolver.resolve(
                        "api",
                        Serialization.unmarshal(registries, EcrPullSecretSpec.class),
                        ManagedSecret.OF_ONE,
                        PullSecretResolverTest::none))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.message()).contains("384 hosts", "256"));
    }

    @Test
    void shouldMakeOneArgoCdRepositoryPerHostForHelmUnlessToldOtherwise() {
        // When
        List<DesiredSecret> helm = world.desired("""
                registries: [{region: eu-central-1, accountIds: ["123456789012"]}]
                secret: {name: charts, format: ArgoCdRepository, argoCd: {path: charts, project: team-a}}
                """);
        List<DesiredSecret> oci = world.desired("""
                registries: [{region: eu-central-1, accountIds: ["123456789012"]}]
                secret: {format: ArgoCdRepository, argoCd: {path: charts/app, sources: [Oci]}}
                """);

        // Then
        assertThat(helm).singleElement().satisfies(secret -> {
            assertThat(secret.name()).isEqualTo("charts-helm-" + HOST_EU);
            assertThat(secret.data(Map.of(EU, Tokens.token("p", Tokens.NOON))))
                    .containsEntry("url", HOST_EU + "/charts")
                    .containsEntry("project", "team-a");
        });
        assertThat(oci).singleElement().satisfies(secret -> {
            assertThat(secret.name()).isEqualTo("api-oci-" + HOST_EU);
            assertThat(secret.data(Map.of(EU, Tokens.token("p", Tokens.NOON))))
                    .containsEntry("url", "oci://" + HOST_EU + "/charts/app")
                    .doesNotContainKey("project");
        });
    }

    /** What the API server refuses now may have been stored before it did. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "registries: []",
                "registries: [null]",
                "registries: [{}]",
                "registries: [{region: eu-central-1}]",
                "registries: [{public: true, hosts: [Fips]}]",
                "registries: [{region: cn-north-1, accountIds: [\"123456789012\"], hosts: [Fips]}]",
                "registries: [{public: true}, {region: us-east-1, accountIds: [\"123456789012\"]}]\n"
                        + "secret: {format: Token}"
            })
    void shouldRefuseWhatCannotBe(String spec) {
        // Given
        EcrPullSecretSpec read = Serialization.unmarshal(spec, EcrPullSecretSpec.class);

        // When
        PullSecretResolution resolution = PullSecretResolver.resolve("api", read, "true", PullSecretResolverTest::none);

        // Then
        assertThat(resolution).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.message())
                .isNotBlank());
    }

    @Test
    void shouldRefuseASpecThatCouldNotBeRead() {
        assertThat(PullSecretResolver.resolve("api", null, "true", PullSecretResolverTest::none))
                .isInstanceOf(Refused.class);
        assertThat(PullSource.keys(null, PullSecretResolverTest::none)).isEmpty();
    }

    private static RegistryAnswer none(String name) {
        return new RegistriesStub().get(name, Optional.empty());
    }
}
