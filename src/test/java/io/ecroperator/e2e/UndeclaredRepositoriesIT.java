package io.ecroperator.e2e;

import static io.ecroperator.e2e.LifecyclePolicies.keep;
import static io.ecroperator.e2e.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.AttachedBy;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.compared.Shows;
import io.ecroperator.e2e.OperatorUnderTest.Options;
import io.ecroperator.emulator.LoggedCall;
import io.ecroperator.ownership.Ownership;
import io.ecroperator.status.Reason;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.OptimisticEdit;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.Event;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Lifecycle policies on repositories that no EcrRepository declares, such as those of a pull-through cache. */
@ExtendWith({SharedCluster.class, StandIns.class})
class UndeclaredRepositoriesIT {

    private static final String CACHE = "\nrepositoryNamePatterns: ['cache/*']";
    private static final String FOREIGN = """
            {"rules":[{"rulePriority":1,"selection":{"tagStatus":"untagged","countType":"imageCountMoreThan",\
            "countNumber":7},"action":{"type":"expire"}}]}""";

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
    void shouldPutThePolicyOnWhatItMatchesAndNoteItself() {
        // Given
        world.ecr().createRepository("cache/nginx", Map.of("team", "a"));
        world.ecr().createRepository("cache/library/redis");
        world.ecr().createRepository("mirror/nginx");

        // When
        policies.apply("shared", keep(10) + CACHE);

        // Then
        eventually("both have it", () -> assertThat(policies.ready("shared"))
                .isEqualTo("True InSync: In ECR on all 2 repositories that it is attached to."
                        + " Of these, 2 are declared by no EcrRepository."));
        assertThat(policies.inEcr("cache/nginx")).contains("10");
        assertThat(policies.inEcr("cache/library/redis")).contains("10");
        assertThat(policies.inEcr("mirror/nginx")).isEmpty();
        assertThat(world.ecr().tags("cache/nginx"))
                .containsEntry("team", "a")
                .containsEntry(Ownership.LIFECYCLE_POLICY_TAG_KEY, "e2e/" + world.namespace() + "/shared");
        assertThat(world.ecr().tags("mirror/nginx")).isEmpty();
        assertThat(writesOn("mirror/nginx")).isEmpty();
        assertThat(policies.get("shared").getStatus().undeclaredRepositories()).isEqualTo(2);
    }

    @AlsoOnMoto
    @Test
    void shouldReachOneThatAppearsLater() {
        // Given
        policies.apply("shared", keep(10) + CACHE);
        eventually("nothing to do yet", () -> assertThat(policies.ready("shared"))
                .isEqualTo(
                        "True InSync: No EcrRepository refers to this policy or is selected by it. Its patterns match no"
                                + " repository that could get it and that no EcrRepository declares."));

        // When
        world.ecr().createRepository("cache/new");
        world.sweep();

        // Then
        eventually("it has it", () -> {
            assertThat(policies.inEcr("cache/new")).contains("10");
            assertThat(policies.ready("shared")).startsWith("True InSync: In ECR on the one ");
        });
    }

    @Test
    void shouldPutNothingOnARepositoryThatAnotherOwnerHasAdoptedSinceTheSweep() {
        // Given
        world.ecr().createRepository("cache/adopted", Map.of("team", "a")); // so that the sweep brings its tags
        world.ecr().createRepository("cache/nginx");
        policies.apply("shared", keep(10) + "\nrepositoryNamePatterns: ['cache/nginx']");
        eventually(
                "one has it", () -> assertThat(policies.ready("shared")).startsWith("True InSync: In ECR on the one "));
        world.ecr().setTags("cache/adopted", Map.of(Ownership.TAG_KEY, "another-cluster/team/adopted"));

        // When
        policies.apply("shared", keep(20) + CACHE);

        // Then
        eventually("the other one has it", () -> {
            assertThat(policies.inEcr("cache/nginx")).contains("20");
            assertThat(policies.ready("shared")).startsWith("True InSync: In ECR on the one ");
        });
        assertThat(writesOn("cache/adopted")).isEmpty();
        assertThat(world.ecr().tags("cache/adopted")).containsOnlyKeys(Ownership.TAG_KEY);
    }

    @Test
    void shouldWithdrawFromARepositoryThatAnotherOwnerHasAdopted() {
        // Given
        world.ecr().createRepository("cache/nginx");
        world.ecr().createRepository("cache/redis");
        policies.apply("shared", keep(10) + CACHE);
        eventually(
                "both have it", () -> assertThat(policies.ready("shared")).startsWith("True InSync: In ECR on all 2"));
        String owner = "another-cluster/team/adopted";
        World.addTags(world.ecr(), "cache/nginx", Map.of(Ownership.TAG_KEY, owner));
        World.addTags(world.ecr(), "cache/redis", Map.of(Ownership.TAG_KEY, owner));
        world.ecr().putLifecyclePolicy("cache/redis", FOREIGN);

        // When
        world.sweep();

        // Then
        assertThat(world.awaitEvent("shared", Reason.OWNED_BY_ANOTHER).getMessage())
                .contains("now belongs to " + owner);
        eventually("nothing of ours is left", () -> {
            assertThat(world.ecr().tags("cache/nginx")).isEqualTo(Map.of(Ownership.TAG_KEY, owner));
            assertThat(world.ecr().tags("cache/redis")).isEqualTo(Map.of(Ownership.TAG_KEY, owner));
            assertThat(policies.ready("shared")).startsWith("True InSync");
        });
        assertThat(policies.inEcr("cache/nginx")).isEmpty();
        assertThat(policies.inEcr("cache/redis")).as("the owner's own rules").contains("7");
        eventually("each of the two is told", () -> assertThat(world.events("shared"))
                .extracting(Event::getMessage)
                .anySatisfy(message -> assertThat(message)
                        .contains("Repository cache/nginx")
                        .contains("and its rules: DeleteLifecyclePolicy (removes rule 1 (any, imageCountMoreThan 10:"
                                + " expire))."))
                .anySatisfy(message -> assertThat(message)
                        .contains("Repository cache/redis")
                        .contains("its rules no longer stood there")));
    }

    @Test
    void shouldReachManyWithOneEditAndNoReadOfPolicies() {
        // Given
        List<String> names =
                IntStream.range(0, 150).mapToObj(number -> "cache/r" + number).toList();
        names.forEach(world.ecr()::createRepository);
        policies.apply("shared", keep(10) + CACHE);
        eventually("all have it", () -> assertThat(policies.ready("shared"))
                .startsWith("True InSync: In ECR on all 150 "));
        world.emulator().calls().reset();

        // When
        policies.apply("shared", keep(20) + CACHE);

        // Then
        eventually("all have the new one", () -> assertThat(policies.ready("shared"))
                .startsWith("True InSync"));
        assertThat(names).allSatisfy(name -> assertThat(policies.inEcr(name)).contains("20"));
        assertThat(world.emulator().calls().counts())
                .isEqualTo(Map.of("ListTagsForResource", 150L, "PutLifecyclePolicy", 150L));

        // When
        world.emulator().calls().reset();
        policies.apply("shared", keep(20).replace("tagStatus: any", "tagStatus: any, storageClass: standard") + CACHE);

        // Then
        eventually(
                "the edit was seen", () -> assertThat(policies.ready("shared")).startsWith("True InSync"));
        assertThat(world.emulator().calls().counts()).isEmpty();

        // When
        world.startOperator(Options.DEFAULT);
        world.ecr().createRepository("cache/last");
        world.sweep();

        // Then
        eventually("the last one has it too", () -> {
            assertThat(policies.inEcr("cache/last")).contains("20");
            assertThat(policies.ready("shared")).startsWith("True InSync: In ECR on all 151 ");
        });
        assertThat(world.emulator().calls().writes())
                .extracting(LoggedCall::repository)
                .as("after a restart, nothing but the last one is written")
                .containsOnly("cache/last");
        assertThat(world.emulator().calls().count("GetLifecyclePolicy"))
                .as("once to decide, once right before the first write")
                .isEqualTo(2);
    }

    @Test
    void shouldLeaveAPolicyThatSomebodyElseHasSetUnlessAskedToReplaceIt() {
        // Given
        world.ecr().createRepository("cache/nginx");
        world.ecr().putLifecyclePolicy("cache/nginx", FOREIGN);

        // When
        policies.apply("shared", keep(10) + CACHE);

        // Then
        eventually("it says so", () -> assertThat(policies.ready("shared"))
                .endsWith("Matched too, but left with the lifecycle policy that somebody else has set (onExisting:"
                        + " Replace would put this one there, where that is granted): repository cache/nginx."));
        assertThat(writesOn("cache/nginx")).isEmpty();

        // When
        policies.apply("shared", keep(10) + CACHE + "\nonExisting: Replace");

        // Then
        eventually("it is replaced", () -> {
            assertThat(policies.inEcr("cache/nginx")).contains("10");
            assertThat(policies.ready("shared")).startsWith("True InSync: In ECR on the one ");
        });
        assertThat(world.awaitEvent("shared", Reason.UPDATED)).satisfies(event -> {
            assertThat(event.getType()).isEqualTo("Normal");
            assertThat(event.getMessage())
                    .isEqualTo("Updated repository cache/nginx: PutLifecyclePolicy (changes rule 1 (any,"
                            + " imageCountMoreThan 10: expire))");
        });
    }

    @Test
    void shouldTakeThePolicyAwayWhereNoPatternMatchesAnyMore() {
        // Given
        world.ecr().createRepository("cache/nginx", Map.of("team", "a"));
        world.ecr().createRepository("cache/redis");
        world.ecr().createRepository("cache/theirs");
        world.ecr().putLifecyclePolicy("cache/theirs", FOREIGN);
        policies.apply("shared", keep(10) + CACHE);
        eventually(
                "both have it", () -> assertThat(policies.ready("shared")).startsWith("True InSync: In ECR on all 2"));

        // When
        policies.apply("shared", keep(10) + "\nrepositoryNamePatterns: ['cache/redis']");

        // Then
        eventually("one has lost it", () -> {
            assertThat(policies.inEcr("cache/nginx")).isEmpty();
            assertThat(policies.ready("shared")).startsWith("True InSync: In ECR on the one ");
        });
        assertThat(world.ecr().tags("cache/nginx")).isEqualTo(Map.of("team", "a"));

        // When
        policies.resource("shared").delete();

        // Then
        eventually("it is gone", () -> assertThat(policies.get("shared")).isNull());
        assertThat(policies.inEcr("cache/redis")).isEmpty();
        assertThat(world.ecr().tags("cache/redis")).isEmpty();
        assertThat(policies.inEcr("cache/theirs")).contains("7");
        assertThat(writesOn("cache/theirs")).isEmpty();
    }

    @AlsoOnMoto
    @Test
    void shouldCatchUpWithWhatHappenedWhileTheOperatorWasAway() {
        // Given
        world.ecr().createRepository("cache/nginx");
        world.ecr().createRepository("cache/redis");
        policies.apply("shared", keep(10) + CACHE);
        eventually(
                "both have it", () -> assertThat(policies.ready("shared")).startsWith("True InSync: In ECR on all 2"));
        world.stopOperator();

        // When
        policies.apply("shared", keep(20) + "\nrepositoryNamePatterns: ['cache/redis']");
        world.startOperator(Options.DEFAULT);

        // Then
        eventually("ECR follows", () -> {
            assertThat(policies.ready("shared")).startsWith("True InSync: In ECR on the one ");
            assertThat(policies.inEcr("cache/redis")).contains("20");
            assertThat(policies.inEcr("cache/nginx")).isEmpty();
        });
        assertThat(world.ecr().tags("cache/nginx")).isEmpty();
    }

    @AlsoOnMoto
    @Test
    void shouldLeaveEcrAsItIsWhenItIsDeletedAndThatIsAskedFor() {
        // Given
        world.ecr().createRepository("cache/nginx");
        policies.apply("shared", keep(10) + CACHE + "\nonDelete: Leave");
        eventually(
                "it has it", () -> assertThat(policies.ready("shared")).startsWith("True InSync: In ECR on the one "));

        // When
        policies.resource("shared").delete();

        // Then
        eventually("it is gone", () -> assertThat(policies.get("shared")).isNull());
        assertThat(policies.inEcr("cache/nginx")).contains("10");
    }

    @Test
    void shouldStayUntilAwsLetsItGo() {
        // Given
        world.ecr().createRepository("cache/nginx");
        policies.apply("shared", keep(10) + CACHE);
        eventually(
                "it has it", () -> assertThat(policies.ready("shared")).startsWith("True InSync: In ECR on the one "));
        world.faults().on("DeleteLifecyclePolicy").deny();

        // When
        policies.resource("shared").delete();

        // Then
        eventually("it says what is missing", () -> assertThat(policies.ready("shared"))
                .startsWith("False Detaching: The policy is being removed from repository cache/nginx.")
                .contains("ecr:DeleteLifecyclePolicy"));

        // When
        OptimisticEdit.of(policies.resource("shared"), policy -> {
            policy.setSpec(policies.spec(keep(10) + CACHE + "\nonDelete: Leave"));
            return policy;
        });

        // Then
        eventually("it may go", () -> assertThat(policies.get("shared")).isNull());
        assertThat(policies.inEcr("cache/nginx")).contains("10");
    }

    @Test
    void shouldLeaveEcrAsItIsWhenTwoPoliciesMatchOneRepository() {
        // Given
        world.ecr().createRepository("cache/nginx");
        policies.apply("shared", keep(10) + CACHE);
        eventually(
                "it has it", () -> assertThat(policies.ready("shared")).startsWith("True InSync: In ECR on the one "));
        world.emulator().calls().reset();

        // When
        policies.apply("rival", keep(20) + "\nrepositoryNamePatterns: ['*nginx']");

        // Then
        String both = " is selected or matched by EcrLifecyclePolicy " + world.namespace() + "/";
        eventually("both say so", () -> {
            assertThat(policies.ready("shared"))
                    .startsWith("False Conflict: Repository cache/nginx" + both + "rival too");
            assertThat(policies.ready("rival"))
                    .startsWith("False Conflict: Repository cache/nginx" + both + "shared too");
        });
        world.awaitEvent("rival", Reason.CONFLICT);
        assertThat(world.emulator().calls().writes()).isEmpty();
        assertThat(policies.inEcr("cache/nginx")).contains("10");

        // When
        policies.resource("rival").delete();

        // Then
        eventually("the other one stands", () -> assertThat(policies.ready("shared"))
                .startsWith("True InSync"));
        assertThat(policies.inEcr("cache/nginx")).contains("10");
    }

    @AlsoOnMoto
    @Test
    void shouldReachTheObjectsOfItsNamespaceAndNoOthers() {
        // Given
        String elsewhere = world.cluster().createNamespace("elsewhere");
        world.startOperator(Options.DEFAULT.withNamespace(elsewhere));
        EcrRepository other = world.apply("other", "repositoryName: cache/other");
        other.getMetadata().setNamespace(elsewhere);
        other.getMetadata().setResourceVersion(null);
        other.getMetadata().setUid(null);
        other.getMetadata().setManagedFields(null);
        world.resource("other").delete();
        eventually("it has moved", () -> assertThat(world.get("other")).isNull());
        world.user().resource(other).create();
        eventually(
                "it is in ECR", () -> assertThat(world.ecr().repositoryNames()).contains("cache/other"));
        world.ecr().createRepository("cache/owned", Map.of(Ownership.TAG_KEY, "another-cluster/team/owned"));
        world.applyReady("own", "repositoryName: cache/own");
        world.applyReady("inline", "repositoryName: cache/inline\nlifecyclePolicy:\n" + keep(30).indent(2));

        // When
        policies.apply("shared", keep(10) + CACHE);

        // Then
        eventually("its own has it", () -> {
            assertThat(policies.inEcr("cache/own")).contains("10");
            assertThat(policies.ready("shared")).startsWith("True InSync: In ECR on the one ");
        });
        assertThat(world.awaitReady("own").getStatus().lifecycle().attachedBy())
                .isEqualTo(AttachedBy.REPOSITORY_NAME_PATTERN);
        assertThat(policies.inEcr("cache/other")).isEmpty();
        assertThat(policies.inEcr("cache/owned")).isEmpty();
        assertThat(policies.inEcr("cache/inline")).contains("30");
        assertThat(world.ecr().tags("cache/own")).doesNotContainKey(Ownership.LIFECYCLE_POLICY_TAG_KEY);
    }

    @AlsoOnMoto
    @Test
    void shouldSetThePolicyBackWhenItIsChangedInEcr() {
        // Given
        world.ecr().createRepository("cache/nginx");
        policies.apply("shared", keep(10) + CACHE);
        eventually(
                "it has it", () -> assertThat(policies.ready("shared")).startsWith("True InSync: In ECR on the one "));
        world.startOperator(Options.DEFAULT.withDeepReads(java.time.Duration.ofSeconds(2)));

        // When
        world.ecr().putLifecyclePolicy("cache/nginx", FOREIGN);

        // Then
        assertThat(world.awaitEvent("shared", Reason.DRIFT_REPAIRED).getMessage())
                .isEqualTo("Something else had changed the lifecycle policy of repository cache/nginx; it was set back"
                        + " to this one: PutLifecyclePolicy (changes rule 1 (any, imageCountMoreThan 10: expire))");
        assertThat(policies.inEcr("cache/nginx")).contains("10");
        eventually(
                "it is well again", () -> assertThat(policies.ready("shared")).startsWith("True InSync"));
    }

    @Test
    void shouldPutItBackWhenTheAnswerToAnEditIsLostAndTheEditIsTakenBack() {
        // Given
        world.ecr().createRepository("cache/nginx");
        policies.apply("shared", keep(10) + CACHE);
        eventually(
                "it has it", () -> assertThat(policies.ready("shared")).startsWith("True InSync: In ECR on the one "));
        world.faults().on("PutLifecyclePolicy").loseAnswer();
        world.faults().on("GetLifecyclePolicy").serverError();
        policies.apply("shared", keep(20) + CACHE);
        eventually("ECR has the new one", () -> {
            assertThat(policies.inEcr("cache/nginx")).contains("20");
            assertThat(policies.ready("shared")).startsWith("False Attaching");
        });

        // When
        policies.apply("shared", keep(10) + CACHE);
        eventually("the edit was seen", () -> assertThat(policies.ready("shared"))
                .startsWith("False Attaching")
                .contains("GetLifecyclePolicy failed"));
        world.faults().clear();

        // Then
        eventually("it is as it was", () -> assertThat(policies.ready("shared")).startsWith("True InSync"));
        assertThat(policies.inEcr("cache/nginx")).contains("10");
    }

    @Test
    void shouldGoOnWithTheOthersWhenOneIsDenied() {
        // Given
        world.ecr().createRepository("cache/denied");
        world.ecr().createRepository("cache/nginx");
        world.faults().on("PutLifecyclePolicy").repository("cache/denied").deny();

        // When
        policies.apply("shared", keep(10) + CACHE);

        // Then
        eventually("it names what is missing", () -> assertThat(policies.ready("shared"))
                .startsWith("False AccessDenied: In ECR on 1 of 2 repositories; not yet: repository cache/denied.")
                .contains("ecr:PutLifecyclePolicy"));
        assertThat(policies.inEcr("cache/nginx")).contains("10");
        world.awaitEvent("shared", Reason.ACCESS_DENIED);
    }

    @Test
    void shouldLeaveRulesThatSomebodyElseSetsWhereItsOwnWereRefused() {
        // Given
        world.ecr().createRepository("cache/nginx");
        world.faults().on("PutLifecyclePolicy").repository("cache/nginx").deny();
        policies.apply("shared", keep(10) + CACHE);
        eventually("it is refused", () -> assertThat(policies.ready("shared")).startsWith("False AccessDenied"));
        assertThat(world.ecr().tags("cache/nginx")).containsKey(Ownership.LIFECYCLE_POLICY_TAG_KEY);

        // When
        world.faults().clear();
        world.ecr().putLifecyclePolicy("cache/nginx", FOREIGN);
        policies.apply("shared", keep(20) + CACHE);

        // Then
        eventually("it keeps what is there", () -> assertThat(policies.ready("shared"))
                .startsWith("True InSync")
                .contains("left with the lifecycle policy that somebody else has set"));
        assertThat(policies.inEcr("cache/nginx")).contains("7");

        // When
        policies.resource("shared").delete();

        // Then
        eventually("it is gone", () -> assertThat(policies.get("shared")).isNull());
        assertThat(policies.inEcr("cache/nginx")).contains("7");
        assertThat(world.ecr().tags("cache/nginx")).isEmpty();
    }

    @Test
    void shouldWorkWhereTagsCannotBeReadInBulk() {
        // Given
        world.faults().on("GetResources").deny();
        world.ecr().createRepository("cache/nginx");
        world.ecr().createRepository("cache/redis");
        policies.apply("shared", keep(10) + CACHE);
        eventually(
                "both have it", () -> assertThat(policies.ready("shared")).startsWith("True InSync: In ECR on all 2"));
        world.stopOperator();
        world.emulator().calls().reset();

        // When
        world.startOperator(Options.DEFAULT);
        policies.apply("shared", keep(10) + "\nrepositoryNamePatterns: ['cache/redis']");

        // Then
        eventually("one has lost it", () -> {
            assertThat(policies.inEcr("cache/nginx")).isEmpty();
            assertThat(policies.ready("shared")).startsWith("True InSync: In ECR on the one ");
        });
        assertThat(world.ecr().tags("cache/nginx")).isEmpty();
        assertThat(writesOn("cache/redis")).isEmpty();
    }

    private List<String> writesOn(String repository) {
        return world.callsOn(repository).stream()
                .filter(LoggedCall::isWrite)
                .map(LoggedCall::operation)
                .toList();
    }
}
