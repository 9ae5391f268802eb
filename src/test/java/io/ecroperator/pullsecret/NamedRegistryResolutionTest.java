package io.ecroperator.pullsecret;

import static io.ecroperator.pullsecret.PullSecrets.EU;
import static io.ecroperator.pullsecret.RegistriesStub.TOKYO;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrPullSecretSpec;
import io.ecroperator.pullsecret.PullSecretResolution.Refused;
import io.ecroperator.pullsecret.PullSecretResolution.Resolved;
import io.ecroperator.status.Reason;
import io.ecroperator.token.TokenKey;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries that name an EcrRegistry. */
class NamedRegistryResolutionTest {

    private static final TokenKey PROD = TokenKey.ofRegistry("prod", TOKYO);
    private static final TokenKey GONE = TokenKey.ofMissingRegistry("gone");

    private final RegistriesStub registries = new RegistriesStub();
    private final PullSecrets world = new PullSecrets("api");

    @BeforeEach
    void addRegistry() {
        registries.add("prod", TOKYO);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{registryRef: {name: prod}} | 444455556666.dkr.ecr.ap-northeast-1.amazonaws.com",
                "{registryRef: {name: prod}, accountIds: ['777788889999']}"
                        + " | 444455556666.dkr.ecr.ap-northeast-1.amazonaws.com,777788889999.dkr.ecr.ap-northeast-1.amazonaws.com",
                "{registryRef: {name: prod}, accountIds: ['444455556666']} | 444455556666.dkr.ecr.ap-northeast-1.amazonaws.com",
                "{registryRef: {name: prod}, hosts: [Standard, DualStack, Fips]}"
                        + " | 444455556666.dkr-ecr.ap-northeast-1.on.aws,444455556666.dkr.ecr-fips.ap-northeast-1.amazonaws.com,"
                        + "444455556666.dkr.ecr.ap-northeast-1.amazonaws.com"
            })
    void shouldTakeTheHostFromTheRegistryAndTheTokenFromItsIdentity(String entry, String hosts) {
        // When
        Resolved resolved = world.resolved("registries: [" + entry + "]", registries);

        // Then
        assertThat(resolved.refusals()).isEmpty();
        assertThat(resolved.secrets()).singleElement().satisfies(secret -> {
            assertThat(secret.hosts().keySet()).containsExactly(hosts.split(","));
            assertThat(secret.keys()).containsExactly(PROD);
        });
    }

    @Test
    void shouldTellTheRegistryFromTheOperatorsOwnOfTheSameRegion() {
        // Given
        registries.add("eu-central-1", RegistriesStub.registry("444455556666", "eu-central-1"));

        // When
        Resolved resolved = world.resolved("""
                registries:
                  - {registryRef: {name: eu-central-1}}
                  - {region: eu-central-1, accountIds: ["123456789012"]}
                """, registries);

        // Then
        assertThat(resolved.secrets().getFirst().keys())
                .extracting(TokenKey::label)
                .containsExactlyInAnyOrder("EcrRegistry/eu-central-1", "eu-central-1");
    }

    @Test
    void shouldGoOnWithoutARegistryThatIsNotThere() {
        // When
        Resolved resolved = world.resolved("""
                registries:
                  - {region: eu-central-1, accountIds: ["123456789012"]}
                  - {registryRef: {name: gone}, accountIds: ["777788889999"], hosts: [Fips]}
                """, registries);

        // Then
        assertThat(resolved.secrets()).singleElement().satisfies(secret -> assertThat(secret.keys())
                .containsExactly(EU));
        assertThat(resolved.refusals()).containsOnlyKeys(GONE);
        assertThat(resolved.refusals().get(GONE).reason()).isEqualTo(Reason.REGISTRY_NOT_FOUND);
        assertThat(resolved.refusals().get(GONE).message()).startsWith("spec.registries[1].registryRef: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DockerConfigJson", "ArgoCdRepoCreds", "ArgoCdRepository", "BasicAuth", "Token"})
    void shouldAskForNoSecretWhereNobodyKnowsAHost(String format) {
        assertThat(world.resolved(
                                "registries: [{registryRef: {name: gone}}]\nsecret: {format: " + format + "}",
                                registries)
                        .secrets())
                .isEmpty();
    }

    @Test
    void shouldKnowTheHostsOfARegistryThatIsNotForTheNamespace() {
        // Given
        registries.forbid("prod", TOKYO);

        // When
        Resolved resolved = world.resolved("registries: [{registryRef: {name: prod}}]", registries);

        // Then
        assertThat(resolved.secrets()).singleElement().satisfies(secret -> assertThat(secret.keys())
                .containsExactly(PROD));
        assertThat(resolved.refusals()).containsOnlyKeys(PROD);
        assertThat(PullSource.keys(world.object().getSpec(), registries.forObject(world.object())))
                .as("what is renewed")
                .isEmpty();
        assertThat(PullSource.labels(world.object().getSpec())).containsExactly("EcrRegistry/prod");
    }

    @Test
    void shouldRefuseAFormOfHostsThatTheRegionDoesNotHave() {
        // Given
        registries.add("china", RegistriesStub.registry("444455556666", "cn-north-1"));

        // Then
        assertThat(PullSecretResolver.resolve(
                        "api",
                        Serialization.unmarshal(
                                "registries: [{registryRef: {name: china}, hosts: [Fips]}]", EcrPullSecretSpec.class),
                        ManagedSecret.OF_ONE,
                        registries.forObject(world.object())))
                .isEqualTo(new Refused("spec.registries[0].hosts[0]: AWS has no such host for EcrRegistry/china"));
    }

    @Test
    void shouldProbeAsTheIdentityAndNotWhatIsRefused() {
        // Given
        String spec = "registries: [{registryRef: {name: prod}}]\nprobe: {repository: team-a/api}";

        // When
        Resolved resolved = world.resolved(spec, registries);

        // Then
        assertThat(PullQuestion.of(world.object(), registries))
                .containsExactly(
                        new PullQuestion(PROD, "444455556666.dkr.ecr.ap-northeast-1.amazonaws.com", "team-a/api"));
        assertThat(PullQuestion.of(
                        new Resolved(resolved.secrets(), Map.of(PROD, RegistriesStub.REFUSAL)),
                        world.object().getSpec().probe()))
                .isEmpty();
    }
}
