package io.ecroperator.e2e;

import static io.ecroperator.e2e.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.AttachedBy;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositoryPolicy;
import io.ecroperator.e2e.OperatorUnderTest.Options;
import io.ecroperator.emulator.LoggedCall;
import io.ecroperator.ownership.Ownership;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Reason;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A repository policy that many repositories share, those too that no EcrRepository declares. */
@ExtendWith({SharedCluster.class, StandIns.class})
class RepositoryPolicyIT {

    private static final String SELECTS_A = "\nrepositorySelector: {matchLabels: {team: a}}";
    private static final String REPLICAS = "\nrepositoryNamePatterns: ['replicas/*']";
    private static final String PULL = permits("ecr:BatchGetImage");
    private static final String PUSH = permits("ecr:PutImage");
    private static final String OWN = "repositoryPolicy: {" + permits("ecr:DescribeImages") + "}";
    private static final String FOREIGN = """
            {"Version":"2012-10-17","Statement":[{"Sid":"theirs","Effect":"Allow","Principal":"*",\
            "Action":"ecr:DescribeImages"}]}""";
    private static final String LAMBDA = """
            {"Sid":"LambdaECRImageRetrievalPolicy","Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},\
            "Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"]}""";

    private World world;

    @BeforeEach
    void start(LocalCluster cluster, StandIn aws) {
        world = World.start(cluster, aws);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void shouldPutThePolicyOnRepositoriesThatNameItOrThatItSelectsAndTakeItAwayWithItself() {
        // Given
        apply("shared", PULL + SELECTS_A);

        // When
        EcrRepository named = world.applyReady("named", "repositoryPolicy: {ref: {name: shared}}");
        label("selected", "");
        label("own", OWN);

        // Then
        assertThat(inEcr("named")).contains("ecr:BatchGetImage");
        assertThat(named.getStatus().repositoryPolicy().source()).isEqualTo("EcrRepositoryPolicy/shared");
        assertThat(named.getStatus().repositoryPolicy().attachedBy()).isEqualTo(AttachedBy.REF);
        assertThat(World.condition(named, ConditionType.RESOLVED_REFS).getMessage())
                .isEqualTo("EcrRepositoryPolicy shared is there.");
        eventually("the policy tells", () -> assertThat(ready("shared"))
                .isEqualTo("True InSync: In ECR on all 2 repositories that it is attached to."));
        eventually("what a repository says itself goes first", () -> assertThat(inEcr("own"))
                .contains("ecr:DescribeImages"));

        // When
        apply("shared", PUSH + SELECTS_A);

        // Then
        eventually("an edit reaches both", () -> {
            assertThat(inEcr("named")).contains("ecr:PutImage");
            assertThat(inEcr("selected")).contains("ecr:PutImage");
            assertThat(ready("shared")).startsWith("True InSync");
        });
        assertThat(writesOn("named")).containsExactly("CreateRepository", "SetRepositoryPolicy", "SetRepositoryPolicy");

        // When
        apply("shared", "policyText: '" + FOREIGN.strip() + "'" + SELECTS_A);

        // Then
        eventually("the text of a policy does too", () -> {
            assertThat(inEcr("named")).contains("theirs");
            assertThat(inEcr("selected")).contains("theirs").doesNotContain("ecr:PutImage");
        });

        // When
        resource("shared").delete();

        // Then
        eventually("it is gone everywhere", () -> {
            assertThat(resource("shared").get()).isNull();
            assertThat(inEcr("named")).isEmpty();
            assertThat(inEcr("selected")).isEmpty();
        });
        assertThat(inEcr("own")).contains("ecr:DescribeImages");
        eventually("who names it says what is missing", () -> assertThat(
                        World.condition(world.get("named"), ConditionType.READY).getReason())
                .isEqualTo(Reason.REPOSITORY_POLICY_NOT_FOUND.label()));
    }

    @Test
    void shouldLeaveWhatTwoPoliciesSelectAsItIs() {
        // Given
        apply("shared", PULL + SELECTS_A);
        label("api", "");
        eventually("it has the first", () -> assertThat(inEcr("api")).contains("ecr:BatchGetImage"));

        // When
        apply("rival", PUSH + SELECTS_A);

        // Then
        eventually("both say so", () -> {
            assertThat(ready("shared"))
                    .startsWith(
                            "False Conflict: EcrRepository api is selected or matched by EcrRepositoryPolicy rival too,"
                                    + " and keeps the policy that it has.");
            assertThat(ready("rival")).startsWith("False Conflict");
            assertThat(World.condition(world.get("api"), ConditionType.READY).getReason())
                    .isEqualTo(Reason.CONFLICT.label());
        });
        assertThat(inEcr("api")).contains("ecr:BatchGetImage");
    }

    @Test
    void shouldReachReplicasThatNobodyDeclaresAndLeaveThoseWithAPolicyOfTheirOwn() {
        // Given
        world.startOperator(Options.DEFAULT.withDeepReads(Duration.ofSeconds(2)));
        world.ecr().createRepository("replicas/api");
        world.ecr().createRepository("replicas/theirs");
        world.ecr().setRepositoryPolicy("replicas/theirs", FOREIGN);

        // When
        apply("replicas", PULL + REPLICAS);

        // Then
        eventually("the one without a policy has it", () -> assertThat(ready("replicas"))
                .startsWith("True InSync: In ECR on the one repository that it is attached to.")
                .contains("left with the repository policy that somebody else has set")
                .contains("replicas/theirs"));
        assertThat(inEcr("replicas/api")).contains("ecr:BatchGetImage");
        assertThat(inEcr("replicas/theirs")).contains("theirs");
        assertThat(world.ecr().tags("replicas/api"))
                .containsEntry(Ownership.REPOSITORY_POLICY_TAG_KEY, "e2e/" + world.namespace() + "/replicas");
        assertThat(world.ecr().tags("replicas/theirs")).isEmpty();

        // When
        String ours = inEcr("replicas/api");
        world.ecr()
                .setRepositoryPolicy("replicas/api", ours.replace("\"Statement\":[", "\"Statement\":[" + LAMBDA + ","));

        // Then
        assertThat(world.awaitEvent("replicas", Reason.DRIFT_REPAIRED).getMessage())
                .as("what AWS adds is taken away, by name")
                .endsWith("SetRepositoryPolicy (removes statement LambdaECRImageRetrievalPolicy)");
        assertThat(inEcr("replicas/api")).isEqualTo(ours);

        // When
        resource("replicas").delete();

        // Then
        eventually("it is gone", () -> assertThat(resource("replicas").get()).isNull());
        assertThat(inEcr("replicas/api")).isEmpty();
        assertThat(world.ecr().tags("replicas/api")).isEmpty();
        assertThat(inEcr("replicas/theirs")).contains("theirs");
        assertThat(writesOn("replicas/theirs")).isEmpty();
    }

    private static String permits(String action) {
        return "statements: [{sid: shared, effect: Allow, principal: {AWS: ['111122223333']}, action: ['" + action
                + "']}]";
    }

    /** Declares a repository of team a. */
    private void label(String repository, String spec) {
        world.user()
                .resources(EcrRepository.class)
                .inNamespace(world.namespace())
                .load(stream(world.manifest(repository, spec).replaceFirst("\nspec:", "\n  labels: {team: a}\nspec:")))
                .forceConflicts()
                .serverSideApply();
    }

    private void apply(String name, String spec) {
        String manifest = "apiVersion: ecr-operator.io/v1alpha1\nkind: EcrRepositoryPolicy\nmetadata:\n  name: " + name
                + "\n  namespace: " + world.namespace() + "\nspec:\n" + spec.indent(2);
        world.user()
                .resources(EcrRepositoryPolicy.class)
                .inNamespace(world.namespace())
                .load(stream(manifest))
                .forceConflicts()
                .serverSideApply();
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private Resource<EcrRepositoryPolicy> resource(String name) {
        return world.user()
                .resources(EcrRepositoryPolicy.class)
                .inNamespace(world.namespace())
                .withName(name);
    }

    /** The summary: status, reason and message, of the present generation. */
    private String ready(String name) {
        EcrRepositoryPolicy policy = resource(name).get();
        assertThat(policy.getStatus()).as("status").isNotNull();
        Condition ready = Conditions.find(policy.getStatus().conditions(), ConditionType.READY)
                .orElseThrow();
        assertThat(ready.getObservedGeneration()).isEqualTo(policy.getMetadata().getGeneration());
        return ready.getStatus() + " " + ready.getReason() + ": " + ready.getMessage();
    }

    /** The repository policy that ECR has, without the white space that it adds, or nothing. */
    private String inEcr(String repository) {
        return world.ecr().repositoryPolicyText(repository).orElse("").replaceAll("\\s", "");
    }

    private List<String> writesOn(String repository) {
        return world.callsOn(repository).stream()
                .filter(LoggedCall::isWrite)
                .map(LoggedCall::operation)
                .toList();
    }
}
