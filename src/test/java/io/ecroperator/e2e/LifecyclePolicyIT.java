package io.ecroperator.e2e;

import static io.ecroperator.e2e.LifecyclePolicies.keep;
import static io.ecroperator.e2e.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.AttachedBy;
import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.compared.Shows;
import io.ecroperator.emulator.LoggedCall;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Reason;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.OptimisticEdit;
import io.ecroperator.support.SharedCluster;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A policy that many repositories share: named, selected, edited, contested, taken away. */
@ExtendWith({SharedCluster.class, StandIns.class})
class LifecyclePolicyIT {

    private static final String SELECTS_A = "\nrepositorySelector: {matchLabels: {team: a}}";
    private static final String REF = "lifecyclePolicy: {ref: {name: shared}}";

    private World world;
    private LifecyclePolicies policies;

    @BeforeEach
    void start(LocalCluster cluster, StandIn aws) {
        world = World.start(cluster, aws);
        policies = new LifecyclePolicies(world);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    @Shows("community#1043")
    void shouldPutThePolicyOnARepositoryThatNamesIt() {
        // Given
        policies.apply("shared", keep(10));

        // When
        EcrRepository api = world.applyReady("api", REF);

        // Then
        assertThat(policies.inEcr("api")).contains("10");
        assertThat(api.getStatus().lifecycle().source()).isEqualTo("EcrLifecyclePolicy/shared");
        assertThat(api.getStatus().lifecycle().attachedBy()).isEqualTo(AttachedBy.REF);
        assertThat(World.condition(api, ConditionType.RESOLVED_REFS).getStatus())
                .isEqualTo("True");
        assertThat(writesOn("api")).containsExactly("CreateRepository", "PutLifecyclePolicy");
        eventually("the policy tells", () -> {
            assertThat(policies.ready("shared"))
                    .isEqualTo("True InSync: In ECR on the one repository that it is attached to.");
            assertThat(policies.get("shared").getStatus().digest())
                    .isEqualTo(world.get("api").getStatus().lifecycle().digest());
        });
    }

    @Test
    @Shows("instant#2759")
    void shouldWarnOfARuleThatOnlyImagesWithSeveralTagsMatchAndStayReady() {
        // Given
        String rules = """
                rules:
                  - rulePriority: 1
                    description: keep for ten years
                    selection: {tagStatus: tagged, tagPatternList: [latest, main, master, cache], countType: sinceImagePushed, countUnit: days, countNumber: 3650}
                    action: {type: expire}
                  - rulePriority: 2
                    selection: {tagStatus: any, countType: sinceImagePushed, countUnit: days, countNumber: 60}
                    action: {type: expire}""";
        String text = "{\"rules\":[{\"rulePriority\":1,\"selection\":{\"tagStatus\":\"tagged\",\"tagPrefixList\":"
                + "[\"dev\",\"test\"],\"countType\":\"imageCountMoreThan\",\"countNumber\":5},"
                + "\"action\":{\"type\":\"expire\"}}]}";

        // When
        EcrRepository api = world.applyReady("api", "lifecyclePolicy:\n" + rules.indent(2));
        EcrRepository web = world.applyReady("web", "lifecyclePolicy: {policyText: '" + text + "'}");
        policies.apply("shared", rules + SELECTS_A);

        // Then
        String warning =
                "rules[0] (rulePriority 1) selects only images that match every entry of tagPatternList at once"
                        + " (\"cache\", \"latest\", \"main\", \"master\"), because ECR joins them with AND. An image that matches"
                        + " only some of them is not protected by this rule, and rules[1] (rulePriority 2) may expire it. If any"
                        + " one of them should be enough, write one rule for each, such as tagPatternList: [\"cache\"], each with"
                        + " its own rulePriority.";
        assertThat(World.condition(api, ConditionType.SPEC_WARNING).getMessage())
                .isEqualTo("spec.lifecyclePolicy: " + warning);
        assertThat(World.condition(web, ConditionType.SPEC_WARNING).getMessage())
                .contains("every entry of tagPrefixList at once (\"dev\", \"test\")");
        assertThat(World.condition(web, ConditionType.SYNCED).getStatus()).isEqualTo("True");
        assertThat(world.awaitEvent("api", Reason.ALL_TAGS_REQUIRED)).satisfies(event -> {
            assertThat(event.getType()).isEqualTo("Warning");
            assertThat(event.getMessage()).isEqualTo("spec.lifecyclePolicy: " + warning);
        });
        eventually("the shared policy warns too", () -> {
            assertThat(policies.ready("shared")).startsWith("True InSync");
            assertThat(Conditions.find(policies.get("shared").getStatus().conditions(), ConditionType.SPEC_WARNING))
                    .hasValueSatisfying(
                            condition -> assertThat(condition.getMessage()).isEqualTo("spec: " + warning));
        });
        assertThat(world.awaitEvent("shared", Reason.ALL_TAGS_REQUIRED).getType())
                .isEqualTo("Warning");
    }

    @AlsoOnMoto
    @Test
    void shouldCreateTheRestAndWaitWhenTheNamedPolicyIsMissing() {
        // When
        world.apply("api", REF + "\ntags: {team: a}");

        // Then
        EcrRepository api = world.awaitNotReady("api", Reason.LIFECYCLE_POLICY_NOT_FOUND);
        assertThat(World.condition(api, ConditionType.RESOLVED_REFS).getStatus())
                .isEqualTo("False");
        assertThat(World.condition(api, ConditionType.READY).getMessage())
                .startsWith("spec.lifecyclePolicy.ref: EcrLifecyclePolicy shared does not exist in this namespace");
        assertThat(world.ecr().tags("api")).containsEntry("team", "a");

        // When
        policies.apply("shared", keep(10));

        // Then
        world.awaitReady("api");
        assertThat(policies.inEcr("api")).contains("10");
    }

    @Test
    void shouldSayOnASelectedRepositoryThatThePolicyCannotBeUsedUntilItIsCorrected() {
        // Given
        policies.apply("shared", keep(10) + SELECTS_A);
        labelled("api", "a", "");
        world.awaitReady("api");
        String text = "{\"rules\": [{\"rulePriority\": 1, \"selection\": {\"tagStatus\": \"everything\", \"countType\":"
                + " \"imageCountMoreThan\", \"countNumber\": 20}, \"action\": {\"type\": \"expire\"}}]}";

        // When
        policies.apply("shared", "policyText: '" + text + "'" + SELECTS_A);

        // Then
        EcrRepository api = world.awaitNotReady("api", Reason.INVALID_LIFECYCLE_POLICY);
        assertThat(World.condition(api, ConditionType.READY).getMessage())
                .isEqualTo("EcrLifecyclePolicy shared, attached by its repositorySelector, cannot be used: rules[0]"
                        + " (rulePriority 1): tagStatus must be one of tagged, untagged, any. ECR keeps the lifecycle policy"
                        + " that it has. Correct that EcrLifecyclePolicy.");
        assertThat(World.condition(api, ConditionType.SYNCED).getStatus()).isEqualTo("False");
        assertThat(world.awaitEvent("api", Reason.INVALID_LIFECYCLE_POLICY).getType())
                .isEqualTo("Warning");
        assertThat(policies.inEcr("api")).contains("10");
        eventually("the policy says so too", () -> assertThat(policies.ready("shared"))
                .startsWith("False InvalidLifecyclePolicy: spec: rules[0]"));

        // When
        policies.apply("shared", keep(20) + SELECTS_A);

        // Then
        world.awaitReady("api");
        assertThat(policies.inEcr("api")).contains("20");
    }

    @Test
    @Shows({"provider-upjet-aws#1558", "terraform-provider-aws#49624"})
    void shouldReachEverySelectedRepositoryWithOneEditAndNoReadOfPolicies() {
        // Given
        List<String> names =
                IntStream.range(0, 30).mapToObj(number -> "r" + number).toList();
        policies.apply("shared", keep(10) + SELECTS_A);
        names.forEach(name -> labelled(name, "a", ""));
        eventually("all have it", () -> assertThat(
                        policies.get("shared").getStatus().syncedRepositories())
                .isEqualTo(30));
        world.emulator().calls().reset();

        // When
        policies.apply("shared", keep(20) + SELECTS_A);

        // Then
        eventually("all have the new one", () -> {
            assertThat(names)
                    .allSatisfy(name -> assertThat(policies.inEcr(name)).contains("20"));
            assertThat(policies.ready("shared")).startsWith("True InSync");
        });
        assertThat(world.emulator().calls().counts())
                .isEqualTo(Map.of("ListTagsForResource", 30L, "PutLifecyclePolicy", 30L));

        // When
        world.emulator().calls().reset();
        long generation = policies.get("shared").getMetadata().getGeneration();
        policies.apply(
                "shared", keep(20).replace("tagStatus: any", "tagStatus: any, storageClass: standard") + SELECTS_A);

        // Then
        eventually("the edit was seen", () -> {
            EcrLifecyclePolicy seen = policies.get("shared");
            assertThat(seen.getStatus().observedGeneration()).isGreaterThan(generation);
        });
        names.forEach(world::lookAgain);
        assertThat(world.emulator().calls().writes()).isEmpty();
        assertThat(world.emulator().calls().count("GetLifecyclePolicy"))
                .as("one for each look that was asked for")
                .isEqualTo(names.size());
    }

    @AlsoOnMoto
    @Test
    void shouldCatchUpWithWhatHappenedWhileTheOperatorWasAway() {
        // Given
        policies.apply("shared", keep(10));
        policies.apply("doomed", keep(10) + SELECTS_A);
        world.applyReady("api", REF);
        labelled("selected", "a", "");
        eventually("both have theirs", () -> {
            assertThat(policies.ready("shared")).startsWith("True InSync: In ECR on the one ");
            assertThat(policies.ready("doomed")).startsWith("True InSync: In ECR on the one ");
        });
        world.stopOperator();

        // When
        policies.apply("shared", keep(20));
        policies.resource("doomed").delete();
        world.startOperator(OperatorUnderTest.Options.DEFAULT);

        // Then
        eventually("ECR follows", () -> {
            assertThat(policies.inEcr("api")).contains("20");
            assertThat(policies.inEcr("selected")).isEmpty();
            assertThat(policies.get("doomed")).isNull();
            assertThat(policies.ready("shared")).startsWith("True InSync: In ECR on the one ");
        });
        assertThat(world.events("api"))
                .extracting(event -> event.getReason())
                .as("an edit of the policy is no drift")
                .doesNotContain(Reason.DRIFT_REPAIRED.label());
    }

    @AlsoOnMoto
    @Test
    void shouldTakeThePolicyAwayWhenTheLabelGoes() {
        // Given
        policies.apply("shared", keep(10) + SELECTS_A);
        labelled("api", "a", "");
        eventually("it has it", () -> assertThat(attached("api")).isEqualTo(AttachedBy.REPOSITORY_SELECTOR));

        // When
        labelled("api", "b", "");

        // Then
        eventually("it is gone", () -> {
            assertThat(policies.inEcr("api")).isEmpty();
            assertThat(world.get("api").getStatus().lifecycle()).isNull();
            assertThat(policies.get("shared").getStatus().attachedRepositories())
                    .isZero();
        });
        world.awaitReady("api");
    }

    @AlsoOnMoto
    @Test
    void shouldLeaveThePolicyWhenTheLabelGoesAndThatIsAskedFor() {
        // Given
        policies.apply("shared", keep(10) + SELECTS_A + "\nonDelete: Leave");
        labelled("api", "a", "");
        eventually("it has it", () -> assertThat(attached("api")).isEqualTo(AttachedBy.REPOSITORY_SELECTOR));

        // When
        labelled("api", "b", "");

        // Then
        eventually(
                "it is not attached",
                () -> assertThat(world.get("api").getStatus().lifecycle()).isNull());
        assertThat(policies.inEcr("api")).contains("10");
    }

    @AlsoOnMoto
    @Test
    void shouldLeaveThePolicyWhenTheReferenceIsTakenOut() {
        // Given
        policies.apply("shared", keep(10));
        world.applyReady("api", REF);

        // When
        world.applyReady("api", "tags: {team: a}");

        // Then
        assertThat(policies.inEcr("api")).contains("10");
        assertThat(world.get("api").getStatus().lifecycle()).isNull();
    }

    @AlsoOnMoto
    @Test
    void shouldTakeThePolicyAwayBeforeItIsDeleted() {
        // Given
        policies.apply("shared", keep(10) + SELECTS_A);
        labelled("selected", "a", "");
        world.applyReady("naming", REF);
        eventually("both have it", () -> assertThat(
                        policies.get("shared").getStatus().syncedRepositories())
                .isEqualTo(2));

        // When
        policies.resource("shared").delete();

        // Then
        eventually("it is gone", () -> {
            assertThat(policies.get("shared")).isNull();
            assertThat(policies.inEcr("selected")).isEmpty();
            assertThat(policies.inEcr("naming")).isEmpty();
        });
        world.awaitReady("selected");
        world.awaitNotReady("naming", Reason.LIFECYCLE_POLICY_NOT_FOUND);
    }

    @AlsoOnMoto
    @Test
    void shouldLeaveThePolicyInEcrWhenItIsDeletedAndThatIsAskedFor() {
        // Given
        policies.apply("shared", keep(10) + SELECTS_A + "\nonDelete: Leave");
        labelled("api", "a", "");
        eventually("it has it", () -> assertThat(attached("api")).isEqualTo(AttachedBy.REPOSITORY_SELECTOR));

        // When
        policies.resource("shared").delete();

        // Then
        eventually("it is gone", () -> assertThat(policies.get("shared")).isNull());
        world.lookAgain("api");
        assertThat(policies.inEcr("api")).contains("10");
    }

    @Test
    void shouldWaitWithTheDeletionAndSayWhoHoldsItWhenAwsRefuses() {
        // Given
        policies.apply("shared", keep(10) + SELECTS_A);
        labelled("api", "a", "");
        eventually("it has it", () -> assertThat(attached("api")).isEqualTo(AttachedBy.REPOSITORY_SELECTOR));
        world.faults().on("DeleteLifecyclePolicy").deny();

        // When
        policies.resource("shared").delete();

        // Then
        eventually("it says who holds it", () -> assertThat(policies.ready("shared"))
                .startsWith("False Detaching: The policy is being removed from EcrRepository api."));
        assertThat(World.condition(world.awaitNotReady("api", Reason.ACCESS_DENIED), ConditionType.READY)
                        .getMessage())
                .contains("ecr:DeleteLifecyclePolicy");

        // When
        OptimisticEdit.of(policies.resource("shared"), policy -> {
            policy.setSpec(policies.spec(keep(10) + SELECTS_A + "\nonDelete: Leave"));
            return policy;
        });

        // Then
        eventually("it may go", () -> assertThat(policies.get("shared")).isNull());
        assertThat(policies.inEcr("api")).contains("10");
    }

    @Test
    void shouldLeaveEcrAsItIsWhenTwoPoliciesSelectOneRepository() {
        // Given
        policies.apply("shared", keep(10) + SELECTS_A);
        labelled("api", "a", "");
        eventually("it has it", () -> assertThat(attached("api")).isEqualTo(AttachedBy.REPOSITORY_SELECTOR));
        world.emulator().calls().reset();

        // When
        policies.apply("rival", keep(20) + SELECTS_A);

        // Then
        eventually("both say so", () -> {
            assertThat(policies.ready("shared")).startsWith("False Conflict").contains("EcrLifecyclePolicy rival too");
            assertThat(policies.ready("rival")).startsWith("False Conflict").contains("EcrLifecyclePolicy shared too");
        });
        assertThat(world.awaitEvent("rival", Reason.CONFLICT).getMessage()).contains("EcrRepository api");
        world.awaitNotReady("api", Reason.CONFLICT);
        assertThat(world.awaitEvent("api", Reason.CONFLICT).getMessage())
                .contains("EcrLifecyclePolicies rival and shared; ECR keeps");
        world.lookAgain("api");
        assertThat(world.emulator().calls().writes()).isEmpty();
        assertThat(policies.inEcr("api")).contains("10");

        // When
        policies.resource("shared").delete();

        // Then
        eventually("the other one stands", () -> {
            assertThat(policies.inEcr("api")).contains("20");
            assertThat(policies.ready("rival")).startsWith("True InSync");
        });
        world.awaitReady("api");
    }

    @AlsoOnMoto
    @Test
    void shouldPreferWhatTheRepositorySaysItself() {
        // Given
        policies.apply("shared", keep(10) + SELECTS_A);

        // When
        labelled("own", "a", "lifecyclePolicy:\n" + keep(30).indent(2));
        labelled("none", "a", "lifecyclePolicy: {rules: []}");

        // Then
        world.awaitReady("own");
        world.awaitReady("none");
        assertThat(policies.inEcr("own")).contains("30");
        assertThat(policies.inEcr("none")).isEmpty();
        eventually("the policy counts none", () -> assertThat(
                        policies.get("shared").getStatus().attachedRepositories())
                .isZero());
    }

    @AlsoOnMoto
    @Test
    void shouldSetThePolicyBackWhenItIsChangedInEcr() {
        // Given
        policies.apply("shared", keep(10));
        world.applyReady("api", REF);
        world.ecr()
                .putLifecyclePolicy(
                        "api",
                        world.ecr().lifecyclePolicyText("api").orElseThrow().replace("10", "99"));

        // When
        world.lookAgain("api");

        // Then
        assertThat(policies.inEcr("api")).contains("10");
        assertThat(world.awaitEvent("api", Reason.DRIFT_REPAIRED).getMessage()).contains("PutLifecyclePolicy");
    }

    @Test
    void shouldTouchNothingWhenThePolicyCannotBeUsed() {
        // When
        policies.apply(
                "shared", "policyText: '{\"rules\": [{\"rulePriority\": 1}]}" + " ".repeat(100) + "'" + SELECTS_A);
        labelled("api", "a", "");

        // Then
        world.awaitNotReady("api", Reason.INVALID_LIFECYCLE_POLICY);
        eventually("it says why", () -> assertThat(policies.ready("shared"))
                .startsWith("False InvalidLifecyclePolicy: spec: "));
        assertThat(writesOn("api")).containsExactly("CreateRepository");
    }

    /** Applies a repository with a label {@code team}. */
    private void labelled(String name, String team, String spec) {
        String manifest = world.manifest(name, spec).replace("\nspec:", "\n  labels: {team: " + team + "}\nspec:");
        world.user()
                .resources(EcrRepository.class)
                .inNamespace(world.namespace())
                .load(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)))
                .forceConflicts()
                .serverSideApply();
    }

    private AttachedBy attached(String repository) {
        var status = world.get(repository).getStatus();
        assertThat(status).as("status").isNotNull();
        assertThat(status.lifecycle()).as("lifecycle").isNotNull();
        return status.lifecycle().attachedBy();
    }

    private List<String> writesOn(String repository) {
        return world.callsOn(repository).stream()
                .filter(LoggedCall::isWrite)
                .map(LoggedCall::operation)
                .toList();
    }
}
