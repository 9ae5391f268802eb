package io.ecroperator.e2e;

import static io.ecroperator.e2e.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRule;
import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRuleStatus;
import io.ecroperator.emulator.Fault;
import io.ecroperator.emulator.LoggedCall;
import io.ecroperator.emulator.Secrets;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pull through cache rules from the outside. */
@ExtendWith(SharedCluster.class)
class CacheRuleIT {

    private static final String SECRET =
            "arn:aws:secretsmanager:" + World.REGION + ":" + World.ACCOUNT + ":secret:ecr-pullthroughcache/hub-";
    private static final Set<String> READS = Set.of("DescribePullThroughCacheRules", "GetCallerIdentity");

    private World world;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = World.start(cluster);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void shouldCreateChangeRepairReplaceAndDeleteARule() {
        // Given
        apply("hub", "{upstreamRegistry: docker-hub, credentialArn: '" + SECRET + "AAAAAA'}");

        // Then
        awaitReady("hub", "True InSync");
        assertThat(condition("hub", ConditionType.VALIDATED)).isEqualTo("True RuleValidated");
        assertThat(writes()).containsExactly("CreatePullThroughCacheRule", "ValidatePullThroughCacheRule");
        assertThat(get("hub").getStatus().owned()).isTrue();

        // When
        apply("hub", "{upstreamRegistry: docker-hub, credentialArn: '" + SECRET + "BBBBBB'}");

        // Then
        awaitReady("hub", "True InSync");
        assertThat(writes())
                .endsWith("UpdatePullThroughCacheRule", "ValidatePullThroughCacheRule")
                .hasSize(4);

        // When
        apply("hub", "{upstreamRegistry: quay, replacePolicy: Replace}");

        // Then
        awaitReady("hub", "True InSync");
        assertThat(writes())
                .endsWith("DeletePullThroughCacheRule", "CreatePullThroughCacheRule", "ValidatePullThroughCacheRule")
                .hasSize(7);
        assertThat(get("hub").getStatus().upstreamRegistryUrl()).isEqualTo("quay.io");

        // When
        resource("hub").delete();

        // Then
        eventually("the object is gone", () -> assertThat(resource("hub").get()).isNull());
        assertThat(writes()).endsWith("DeletePullThroughCacheRule").hasSize(8);
    }

    @Test
    void shouldTellOfAnUpstreamThatEcrDoesNotGetInto() {
        // Given
        world.emulator().secrets().declare(SECRET + "AAAAAA", Secrets.State.STALE);

        // When
        apply("hub", "{upstreamRegistry: docker-hub, credentialArn: '" + SECRET + "AAAAAA'}");

        // Then
        awaitReady("hub", "False RuleInvalid");
        assertThat(condition("hub", ConditionType.VALIDATED)).isEqualTo("False RuleInvalid");
        assertThat(condition("hub", ConditionType.SYNCED)).isEqualTo("True InSync");

        // When
        world.emulator().secrets().declare(SECRET + "AAAAAA", Secrets.State.GOOD);
        requestReconcile("hub");

        // Then
        awaitReady("hub", "True InSync");
    }

    @Test
    void shouldLeaveARuleThatItHasNotCreatedUntilThatIsWanted() {
        // Given
        apply("first", "{ecrRepositoryPrefix: shared, upstreamRegistry: quay, deletionPolicy: Retain}");
        awaitReady("first", "True InSync");
        resource("first").delete();
        eventually(
                "the object is gone", () -> assertThat(resource("first").get()).isNull());
        int before = writes().size();

        // When
        apply("second", "{ecrRepositoryPrefix: shared, upstreamRegistry: quay}");

        // Then
        awaitReady("second", "False NotOwned");
        assertThat(writes()).hasSize(before);

        // When
        apply("third", "{ecrRepositoryPrefix: shared, upstreamRegistry: k8s, managementPolicy: Observe}");

        // Then
        awaitReady("third", "False NotOwned");
        assertThat(get("third").getStatus().plan())
                .anySatisfy(line -> assertThat(line).startsWith("NotOwned: "));

        // When
        apply("second", "{ecrRepositoryPrefix: shared, upstreamRegistry: quay, adoptionPolicy: IfUnowned}");

        // Then
        awaitReady("second", "True InSync");
        assertThat(get("second").getStatus().owned()).isTrue();

        // When
        apply("younger", "{ecrRepositoryPrefix: shared, upstreamRegistry: quay}");

        // Then
        awaitReady("younger", "False Duplicate");
    }

    /** Else nobody would know whose the rule is if the process died right after its creation. */
    @Test
    void shouldSayThatItAsksForARuleBeforeItDoes() {
        // Given
        Fault hold = world.faults().on("CreatePullThroughCacheRule").hold();

        // When
        apply("quay", "{upstreamRegistry: quay}");

        // Then
        eventually("the creation is announced", () -> assertThat(get("quay").getStatus())
                .isNotNull()
                .extracting(EcrPullThroughCacheRuleStatus::creationAskedAt)
                .isNotNull());

        // When
        hold.release();

        // Then
        awaitReady("quay", "True InSync");
        assertThat(get("quay").getStatus().creationAskedAt()).isNull();
    }

    @Test
    void shouldPrintWhereItPullsFrom() {
        // Given
        apply("quay", "{upstreamRegistry: quay}");
        awaitReady("quay", "True InSync");

        // When
        List<String> lines = world.cluster()
                .kubectl("get", "ecrptc", "-n", world.namespace())
                .stdout()
                .lines()
                .toList();

        // Then
        assertThat(lines.getFirst().split(" +")).containsExactly("NAME", "READY", "REASON", "UPSTREAM", "AGE");
        assertThat(lines.getLast()).contains("True", "InSync", "quay.io");
    }

    private void apply(String name, String spec) {
        world.user()
                .resource(Serialization.unmarshal(
                        """
                        apiVersion: ecr-operator.io/v1alpha1
                        kind: EcrPullThroughCacheRule
                        metadata: {name: %s, namespace: %s}
                        spec: %s
                        """.formatted(name, world.namespace(), spec), EcrPullThroughCacheRule.class))
                .forceConflicts()
                .serverSideApply();
    }

    private void requestReconcile(String name) {
        resource(name).edit(object -> {
            object.getMetadata().setAnnotations(Map.of("ecr-operator.io/reconcile-requested-at", "now"));
            return object;
        });
    }

    private void awaitReady(String name, String expected) {
        eventually(name + " is " + expected, () -> {
            EcrPullThroughCacheRule object = get(name);
            assertThat(object.getStatus().observedGeneration())
                    .isEqualTo(object.getMetadata().getGeneration());
            assertThat(condition(name, ConditionType.READY))
                    .as(Conditions.find(object.getStatus().conditions(), ConditionType.READY)
                            .map(Condition::getMessage)
                            .orElse(""))
                    .isEqualTo(expected);
        });
    }

    private String condition(String name, ConditionType type) {
        return Conditions.find(get(name).getStatus().conditions(), type)
                .map(condition -> condition.getStatus() + " " + condition.getReason())
                .orElse("");
    }

    private EcrPullThroughCacheRule get(String name) {
        return resource(name).get();
    }

    private Resource<EcrPullThroughCacheRule> resource(String name) {
        return world.user()
                .resources(EcrPullThroughCacheRule.class)
                .inNamespace(world.namespace())
                .withName(name);
    }

    private List<String> writes() {
        return world.emulator().calls().entries().stream()
                .map(LoggedCall::operation)
                .filter(operation -> operation.contains("CacheRule"))
                .filter(operation -> !READS.contains(operation))
                .toList();
    }
}
