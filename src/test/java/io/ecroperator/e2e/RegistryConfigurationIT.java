package io.ecroperator.e2e;

import static io.ecroperator.e2e.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecroperator.api.v1alpha1.BackfillStatus;
import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.emulator.Registry;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Reason;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Fragments of two namespaces in one registry, beside what others have put there. */
@ExtendWith(SharedCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistryConfigurationIT {

    private static final String FOREIGN_RULE =
            "{'compression':{'level':9},'destinations':[{'region':'us-east-2','registryId':'123456789012'}],"
                    + "'repositoryFilters':[{'filter':'legacy/','filterType':'PREFIX_MATCH'}]}";

    private World world;
    private RegistryConfigurations configurations;
    private String a;
    private String b;

    @BeforeAll
    void start(LocalCluster cluster) {
        world = World.withoutOperator(cluster);
        world.emulator().inventedMembers().declare(List.of("compression"));
        configurations = new RegistryConfigurations(world);
        a = world.namespace();
        b = cluster.createNamespace("e2e-b");
        world.startOperator(OperatorUnderTest.Options.DEFAULT.withNamespace(b));
    }

    @AfterAll
    void stop() {
        world.close();
    }

    @BeforeEach
    void putWhatOthersHave() {
        configurations.call(
                "PutReplicationConfiguration", "{'replicationConfiguration':{'rules':[" + FOREIGN_RULE + "]}}");
    }

    @AfterEach
    void deleteObjects() {
        for (String namespace : List.of(a, b)) {
            world.user()
                    .resources(EcrRegistryConfiguration.class)
                    .inNamespace(namespace)
                    .delete();
            eventually("objects of " + namespace + " are gone", () -> assertThat(world.user()
                            .resources(EcrRegistryConfiguration.class)
                            .inNamespace(namespace)
                            .list()
                            .getItems())
                    .isEmpty());
        }
    }

    private static String replicates(String prefix) {
        return "replication: {rules: [{destinations: [{region: eu-west-1, registryId: '123456789012'}],"
                + " repositoryFilters: [{filterType: PREFIX_MATCH, filter: " + prefix + "}]}]}";
    }

    @Test
    void shouldMergeFragmentsOfTwoNamespacesAndTakeOnlyWhatIsTheirs() {
        // When
        configurations.apply(a, "fragment", replicates("team-a/"));
        configurations.apply(b, "fragment", replicates("team-b/"));
        configurations.awaitReady(a, "fragment");
        configurations.awaitReady(b, "fragment");

        // Then
        JsonNode rules = configurations.replication().path("rules");
        assertThat(rules).hasSize(2);
        assertThat(rules.get(0)).hasToString(FOREIGN_RULE.replace('\'', '"'));
        assertThat(rules.get(1).path("repositoryFilters"))
                .extracting(filter -> filter.path("filter").asText())
                .containsExactlyInAnyOrder("team-a/", "team-b/");
        assertThat(configurations.get(a, "fragment").getStatus().ownedEntries().replication())
                .containsExactly("team-a/* to 123456789012/eu-west-1");

        // When
        configurations.resource(a, "fragment").delete();
        configurations.awaitGone(a, "fragment");

        // Then
        assertThat(configurations.replication().path("rules").get(0)).hasToString(FOREIGN_RULE.replace('\'', '"'));
        assertThat(configurations.replication().path("rules").get(1).path("repositoryFilters"))
                .extracting(filter -> filter.path("filter").asText())
                .containsExactly("team-b/");
    }

    @Test
    void shouldSetBackWhatSomethingElseHasChangedAndNameTheEntries() {
        // Given
        configurations.apply(a, "drifting", replicates("team-a/"));
        configurations.awaitReady(a, "drifting");

        // When
        putWhatOthersHave();
        configurations.annotate(a, "drifting", "ecr-operator.io/reconcile-requested-at", "now");

        // Then
        eventually("it is back", () -> assertThat(configurations.replication().path("rules"))
                .hasSize(2));
        assertThat(world.awaitEvent("drifting", Reason.DRIFT_REPAIRED).getMessage())
                .isEqualTo("The registry had been changed outside Kubernetes; set it back: replication adds team-a/* to"
                        + " 123456789012/eu-west-1");
        eventually("the request is done", () -> assertThat(
                        configurations.get(a, "drifting").getStatus().lastHandledReconcileAt())
                .isEqualTo("now"));
    }

    @Test
    void shouldPutEverySectionAndTakeAllOfItOutAgain() {
        // Given
        configurations.call(
                "PutRegistryPolicy",
                "{'policyText':'{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Sid\\\":\\\"theirs\\\","
                        + "\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"AWS\\\":\\\"444455556666\\\"},"
                        + "\\\"Action\\\":\\\"ecr:ReplicateImage\\\","
                        + "\\\"Resource\\\":\\\"arn:aws:ecr:eu-central-1:123456789012:repository/*\\\"}]}'}");

        // When
        configurations.apply(a, "everything", """
                policy:
                  statements:
                    - {sid: replicas, effect: Allow, principal: {AWS: ["111122223333"]}, action: ["ecr:ReplicateImage"]}
                scanning:
                  scanType: ENHANCED
                  rules: [{scanFrequency: CONTINUOUS_SCAN, repositoryFilters: [{filterType: WILDCARD, filter: "prod/*"}]}]
                signing:
                  rules: [{signingProfileArn: "arn:aws:signer:eu-central-1:123456789012:/signing-profiles/release"}]
                accountSettings: [{name: BLOB_MOUNTING, value: ENABLED}]
                pullTimeUpdateExclusions: ["arn:aws:iam::123456789012:role/scanner"]
                """);
        configurations.awaitReady(a, "everything");

        // Then
        assertThat(configurations.policy().path("Statement"))
                .extracting(statement -> statement.path("Sid").asText())
                .containsExactlyInAnyOrder("theirs", "replicas");
        JsonNode scanning = configurations.call("GetRegistryScanningConfiguration", "{}");
        assertThat(scanning.at("/scanningConfiguration/scanType").asText()).isEqualTo("ENHANCED");
        assertThat(scanning.at("/scanningConfiguration/rules/0/repositoryFilters/0/filter")
                        .asText())
                .isEqualTo("prod/*");
        assertThat(configurations.call("GetSigningConfiguration", "{}").at("/signingConfiguration/rules"))
                .hasSize(1);
        assertThat(configurations
                        .call("GetAccountSetting", "{'name':'BLOB_MOUNTING'}")
                        .path("value")
                        .asText())
                .isEqualTo("ENABLED");
        assertThat(configurations.call("ListPullTimeUpdateExclusions", "{}").path("pullTimeUpdateExclusions"))
                .hasSize(1);

        // When
        long writes = world.emulator().calls().entries().stream()
                .filter(call -> call.isWrite())
                .count();
        configurations.annotate(a, "everything", "ecr-operator.io/reconcile-requested-at", "again");
        eventually("it was looked at again", () -> assertThat(
                        configurations.get(a, "everything").getStatus().lastHandledReconcileAt())
                .isEqualTo("again"));

        // Then
        assertThat(world.emulator().calls().entries().stream().filter(call -> call.isWrite()))
                .as("a second pass writes nothing")
                .hasSize((int) writes);

        // When
        configurations.resource(a, "everything").delete();
        configurations.awaitGone(a, "everything");

        // Then
        assertThat(configurations.policy().path("Statement"))
                .extracting(statement -> statement.path("Sid").asText())
                .containsExactly("theirs");
        assertThat(configurations.call("GetRegistryScanningConfiguration", "{}").at("/scanningConfiguration/rules"))
                .isEmpty();
        assertThat(configurations.call("ListPullTimeUpdateExclusions", "{}").path("pullTimeUpdateExclusions"))
                .isEmpty();
    }

    @Test
    void shouldReplicateWhatWasThereBeforeByWrittenConsent() {
        // Given
        Registry source = world.emulator().registry(World.ACCOUNT, World.REGION);
        Registry ireland = world.emulator().registry(World.ACCOUNT, "eu-west-1");
        source.createRepository("old/api");
        source.putImage("old/api", "v1");

        // When
        configurations.apply(a, "backfill", replicates("old/"));
        configurations.awaitReady(a, "backfill");

        // Then
        assertThat(ireland.repositoryNames()).doesNotContain("old/api");

        // When
        configurations.apply(
                a,
                "backfill",
                replicates("old/")
                        .replaceFirst(
                                "}$",
                                ", backfill: {destinations: [{region: eu-west-1, registryId: '123456789012'}]}}"));

        // Then
        assertThat(world.awaitEvent("backfill", Reason.BACKFILL_STARTED).getMessage())
                .startsWith("Started the backfill to account 123456789012 in eu-west-1: ");
        eventually("the image is there", () -> assertThat(ireland.imageTags("old/api"))
                .containsExactly("v1"));

        // When
        configurations.annotate(a, "backfill", "ecr-operator.io/reconcile-requested-at", "again");

        // Then
        eventually("it is known to be complete", () -> {
            assertThat(configurations.get(a, "backfill").getStatus().backfills())
                    .extracting(BackfillStatus::state)
                    .containsExactly("COMPLETE");
            assertThat(Conditions.find(
                            configurations.get(a, "backfill").getStatus().conditions(),
                            ConditionType.DESTINATION_READY))
                    .hasValueSatisfying(
                            condition -> assertThat(condition.getReason()).isEqualTo(Reason.REPLICAS_UNKNOWN.label()));
        });
        assertThat(configurations.call("ListReplicationBackfills", "{}").path("backfills"))
                .hasSize(1);
    }

    @Test
    void shouldTellBothWhereTwoFragmentsDisagree() {
        // When
        configurations.apply(a, "basic", "scanning: {scanType: BASIC}");
        configurations.apply(b, "enhanced", "scanning: {scanType: ENHANCED}\n" + replicates("team-b/"));

        // Then
        eventually("both tell", () -> {
            assertThat(configurations.ready(a, "basic"))
                    .isEqualTo("False Conflict: spec.scanning: scanType is also in " + b
                            + "/enhanced, which says something"
                            + " else. ECR keeps what it has there; make them agree, or take it out of one of them.");
            assertThat(configurations.ready(b, "enhanced"))
                    .startsWith("False Conflict: spec.scanning: scanType is also in " + a);
        });
        assertThat(configurations.replication().path("rules")).hasSize(2);

        // When
        configurations.resource(a, "basic").delete();

        // Then
        configurations.awaitReady(b, "enhanced");
    }

    @Test
    void shouldShowThePlanAndWriteNothingWhenItObserves() {
        // When
        configurations.apply(a, "observer", replicates("team-a/") + "\nmanagementPolicy: Observe");

        // Then
        eventually("the plan is shown", () -> assertThat(configurations.ready(a, "observer"))
                .startsWith("False PlanPending: ECR differs from the spec: replication: adds team-a/* to"
                        + " 123456789012/eu-west-1."));
        assertThat(configurations.get(a, "observer").getStatus().plan())
                .containsExactly("replication: adds team-a/* to 123456789012/eu-west-1");
        assertThat(configurations.replication().path("rules")).hasSize(1);

        // When
        configurations.apply(a, "observer", replicates("team-a/"));

        // Then
        configurations.awaitReady(a, "observer");
        assertThat(configurations.replication().path("rules")).hasSize(2);
    }
}
