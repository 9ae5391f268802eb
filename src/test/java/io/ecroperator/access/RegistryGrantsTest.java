package io.ecroperator.access;

import static io.ecroperator.access.Power.ADOPTION_POLICY_ALWAYS;
import static io.ecroperator.access.Power.ON_EXISTING_REPLACE;
import static io.ecroperator.access.Power.REPOSITORY_NAME_PATTERNS;
import static io.ecroperator.api.v1alpha1.RegistryKind.ECR_LIFECYCLE_POLICY;
import static io.ecroperator.api.v1alpha1.RegistryKind.ECR_PULL_SECRET;
import static io.ecroperator.api.v1alpha1.RegistryKind.ECR_PULL_THROUGH_CACHE_RULE;
import static io.ecroperator.api.v1alpha1.RegistryKind.ECR_REPOSITORY;
import static io.ecroperator.api.v1alpha1.RegistryKind.ECR_REPOSITORY_POLICY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecroperator.api.v1alpha1.EcrRegistrySpec;
import io.ecroperator.api.v1alpha1.RegistryKind;
import io.ecroperator.api.v1alpha1.RegistryPower;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryGrantsTest {

    private static final String TENANTS = """
            access:
              - namespaces: [team-*]
                kinds: [EcrRepository, EcrLifecyclePolicy]
                repositoryNamePatterns: ["{namespace}/*", "shared/{namespace}", "mirror/*/latest"]
              - namespaces: [platform, ops-*]
                powers: [AdoptionPolicyAlways, OnExistingReplace]
              - namespaces: [cache]
                kinds: [EcrLifecyclePolicy]
                repositoryNamePatterns: ["docker-hub/*"]
                powers: [RepositoryNamePatterns, AdoptionPolicyAlways]
              - namespaces: [pods]
                kinds: [EcrPullSecret]
            """;

    @ParameterizedTest
    @EnumSource(RegistryKind.class)
    void shouldLetEverybodyInWithoutAnyPowerWhereTheRegistrySaysNothing(RegistryKind kind) {
        // Given
        Access access = grants("");

        // Then
        assertThat(access.refusal(kind, "any", "a/b")).isEmpty();
        assertThat(Stream.of(Power.values())).allSatisfy(power -> assertThat(access.missing(power, kind, "any", "a/b"))
                .isPresent());
    }

    @ParameterizedTest
    @EnumSource(RegistryKind.class)
    void shouldLetNobodyInWhereTheListIsEmpty(RegistryKind kind) {
        assertThat(grants("access: []").refusal(kind, "any"))
                .contains(
                        "EcrRegistry prod is not open to the namespace any. Whoever runs it grants that with an entry in"
                                + " its spec.access that has this namespace.");
    }

    @Test
    void shouldLetNobodyInWhereTheSpecCannotBeRead() {
        // Given
        Access access = RegistryGrants.of("prod", null, new Labels());

        // Then
        assertThat(access.refusal(ECR_REPOSITORY, "any")).isPresent();
        assertThat(access.missing(ADOPTION_POLICY_ALWAYS, ECR_REPOSITORY, "any"))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "team-a, ECR_REPOSITORY, true",
        "team-a, ECR_LIFECYCLE_POLICY, true",
        "team-a, ECR_PULL_SECRET, false",
        "team-, ECR_REPOSITORY, true",
        "team, ECR_REPOSITORY, false",
        "a-team-a, ECR_REPOSITORY, false",
        "platform, ECR_PULL_SECRET, false", // has to be named
        "platform, ECR_LIFECYCLE_POLICY, true",
        "platform, ECR_REGISTRY_CONFIGURATION, false",
        "platform-2, ECR_PULL_SECRET, false",
        "ops-eu, ECR_REPOSITORY, true",
        "pods, ECR_PULL_SECRET, true",
        "pods, ECR_REPOSITORY, false",
        "kube-system, ECR_REPOSITORY, false"
    })
    void shouldAskForTheNamespaceAndTheKind(String namespace, RegistryKind kind, boolean allowed) {
        assertThat(grants(TENANTS).refusal(kind, namespace).isEmpty()).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "team-a, team-a/api, true",
        "team-a, team-a/api/v2, true",
        "team-a, shared/team-a, true",
        "team-a, mirror/nginx/latest, true",
        "team-a, team-b/api, false",
        "team-a, team-a, false",
        "team-a, team-a-2/api, false",
        "team-a-2, team-a/api, false",
        "team-a, shared/team-a-2, false",
        "team-a, shared/team-a/x, false",
        "team-a, xteam-a/api, false",
        "team-a, mirror/latest, false",
        "team-a, docker-hub/nginx, false",
        "team-a, {namespace}/api, false",
        "team-a, *, false",
        "team-a, '*/api', false",
        "team-a, shared/*, false",
        "team-a, TEAM-A/api, false",
        "team-a, team-a//api, true", // no name for ECR; the schema refuses it
        "team-a, '../team-a/api', false",
        "team-a, 'team-b/x team-a/api', false",
        "platform, team-b/api, true",
        "cache, docker-hub/nginx, false" // of another kind
    })
    void shouldTakeTheNameOfTheNamespaceLiterally(String namespace, String name, boolean allowed) {
        assertThat(grants(TENANTS).refusal(ECR_REPOSITORY, namespace, name).isEmpty())
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "platform, ADOPTION_POLICY_ALWAYS, team-b/api, true",
        "ops-eu, ON_EXISTING_REPLACE, any, true",
        "platform, REPOSITORY_NAME_PATTERNS, any, false",
        "cache, REPOSITORY_NAME_PATTERNS, docker-hub/nginx, true",
        "cache, REPOSITORY_NAME_PATTERNS, quay/nginx, false",
        "cache, ADOPTION_POLICY_ALWAYS, docker-hub/nginx, false", // that of a kind which the entry is not for
        "cache, ON_EXISTING_REPLACE, docker-hub/nginx, false",
        "team-a, ADOPTION_POLICY_ALWAYS, team-a/api, false",
        "elsewhere, ADOPTION_POLICY_ALWAYS, any, false"
    })
    void shouldGrantAPowerInTheNamespacesToTheKindsOnTheNamesOfItsEntry(
            String namespace, Power power, String name, boolean granted) {
        assertThat(grants(TENANTS)
                        .missing(
                                power,
                                power == ADOPTION_POLICY_ALWAYS ? ECR_REPOSITORY : ECR_LIFECYCLE_POLICY,
                                namespace,
                                name)
                        .isEmpty())
                .isEqualTo(granted);
    }

    @Test
    void shouldGrantAPowerToNoOtherKindThanItsEntryIsFor() {
        // Given
        Access access = grants("""
                access:
                  - namespaces: [team-a]
                    kinds: [EcrLifecyclePolicy]
                    powers: [RepositoryNamePatterns]
                  - namespaces: [team-a]
                    kinds: [EcrRepositoryPolicy]
                    repositoryNamePatterns: ["team-a/*"]
                """);

        // Then
        assertThat(access.missing(REPOSITORY_NAME_PATTERNS, ECR_LIFECYCLE_POLICY, "team-a", "team-b/api"))
                .isEmpty();
        assertThat(access.missing(REPOSITORY_NAME_PATTERNS, ECR_REPOSITORY_POLICY, "team-a", "team-b/api"))
                .contains(
                        "Whoever runs EcrRegistry prod grants that, by adding RepositoryNamePatterns to powers of an entry"
                                + " in its spec.access that has the namespace team-a and EcrRepositoryPolicy among its kinds.");
    }

    @Test
    void shouldNotJoinWhatTwoEntriesGrant() {
        // Given
        Access access = grants("""
                access:
                  - namespaces: [team-a]
                    repositoryNamePatterns: ["team-a/*"]
                    powers: [AdoptionPolicyAlways]
                  - namespaces: [team-a]
                    kinds: [EcrRepository]
                """);

        // Then
        assertThat(access.refusal(ECR_REPOSITORY, "team-a", "team-b/api")).isEmpty();
        assertThat(access.missing(ADOPTION_POLICY_ALWAYS, ECR_REPOSITORY, "team-a", "team-a/api"))
                .isEmpty();
        assertThat(access.missing(ADOPTION_POLICY_ALWAYS, ECR_REPOSITORY, "team-a", "team-b/api"))
                .isPresent();
        assertThat(access.refusal(ECR_LIFECYCLE_POLICY, "team-a", "team-b/api")).isPresent();
    }

    @Test
    void shouldSayWhoGrantsWhatIsMissingAndHow() {
        // Given
        Access access = grants(TENANTS);

        // Then
        assertThat(access.refusal(ECR_PULL_SECRET, "team-a"))
                .contains(
                        "EcrRegistry prod is open to the namespace team-a, but not to its EcrPullSecret objects. Whoever"
                                + " runs it grants that by adding EcrPullSecret to kinds of an entry in its spec.access that has"
                                + " this namespace.");
        assertThat(access.refusal(ECR_REPOSITORY, "team-a", "team-b/api"))
                .contains(
                        "EcrRegistry prod does not let the namespace team-a have a repository of the name team-b/api. It"
                                + " may have those that match team-a/* or shared/team-a or mirror/*/latest. Choose such a name, or"
                                + " have whoever runs the EcrRegistry add this one to repositoryNamePatterns in its spec.access.");
        assertThat(access.missing(ON_EXISTING_REPLACE, ECR_LIFECYCLE_POLICY, "team-a"))
                .contains(
                        "Whoever runs EcrRegistry prod grants that, by adding OnExistingReplace to powers of an entry in"
                                + " its spec.access that has the namespace team-a.");
        assertThat(access.missing(REPOSITORY_NAME_PATTERNS, ECR_LIFECYCLE_POLICY, "cache", "quay/nginx"))
                .contains(
                        "Whoever runs EcrRegistry prod grants that, by adding RepositoryNamePatterns to powers of an entry"
                                + " in its spec.access that has the namespace cache and whose repositoryNamePatterns match"
                                + " quay/nginx.");
        assertThat(grants("").missing(ON_EXISTING_REPLACE, ECR_LIFECYCLE_POLICY, "team-a"))
                .contains(
                        "Whoever runs EcrRegistry prod grants that, by writing spec.access, in which everybody has to be"
                                + " who uses it, and adding OnExistingReplace to powers of an entry in its spec.access that has"
                                + " the namespace team-a.");
    }

    @Test
    void shouldTellOfManyNamesTheFirst() {
        assertThat(grants("access: [{namespaces: [a], repositoryNamePatterns: [n1, n2, n3, n4, n5, n6, n7]}]")
                        .refusal(ECR_REPOSITORY, "a", "b"))
                .hasValueSatisfying(
                        sentence -> assertThat(sentence).contains("n4 or n5 or one of 2 more patterns. Choose"));
    }

    static Stream<String> oddities() {
        return Stream.of(
                "access: [null]",
                "access: [{namespaces: null}]",
                "access: [{namespaces: [null]}]",
                "access: [{namespaceSelector: null}]",
                "access: [{namespaces: ['*'], namespaceSelector: {}}]",
                "access: [{namespaces: [\"*\"], kinds: [null]}]",
                "access: [{namespaces: [\"*\"], kinds: []}]",
                "access: [{namespaces: [\"*\"], repositoryNamePatterns: [null]}]",
                "access: [{namespaces: [\"*\"], repositoryNamePatterns: []}]");
    }

    @ParameterizedTest
    @MethodSource("oddities")
    void shouldGrantNothingByWhatTheSchemaWouldRefuse(String spec) {
        assertThat(grants(spec).refusal(ECR_REPOSITORY, "a", "b")).isPresent();
        assertThat(grants(spec).missing(ADOPTION_POLICY_ALWAYS, ECR_REPOSITORY, "a"))
                .isPresent();
    }

    @Test
    void shouldKnowEveryPowerOfARegistryAndNoOther() {
        assertThat(Stream.of(Power.values()).map(Power::granted)).containsExactlyInAnyOrder(RegistryPower.values());
    }

    @ParameterizedTest
    @CsvSource({
        "{}, bare, true",
        "{}, gold, true",
        "{matchLabels: {tier: gold}}, gold, true",
        "{matchLabels: {tier: gold}}, silver, false",
        "{matchLabels: {tier: gold}}, bare, false",
        "'{matchLabels: {tier: gold, team: b}}', gold, false",
        "'{matchExpressions: [{key: tier, operator: In, values: [gold, silver]}]}', silver, true",
        "'{matchExpressions: [{key: tier, operator: In, values: [gold, silver]}]}', bare, false",
        "'{matchExpressions: [{key: tier, operator: NotIn, values: [gold]}]}', bare, true",
        "'{matchExpressions: [{key: tier, operator: Exists}, {key: team, operator: DoesNotExist}]}', silver, true",
        "'{matchExpressions: [{key: tier, operator: Exists}, {key: team, operator: DoesNotExist}]}', gold, false"
    })
    void shouldLetInNamespacesByLabel(String selector, String namespace, boolean allowed) {
        // Given
        Access access = grants("access: [{namespaceSelector: " + selector + ", powers: [AdoptionPolicyAlways]}]");

        // Then
        assertThat(access.refusal(ECR_REPOSITORY, namespace).isEmpty()).isEqualTo(allowed);
        assertThat(access.missing(ADOPTION_POLICY_ALWAYS, ECR_REPOSITORY, namespace, "a")
                        .isEmpty())
                .isEqualTo(allowed);
    }

    @Test
    void shouldLetNobodyInByTheLabelsOfANamespaceThatIsGone() {
        assertThat(grants("access: [{namespaceSelector: {}, powers: [AdoptionPolicyAlways]}]")
                        .missing(ADOPTION_POLICY_ALWAYS, ECR_REPOSITORY, "gone"))
                .isPresent();
    }

    @Test
    void shouldNotDecideAboutAnObjectBeforeTheLabelsAroundItAreKnown() {
        // Given
        Access access = grants("access: [{namespaces: [new]}, {namespaceSelector: {matchLabels: {tier: gold}}}]");

        // Then
        assertThatThrownBy(() -> access.refusal(ECR_REPOSITORY, "new")).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> access.refusal(ECR_REPOSITORY, "new", "a")).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void shouldAskForNoLabelsWhereNobodyIsLetInByThem() {
        // Given
        RegistryGrants access =
                RegistryGrants.of("prod", spec("access: [{namespaces: [team]}]"), new NamespaceLabels() {
                    @Override
                    public Optional<Map<String, String>> of(String namespace) {
                        throw new AssertionError(namespace);
                    }

                    @Override
                    public Map<String, String> around(String namespace) {
                        throw new AssertionError(namespace);
                    }
                });

        // Then
        assertThat(access.refusal(ECR_REPOSITORY, "team")).isEmpty();
        assertThat(access.refusal(ECR_REPOSITORY, "another")).isPresent();
    }

    /** Of the namespaces that there are. */
    private static final class Labels implements NamespaceLabels {

        private static final Map<String, Map<String, String>> NAMESPACES = Map.of(
                "a",
                Map.of(),
                "bare",
                Map.of(),
                "gold",
                Map.of("tier", "gold", "team", "a"),
                "silver",
                Map.of("tier", "silver"));

        @Override
        public Optional<Map<String, String>> of(String namespace) {
            return Optional.ofNullable(NAMESPACES.get(namespace));
        }

        @Override
        public Map<String, String> around(String namespace) {
            return of(namespace).orElseThrow();
        }
    }

    private static final String NAMES = """
            access:
              - namespaces: [team-*]
                repositoryNamePatterns: ["{namespace}/*"]
                arnPatterns: ["arn:aws:iam::123456789012:role/ecr-{namespace}", "*:secret:ecr-pullthroughcache/{namespace}/*"]
              - namespaces: [team-*]
                repositoryNamePatterns: ["shared/*"]
              - namespaces: [platform]
              - namespaces: [frugal]
                arnPatterns: []
            """;

    @ParameterizedTest
    @CsvSource({
        "team-a, team-a/*, arn:aws:iam::123456789012:role/ecr-team-a, true",
        "team-a, team-a/*, arn:aws:iam::123456789012:role/ecr-team-b, false",
        "team-a, team-a/*, arn:aws:iam::123456789012:role/ecr-team-a-admin, false",
        "team-a, team-a/*, arn:aws:secretsmanager:eu-central-1:123456789012:secret:ecr-pullthroughcache/team-a/hub-AbCdEf, true",
        "team-a, team-a/*, arn:aws:secretsmanager:eu-central-1:123456789012:secret:ecr-pullthroughcache/team-b/hub-AbCdEf, false",
        "team-a, shared/*, arn:aws:iam::123456789012:role/ecr-team-a, false", // the entry of another name
        "team-a, team-b/*, arn:aws:iam::123456789012:role/ecr-team-a, false",
        "platform, anything/*, arn:aws:iam::123456789012:role/admin, true",
        "frugal, anything/*, arn:aws:iam::123456789012:role/admin, false",
        "others, anything/*, arn:aws:iam::123456789012:role/admin, false"
    })
    void shouldBoundWhichSecretsRolesAndKeysAreNamed(String namespace, String names, String arn, boolean allowed) {
        assertThat(grants(NAMES)
                        .refusal(ECR_PULL_THROUGH_CACHE_RULE, namespace, names, arn)
                        .isEmpty())
                .isEqualTo(allowed);
    }

    @Test
    void shouldSayWhichOnesMayBeNamedAndWhoGrantsMore() {
        assertThat(grants(NAMES).refusal(ECR_PULL_THROUGH_CACHE_RULE, "team-a", "team-a/*", "alias/theirs"))
                .contains(
                        "EcrRegistry prod does not let the namespace team-a name alias/theirs. It may name those that match"
                                + " arn:aws:iam::123456789012:role/ecr-team-a or *:secret:ecr-pullthroughcache/team-a/*. Name such a"
                                + " one, or have whoever runs the EcrRegistry add this one to arnPatterns in its spec.access.");
    }

    @Test
    void shouldLetAnythingBeNamedWhereNothingIsSaidOfAccess() {
        assertThat(grants("").refusal(ECR_REPOSITORY, "any", "a/b", "alias/ecr"))
                .isEmpty();
        assertThat(Powers.NONE.refusal(ECR_REPOSITORY, "any", "a/b", "alias/ecr"))
                .isEmpty();
    }

    private static Access grants(String access) {
        return RegistryGrants.of("prod", spec(access), new Labels());
    }

    /** Null if it cannot be read. */
    private static EcrRegistrySpec spec(String access) {
        return Serialization.unmarshal(
                "accountId: \"123456789012\"\nregion: eu-central-1\n" + access, EcrRegistrySpec.class);
    }
}
