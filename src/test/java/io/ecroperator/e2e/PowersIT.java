package io.ecroperator.e2e;

import static io.ecroperator.e2e.LifecyclePolicies.keep;
import static io.ecroperator.e2e.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.access.Power;
import io.ecroperator.access.Powers;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.e2e.OperatorUnderTest.Options;
import io.ecroperator.emulator.LoggedCall;
import io.ecroperator.ownership.Ownership;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Reason;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.PowersOf;
import io.ecroperator.support.SharedCluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What reaches beyond a namespace's own objects is granted by whoever runs the operator, and by nobody else. */
@ExtendWith(SharedCluster.class)
class PowersIT {

    private static final String ELSEWHERE = "e2e/somewhere-else/api";
    private static final String CACHE = "\nrepositoryNamePatterns: ['cache/*']";
    private static final String REPLACE = "\nonExisting: Replace";
    private static final String FOREIGN = """
            {"rules":[{"rulePriority":1,"selection":{"tagStatus":"untagged","countType":"imageCountMoreThan",\
            "countNumber":7},"action":{"type":"expire"}}]}""";

    private World world;
    private LifecyclePolicies policies;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = World.withoutOperator(cluster);
        policies = new LifecyclePolicies(world);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void shouldTakeARepositoryFromAnotherOwnerOnlyWhereThatIsGranted() {
        // Given
        world.ecr().createRepository("api", Map.of(Ownership.TAG_KEY, ELSEWHERE));
        startWith(PowersOf.allIn("another-" + world.namespace()));

        // When
        world.apply("api", "adoptionPolicy: Always\nimageTagMutability: IMMUTABLE");

        // Then
        EcrRepository object = world.awaitNotReady("api", Reason.NOT_PERMITTED);
        assertThat(World.condition(object, ConditionType.READY).getMessage())
                .isEqualTo("Repository api belongs to " + ELSEWHERE
                        + " (tag ecr-operator.io/owner), and adoptionPolicy:"
                        + " Always may not take it from there; nothing was changed. Whoever runs the operator grants that,"
                        + " by adding " + world.namespace() + " to ECR_OPERATOR_POWERS_ADOPTION_POLICY_ALWAYS. Without"
                        + " that, choose another repositoryName, or have the owner remove the tag in ECR.");
        world.awaitCondition("api", ConditionType.STALLED, ConditionStatus.TRUE, Reason.NOT_PERMITTED);
        world.awaitCondition("api", ConditionType.SYNCED, ConditionStatus.FALSE, Reason.NOT_PERMITTED);
        world.awaitEvent("api", Reason.NOT_PERMITTED);
        assertThat(writes()).isEmpty();
        assertThat(world.ecr().tags("api")).isEqualTo(Map.of(Ownership.TAG_KEY, ELSEWHERE));

        // When
        startWith(PowersOf.in(world.namespace(), Power.ADOPTION_POLICY_ALWAYS));

        // Then
        world.awaitReady("api");
        assertThat(world.ecr().tags("api")).containsEntry(Ownership.TAG_KEY, "e2e/" + world.namespace() + "/api");
        assertThat(world.ecr().repository("api").orElseThrow().imageTagMutability())
                .isEqualTo("IMMUTABLE");
    }

    @Test
    void shouldNeedNoPowerForWhatNobodyOwns() {
        // Given
        world.ecr().createRepository("there");
        startWith(Powers.NONE);

        // When
        world.apply("there", "adoptionPolicy: Always");
        world.apply("missing", "adoptionPolicy: Always");

        // Then
        world.awaitReady("there");
        world.awaitReady("missing");
        assertThat(world.ecr().tags("there")).containsEntry(Ownership.TAG_KEY, "e2e/" + world.namespace() + "/there");
    }

    @Test
    void shouldTakeNothingThatAnotherOwnerGotSinceTheSweep() {
        // Given
        world.ecr().createRepository("api", Map.of("team", "a"));
        startWith(Powers.NONE);
        world.applyReady("other", "");
        world.ecr().setTags("api", Map.of(Ownership.TAG_KEY, ELSEWHERE));

        // When
        world.apply("api", "adoptionPolicy: Always");

        // Then
        world.awaitNotReady("api", Reason.NOT_PERMITTED);
        assertThat(world.ecr().tags("api")).isEqualTo(Map.of(Ownership.TAG_KEY, ELSEWHERE));
        assertThat(world.callsOn("api")).noneMatch(LoggedCall::isWrite);
    }

    @Test
    void shouldShowTheSameInThePlanWhileItObserves() {
        // Given
        world.ecr().createRepository("api", Map.of(Ownership.TAG_KEY, ELSEWHERE));
        startWith(Powers.NONE);

        // When
        world.apply("api", "adoptionPolicy: Always\nmanagementPolicy: Observe");

        // Then
        EcrRepository object = world.awaitNotReady("api", Reason.NOT_PERMITTED);
        assertThat(object.getStatus().plan()).first().asString().startsWith("NotPermitted: Repository api belongs to ");
        assertThat(writes()).isEmpty();
    }

    @Test
    void shouldReachUndeclaredRepositoriesOnlyWhereThatIsGranted() {
        // Given
        world.ecr().createRepository("cache/undeclared");
        startWith(Powers.NONE);

        // When
        policies.apply("shared", keep(10) + CACHE);

        // Then
        String why = "False NotPermitted: spec.repositoryNamePatterns may not reach repositories that no EcrRepository"
                + " declares; they are left alone. Whoever runs the operator grants that, by adding "
                + world.namespace()
                + " to ECR_OPERATOR_POWERS_REPOSITORY_NAME_PATTERNS. Without that, declare them as EcrRepositories of this"
                + " namespace, which the patterns reach, or write repositorySelector instead of repositoryNamePatterns. ";
        eventually("it says so", () -> assertThat(policies.ready("shared"))
                .isEqualTo(why + "No EcrRepository refers to this policy or is selected by it."));
        world.awaitEvent("shared", Reason.NOT_PERMITTED);
        assertThat(world.emulator().calls().entries())
                .as("AWS is not even asked")
                .isEmpty();

        // When
        world.applyReady("declared", "repositoryName: cache/declared");

        // Then
        eventually("its own has it, and that is told", () -> {
            assertThat(policies.inEcr("cache/declared")).contains("10");
            assertThat(policies.ready("shared"))
                    .isEqualTo(why + "In ECR on the one repository that it is attached to.");
        });
        assertThat(policies.get("shared").getStatus().undeclaredRepositories()).isNull();
        assertThat(world.callsOn("cache/undeclared")).isEmpty();
        assertThat(policies.inEcr("cache/undeclared")).isEmpty();

        // When
        startWith(PowersOf.in(world.namespace(), Power.REPOSITORY_NAME_PATTERNS));

        // Then
        eventually("both have it", () -> {
            assertThat(policies.ready("shared")).startsWith("True InSync: In ECR on all 2 ");
            assertThat(policies.inEcr("cache/undeclared")).contains("10");
        });
    }

    @Test
    void shouldNotLetATenantsPatternsStandInTheWayOfThePlatforms() {
        // Given
        String tenant = world.cluster().createNamespace("tenant");
        LifecyclePolicies tenants = new LifecyclePolicies(world, tenant);
        world.ecr().createRepository("cache/nginx");
        world.startOperator(Options.DEFAULT
                .withNamespace(tenant)
                .withPowers(PowersOf.in(world.namespace(), Power.REPOSITORY_NAME_PATTERNS)));
        policies.apply("platform", keep(10) + CACHE);
        eventually("the platform's stands", () -> assertThat(policies.ready("platform"))
                .startsWith("True InSync: In ECR on the one "));

        // When
        tenants.apply("greedy", keep(1) + "\nrepositoryNamePatterns: ['*']" + REPLACE);
        eventually("the tenant is told", () -> assertThat(tenants.ready("greedy"))
                .startsWith("False NotPermitted: spec.repositoryNamePatterns ")
                .contains("adding " + tenant + " to ECR_OPERATOR_POWERS_REPOSITORY_NAME_PATTERNS")
                .contains("adding " + tenant + " to ECR_OPERATOR_POWERS_ON_EXISTING_REPLACE"));
        policies.apply("platform", keep(20) + CACHE);

        // Then
        eventually("the platform's goes on", () -> {
            assertThat(policies.inEcr("cache/nginx")).contains("20");
            assertThat(policies.ready("platform")).startsWith("True InSync: In ECR on the one ");
        });
        assertThat(world.events("platform")).extracting("reason").doesNotContain(Reason.CONFLICT.label());
        assertThat(world.ecr().tags("cache/nginx"))
                .containsEntry(Ownership.LIFECYCLE_POLICY_TAG_KEY, "e2e/" + world.namespace() + "/platform");
        assertThat(policies.get("platform").getStatus().conflictingRepositories())
                .isNull();
    }

    @Test
    void shouldReplaceWhatOthersHaveSetOnlyWhereThatIsGranted() {
        // Given
        world.ecr().createRepository("cache/empty");
        world.ecr().createRepository("cache/theirs");
        world.ecr().putLifecyclePolicy("cache/theirs", FOREIGN);
        startWith(PowersOf.in(world.namespace(), Power.REPOSITORY_NAME_PATTERNS));

        // When
        policies.apply("shared", keep(10) + CACHE + REPLACE);

        // Then
        eventually("it acts as Keep, and says so", () -> {
            assertThat(policies.ready("shared"))
                    .isEqualTo("False NotPermitted: spec.onExisting: Replace may not replace a lifecycle policy that"
                            + " somebody else has set; it acts as Keep. Whoever runs the operator grants that, by adding "
                            + world.namespace() + " to ECR_OPERATOR_POWERS_ON_EXISTING_REPLACE. Without that, write"
                            + " onExisting: Keep, or remove those policies in ECR. In ECR on the one repository that it is"
                            + " attached to. Of these, 1 is declared by no EcrRepository. Matched too, but left with the"
                            + " lifecycle policy that somebody else has set (onExisting: Replace would put this one there,"
                            + " where that is granted): repository cache/theirs.");
            assertThat(policies.inEcr("cache/empty")).contains("10");
        });
        assertThat(policies.inEcr("cache/theirs")).contains("7");
        assertThat(world.callsOn("cache/theirs")).noneMatch(LoggedCall::isWrite);

        // When
        startWith(PowersOf.in(world.namespace(), Power.REPOSITORY_NAME_PATTERNS, Power.ON_EXISTING_REPLACE));

        // Then
        eventually("it is replaced", () -> {
            assertThat(policies.ready("shared")).startsWith("True InSync: In ECR on all 2 ");
            assertThat(policies.inEcr("cache/theirs")).contains("10");
        });
    }

    @Test
    void shouldChangeNothingOnceTheGrantIsWithdrawnButTakeItsOwnBackWhenItIsDeleted() {
        // Given
        givenAWithdrawnGrant("");

        // When
        policies.apply("shared", keep(20) + "\nrepositoryNamePatterns: ['cache/redis']");

        // Then
        eventually("it says what stands", () -> assertThat(policies.ready("shared"))
                .startsWith("False NotPermitted: ")
                .contains(
                        "The policy that this object has put on 2 repositories stays there, unless somebody else has changed it,"
                                + " until this object, or all of repositoryNamePatterns, is removed."));
        assertThat(writes()).isEmpty();
        assertThat(policies.inEcr("cache/nginx")).contains("10");
        assertThat(policies.inEcr("cache/redis")).contains("10");

        // When
        policies.resource("shared").delete();

        // Then
        eventually("it is gone", () -> assertThat(policies.get("shared")).isNull());
        for (String name : List.of("cache/nginx", "cache/redis")) {
            assertThat(policies.inEcr(name)).isEmpty();
            assertThat(world.ecr().tags(name)).isEmpty();
        }
    }

    @Test
    void shouldLeaveTheRulesThatSomebodyElseHasSetSinceTheGrantWasWithdrawn() {
        // Given
        givenAWithdrawnGrant("");
        world.ecr().putLifecyclePolicy("cache/nginx", FOREIGN);

        // When
        policies.resource("shared").delete();

        // Then
        eventually("it is gone", () -> assertThat(policies.get("shared")).isNull());
        assertThat(policies.inEcr("cache/nginx")).contains("\"countNumber\":7");
        assertThat(world.ecr().tags("cache/nginx")).isEmpty();
        assertThat(policies.inEcr("cache/redis")).isEmpty();
    }

    @Test
    void shouldTakeItsOwnBackWhenAllPatternsAreRemoved() {
        // Given
        givenAWithdrawnGrant("");

        // When
        policies.apply("shared", keep(10));

        // Then
        eventually("ECR is as it was before", () -> {
            assertThat(policies.ready("shared")).startsWith("True InSync: ");
            assertThat(policies.inEcr("cache/nginx")).isEmpty();
            assertThat(world.ecr().tags("cache/redis")).isEmpty();
        });
    }

    @Test
    void shouldLeaveItsOwnWhenItIsDeletedAndThatIsAskedFor() {
        // Given
        givenAWithdrawnGrant("\nonDelete: Leave");

        // When
        policies.resource("shared").delete();

        // Then
        eventually("it is gone", () -> assertThat(policies.get("shared")).isNull());
        assertThat(writes()).isEmpty();
        assertThat(policies.inEcr("cache/nginx")).contains("10");
    }

    /** A policy that stands on cache/nginx and cache/redis, and whose namespace has lost the power; no call is counted yet. */
    private void givenAWithdrawnGrant(String more) {
        world.ecr().createRepository("cache/nginx");
        world.ecr().createRepository("cache/redis");
        startWith(PowersOf.in(world.namespace(), Power.REPOSITORY_NAME_PATTERNS));
        policies.apply("shared", keep(10) + CACHE + more);
        eventually(
                "both have it", () -> assertThat(policies.ready("shared")).startsWith("True InSync: In ECR on all 2 "));
        world.stopOperator();
        world.emulator().calls().reset();
        startWith(Powers.NONE);
        eventually(
                "the grant is gone", () -> assertThat(policies.ready("shared")).startsWith("False NotPermitted: "));
    }

    private void startWith(Powers powers) {
        world.startOperator(Options.DEFAULT.withPowers(powers));
    }

    private List<LoggedCall> writes() {
        return world.emulator().calls().writes();
    }
}
