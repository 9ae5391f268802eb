package io.ecroperator.e2e;

import static io.ecroperator.e2e.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrPublicRepository;
import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRule;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplate;
import io.ecroperator.emulator.LoggedCall;
import io.ecroperator.emulator.Registry;
import io.ecroperator.ownership.Ownership;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Reason;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A team with every right to the namespaced kinds cannot reach past the access of an EcrRegistry. */
@ExtendWith(SharedCluster.class)
class TenancyIT {

    private static final String ACCOUNT = "444455556666";
    private static final String REGION = "ap-northeast-1";
    private static final String THEIRS = "prod/other-team/api";
    private static final String KEEP_ONE = """
            rules:
              - {rulePriority: 1, selection: {tagStatus: any, countType: imageCountMoreThan, countNumber: 1},
                 action: {type: expire}}
            """;

    private World world;
    private RegistryObjects registries;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = World.start(cluster);
        registries = new RegistryObjects(world);
    }

    @AfterEach
    void stop() {
        registries.close();
        world.close();
    }

    @Test
    void shouldLetATeamHaveItsOwnNames() {
        // Given
        String shared = shared("");

        // When
        world.apply("api", ref(shared) + "\nrepositoryName: " + world.namespace() + "/api");

        // Then
        world.awaitReady("api");
        assertThat(ecr().repository(world.namespace() + "/api")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"other-team/api", "api", "%s-2/api", "x/%s/api", "%s"})
    void shouldCallNothingForANameThatIsNotTheTeams(String name) {
        // Given
        String shared = shared("");

        // When
        world.apply(
                "api",
                ref(shared) + "\nadoptionPolicy: Always\ndeletionPolicy: DeleteWithImages\nrepositoryName: "
                        + name.formatted(world.namespace()));

        // Then
        assertRefused(
                "api",
                "EcrRegistry " + shared + " does not let the namespace " + world.namespace() + " have a"
                        + " repository of the name");
    }

    @Test
    void shouldCallNothingInARegistryThatIsOfOthers() {
        // Given
        String closed = registries.apply("closed", ACCOUNT, REGION, "access: []");
        String others = registries.apply("others", ACCOUNT, REGION, "access: [{namespaces: [other-team]}]");
        String pullsOnly =
                registries.apply("pulls", ACCOUNT, REGION, "access: [{namespaces: [\"*\"], kinds: [EcrPullSecret]}]");

        // When
        world.apply("closed", ref(closed));
        world.apply("others", ref(others));
        world.apply("pulls", ref(pullsOnly));

        // Then
        assertRefused("closed", "EcrRegistry " + closed + " is not open to the namespace " + world.namespace());
        assertRefused("others", "EcrRegistry " + others + " is not open to the namespace " + world.namespace());
        assertRefused(
                "pulls",
                "EcrRegistry " + pullsOnly + " is open to the namespace " + world.namespace() + ", but"
                        + " not to its EcrRepository objects");
    }

    @Test
    void shouldTakeNothingFromAnotherOwnerWithoutThePowerForIt() {
        // Given
        String name = world.namespace() + "/taken";
        ecr().createRepository(name, Map.of(Ownership.TAG_KEY, THEIRS));
        String shared = shared("");

        // When
        world.apply("taken", ref(shared) + "\nadoptionPolicy: Always\nrepositoryName: " + name);

        // Then
        EcrRepository refused = world.awaitNotReady("taken", Reason.NOT_PERMITTED);
        assertThat(World.condition(refused, ConditionType.READY).getMessage())
                .contains("Whoever runs EcrRegistry " + shared
                        + " grants that, by adding AdoptionPolicyAlways to powers");
        assertThat(ecr().tags(name)).isEqualTo(Map.of(Ownership.TAG_KEY, THEIRS));

        // When
        shared("powers: [AdoptionPolicyAlways]");

        // Then
        world.awaitReady("taken");
    }

    @Test
    void shouldTakeNothingWithAPowerThatIsForOtherNames() {
        // Given
        ecr().createRepository("common/taken", Map.of(Ownership.TAG_KEY, THEIRS));
        String shared = registries.apply("shared", ACCOUNT, REGION, """
                access:
                  - {namespaces: [e2e-*], repositoryNamePatterns: ["{namespace}/*"], powers: [AdoptionPolicyAlways]}
                  - {namespaces: [e2e-*], repositoryNamePatterns: ["common/*"]}
                """);

        // When
        world.apply("taken", ref(shared) + "\nadoptionPolicy: Always\nrepositoryName: common/taken");

        // Then
        EcrRepository refused = world.awaitNotReady("taken", Reason.NOT_PERMITTED);
        assertThat(World.condition(refused, ConditionType.READY).getMessage())
                .contains("whose repositoryNamePatterns match common/taken");
        assertThat(ecr().tags("common/taken")).isEqualTo(Map.of(Ownership.TAG_KEY, THEIRS));
    }

    @Test
    void shouldHaveNothingExpireBeyondTheTeamsNames() {
        // Given
        ecr().createRepository("other-team/api");
        ecr().createRepository(world.namespace() + "/cache");
        String shared = shared("powers: [RepositoryNamePatterns, OnExistingReplace]");
        LifecyclePolicies policies = new LifecyclePolicies(world);

        // When
        policies.apply("all", KEEP_ONE + ref(shared) + "\nrepositoryNamePatterns: ['*']\nonExisting: Replace");

        // Then
        eventually("the team's own repository has it", () -> assertThat(
                        ecr().lifecyclePolicyText(world.namespace() + "/cache"))
                .isPresent());
        assertThat(ecr().lifecyclePolicyText("other-team/api")).isEmpty();
        assertThat(calls()).noneMatch(call -> call.isWrite() && "other-team/api".equals(call.repository()));
    }

    @Test
    void shouldLeaveWhatIsThereWhenAccessIsTakenAway() {
        // Given
        String shared = shared("");
        String name = world.namespace() + "/api";
        world.applyReady("api", ref(shared) + "\nimageTagMutability: IMMUTABLE\nrepositoryName: " + name);

        // When
        registries.apply("shared", ACCOUNT, REGION, "access: []");
        world.awaitCondition("api", ConditionType.RESOLVED_REFS, ConditionStatus.FALSE, Reason.NOT_PERMITTED);
        world.resource("api").delete();
        eventually("it waits with its finalizer", () -> assertThat(
                        world.get("api").getMetadata().getDeletionTimestamp())
                .isNotNull());

        // Then
        assertThat(ecr().repository(name)).isPresent();

        // When
        shared("");

        // Then
        eventually("it is deleted", () -> assertThat(world.get("api")).isNull());
        assertThat(ecr().repository(name)).isEmpty();
    }

    /** Nothing was ever called for them, so that there is nothing to wait for. */
    @Test
    void shouldLetGoAtOnceOfWhatWasNeverPermitted() {
        // Given
        String shared = shared("");
        KindObjects<?, EcrPullThroughCacheRule> rules =
                new KindObjects<>(world.user(), world.namespace(), EcrPullThroughCacheRule.class);
        KindObjects<?, EcrRepositoryCreationTemplate> templates =
                new KindObjects<>(world.user(), world.namespace(), EcrRepositoryCreationTemplate.class);
        KindObjects<?, EcrPublicRepository> repositories =
                new KindObjects<>(world.user(), world.namespace(), EcrPublicRepository.class);
        world.apply("api", ref(shared) + "\nrepositoryName: other-team/api");
        world.apply("lost", ref("no-such-registry"));
        LifecyclePolicies policies = new LifecyclePolicies(world);
        String closed = registries.apply("closed", ACCOUNT, REGION, "access: []");
        policies.apply("all", KEEP_ONE + ref(closed) + "\nrepositoryNamePatterns: ['*']");
        rules.apply("hub", ref(shared) + "\necrRepositoryPrefix: other-team\nupstreamRegistry: ecr-public");
        templates.apply("replicas", ref(shared) + "\nprefix: other-team\nappliedFor: [REPLICATION]");
        repositories.apply("public", ref(shared) + "\nrepositoryName: other-team/public");
        world.awaitNotReady("api", Reason.NOT_PERMITTED);
        world.awaitNotReady("lost", Reason.REGISTRY_NOT_FOUND);
        rules.awaitNotReady("hub", Reason.NOT_PERMITTED);
        templates.awaitNotReady("replicas", Reason.NOT_PERMITTED);
        repositories.awaitNotReady("public", Reason.NOT_PERMITTED);
        eventually("it is refused", () -> assertThat(policies.ready("all")).startsWith("False NotPermitted: "));

        // When
        world.resource("api").delete();
        world.resource("lost").delete();
        policies.resource("all").delete();
        rules.delete("hub");
        templates.delete("replicas");
        repositories.delete("public");

        // Then
        eventually("they are gone", () -> {
            assertThat(world.get("api")).isNull();
            assertThat(world.get("lost")).isNull();
            assertThat(rules.get("hub")).isNull();
            assertThat(templates.get("replicas")).isNull();
            assertThat(repositories.get("public")).isNull();
            assertThat(policies.get("all")).isNull();
        });
        assertThat(calls()).allMatch(call -> call.operation().equals("GetCallerIdentity"));
    }

    @Test
    void shouldLetInANamespaceByItsLabelsAsSoonAsItHasThem() {
        // Given
        String gold =
                registries.apply("gold", ACCOUNT, REGION, "access: [{namespaceSelector: {matchLabels: {tier: gold}}}]");
        world.apply("api", ref(gold));
        assertRefused("api", "EcrRegistry " + gold + " is not open to the namespace " + world.namespace());

        // When
        label("gold");

        // Then
        world.awaitReady("api");

        // When
        label("silver");

        // Then
        world.awaitCondition("api", ConditionType.RESOLVED_REFS, ConditionStatus.FALSE, Reason.NOT_PERMITTED);
        assertThat(ecr().repository("api")).isPresent();
    }

    private void label(String tier) {
        world.user().namespaces().withName(world.namespace()).edit(namespace -> namespace
                .edit()
                .editMetadata()
                .addToLabels("tier", tier)
                .endMetadata()
                .build());
    }

    /** The operator may use them, but not for this team. */
    @Test
    void shouldCallNothingForSecretsRolesAndKeysThatAreNotTheTeams() {
        // Given
        String shared = shared("");
        String place = ref(shared) + "\n";
        KindObjects<?, EcrPullThroughCacheRule> rules =
                new KindObjects<>(world.user(), world.namespace(), EcrPullThroughCacheRule.class);
        KindObjects<?, EcrRepositoryCreationTemplate> templates =
                new KindObjects<>(world.user(), world.namespace(), EcrRepositoryCreationTemplate.class);
        String role = "arn:aws:iam::" + ACCOUNT + ":role/of-the-platform";

        // When
        rules.apply(
                "hub",
                place + "ecrRepositoryPrefix: " + world.namespace() + "\nupstreamRegistry: docker-hub\ncredentialArn: "
                        + secret("other-team/hub"));
        templates.apply(
                "replicas",
                place + "prefix: " + world.namespace() + "\nappliedFor: [REPLICATION]\ncustomRoleArn: " + role);
        world.apply(
                "api",
                place + "repositoryName: " + world.namespace()
                        + "/api\nencryptionConfiguration: {encryptionType: KMS, kmsKey: alias/of-the-platform}");

        // Then
        assertRefused(
                "api", "spec.encryptionConfiguration.kmsKey: EcrRegistry " + shared + " does not let the namespace");
        rules.awaitNotReady("hub", Reason.NOT_PERMITTED);
        templates.awaitNotReady("replicas", Reason.NOT_PERMITTED);
        assertThat(calls()).allMatch(call -> call.operation().equals("GetCallerIdentity"));

        // When
        registries.apply(
                "shared",
                ACCOUNT,
                REGION,
                "access: [{namespaces: [e2e-*], repositoryNamePatterns: ['{namespace}/*'],"
                        + " arnPatterns: ['arn:aws:secretsmanager:*:secret:ecr-pullthroughcache/{namespace}/*']}]");
        rules.applyReady(
                "hub",
                place + "ecrRepositoryPrefix: " + world.namespace() + "\nupstreamRegistry: docker-hub\ncredentialArn: "
                        + secret(world.namespace() + "/hub"));

        // Then
        templates.awaitNotReady("replicas", Reason.NOT_PERMITTED);
    }

    private static String secret(String name) {
        return "arn:aws:secretsmanager:" + REGION + ":" + ACCOUNT + ":secret:ecr-pullthroughcache/" + name + "-AbCdEf";
    }

    private String shared(String more) {
        String entry = "access:\n  - namespaces: [e2e-*]\n    repositoryNamePatterns: [\"{namespace}/*\"]\n";
        return registries.apply("shared", ACCOUNT, REGION, entry + more.indent(4));
    }

    private static String ref(String registry) {
        return "registryRef: {name: " + registry + "}";
    }

    private void assertRefused(String name, String why) {
        EcrRepository refused =
                world.awaitCondition(name, ConditionType.RESOLVED_REFS, ConditionStatus.FALSE, Reason.NOT_PERMITTED);
        assertThat(World.condition(refused, ConditionType.RESOLVED_REFS).getMessage())
                .startsWith(why);
        world.awaitNotReady(name, Reason.NOT_PERMITTED);
        assertThat(calls())
                .as("calls in the account but whose the credentials are")
                .allMatch(call -> call.operation().equals("GetCallerIdentity"));
    }

    private List<LoggedCall> calls() {
        return world.emulator().calls().entries().stream()
                .filter(call -> ACCOUNT.equals(call.account()))
                .toList();
    }

    private Registry ecr() {
        return world.emulator().registry(ACCOUNT, REGION);
    }
}
