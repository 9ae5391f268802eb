package io.ecroperator.registryconfig;

import static io.ecroperator.registryconfig.ConfigurationObjects.annotate;
import static io.ecroperator.registryconfig.ConfigurationObjects.edit;
import static io.ecroperator.registryconfig.ConfigurationObjects.replicates;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ecroperator.api.v1alpha1.BackfillStatus;
import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.status.ConditionType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Backfills by written consent: once for each destination, whatever becomes of processes and answers. */
class RegistryBackfillTest {

    private static final RegistryId IRELAND = new RegistryId("123456789012", "eu-west-1");
    private static final RegistryId THEIRS = new RegistryId("111122223333", "eu-west-1");
    private static final String RULES = "rules: [{destinations: [{region: eu-west-1, registryId: '123456789012'}],"
            + " repositoryFilters: [{filterType: PREFIX_MATCH, filter: team-a/}]}]";
    private static final String CONSENT =
            "replication: {" + RULES + ", backfill: {destinations: [{region: eu-west-1, registryId: '123456789012'}]}}";
    private static final String TWO_DESTINATIONS =
            "replication: {rules: [{destinations: [{region: eu-west-1, registryId: '123456789012'},"
                    + " {region: us-east-2, registryId: '123456789012'}]}], backfill: {destinations: [{region: eu-west-1,"
                    + " registryId: '123456789012'}, {region: us-east-2, registryId: '123456789012'}]}}";
    private static final Duration LATER = Duration.ofSeconds(31);

    private SettledWorld world = new SettledWorld();

    private EcrRegistryConfiguration consenting() {
        return world.add("team-a", "replicas", CONSENT);
    }

    private static BackfillStatus backfill(EcrRegistryConfiguration object) {
        return object.getStatus().backfills().getFirst();
    }

    private static String destinationReady(EcrRegistryConfiguration object) {
        return SettledWorld.condition(object, ConditionType.DESTINATION_READY);
    }

    /** As by a process that has just started. */
    private void restart(EcrRegistryConfiguration object) {
        world = world.restarted();
        world.reconcile(object);
    }

    @Test
    void shouldStartOnceTheRulesAreThereAndTellHowFarItIs() {
        // When
        EcrRegistryConfiguration object = consenting();
        Settled settled = world.reconcile(object);

        // Then
        assertThat(world.backfills.calls()).containsExactly("ListReplicationBackfills", "StartReplicationBackfill");
        assertThat(backfill(object).replicationBackfillId()).isEqualTo("backfill-0");
        assertThat(settled.nextRead()).isEqualTo(Duration.ofSeconds(30));
        assertThat(destinationReady(object))
                .isEqualTo("False BackfillPending: The backfill to account 123456789012 in eu-west-1 is PREPARING.");
        assertThat(SettledWorld.ready(object)).startsWith("True InSync");
        assertThat(world.events())
                .contains(
                        "Normal BackfillStarted: Started the backfill to account 123456789012 in eu-west-1: backfill-0");

        // When
        world.backfills.reach("IN_PROGRESS", 3, 0, 7);
        world.clock.pass(LATER);
        world.reconcile(object);

        // Then
        assertThat(backfill(object).completedReplicationCount()).isEqualTo(3);
        assertThat(backfill(object).totalReplicationCount()).isEqualTo(7);

        // When
        world.backfills.reach("COMPLETE", 7, 0, 7);
        world.clock.pass(LATER);
        world.reconcile(object);

        // Then
        assertThat(destinationReady(object))
                .startsWith("True BackfillComplete: ")
                .contains("7 of 7 images were sent.");
        assertThat(world.events()).anyMatch(event -> event.startsWith("Normal BackfillComplete: "));
        world.backfills.calls();
        restart(object);
        assertThat(world.reconcile(object).nextRead()).isGreaterThan(Duration.ofMinutes(10));
        assertThat(world.backfills.calls()).isEmpty();
    }

    @Test
    void shouldNameWhatCouldNotBeSent() {
        // Given
        EcrRegistryConfiguration object = consenting();
        world.reconcile(object);
        world.events();

        // When
        world.backfills.reach("COMPLETE", 1, 1, 2);
        world.clock.pass(LATER);
        world.reconcile(object);

        // Then
        assertThat(backfill(object).failedImages())
                .containsExactly(new BackfillStatus.FailedImage("team-a/api", "v1", "AccessDenied"));
        assertThat(destinationReady(object))
                .startsWith("False BackfillFailed: ")
                .contains("1 of 2 images were sent, failures: AccessDenied");
        assertThat(world.events()).anyMatch(event -> event.startsWith("Warning BackfillFailed: "));
    }

    @Test
    void shouldFindItAgainWhenTheAnswerIsLost() {
        // Given
        world.backfills.startElsewhere(IRELAND);
        world.backfills.reach("COMPLETE", 1, 0, 1);
        world.backfills.loseAnswers(true);
        EcrRegistryConfiguration object = consenting();

        // When
        world.reconcile(object);

        // Then
        assertThat(backfill(object).state()).isEqualTo("STARTING");
        assertThat(destinationReady(object)).startsWith("Unknown AwsUnavailable: ");

        // When
        world.backfills.loseAnswers(false);
        restart(object);

        // Then
        assertThat(backfill(object).replicationBackfillId()).isEqualTo("backfill-1");
        assertThat(world.backfills.all()).hasSize(2);
    }

    @Test
    void shouldRecordItBeforeItAsks() {
        // Given
        EcrRegistryConfiguration object = consenting();
        world.backfills.beforeStarts(() -> assertThat(backfill(object).state()).isEqualTo("STARTING"));

        // When
        world.reconcile(object);

        // Then
        assertThat(backfill(object).state()).isEqualTo("PREPARING");
    }

    @Test
    void shouldWaitForAnotherOneIntoTheRegion() {
        // Given
        world.backfills.startElsewhere(THEIRS);
        EcrRegistryConfiguration object = consenting();

        // When
        world.reconcile(object);

        // Then
        assertThat(destinationReady(object))
                .startsWith("False BackfillPending: ")
                .endsWith("waits for another one into eu-west-1 to end.");

        // When
        world.backfills.calls();
        world.clock.pass(LATER);
        world.reconcile(object);
        world.reconcile(object);

        // Then
        assertThat(world.backfills.calls()).containsExactly("ListReplicationBackfills");

        // When
        world.backfills.reach("COMPLETE", 1, 0, 1);
        world.clock.pass(LATER);
        world.reconcile(object);

        // Then
        assertThat(backfill(object).replicationBackfillId()).isEqualTo("backfill-1");
    }

    @Test
    void shouldAskOnceForAllThatWait() {
        // Given
        EcrRegistryConfiguration one = consenting();
        EcrRegistryConfiguration other = world.add("team-b", "replicas", CONSENT.replace("team-a", "team-b"));
        world.reconcile(one);
        world.reconcile(other);
        world.backfills.calls();

        // When
        world.clock.pass(LATER);
        world.reconcile(one);
        world.reconcile(other);

        // Then
        assertThat(world.backfills.calls()).containsExactly("ListReplicationBackfills");
    }

    @Test
    void shouldTakeADestinationThatIsAddedAgainForAnotherConsent() {
        // Given
        EcrRegistryConfiguration object = consenting();
        world.reconcile(object);
        world.backfills.reach("COMPLETE", 1, 0, 1);
        world.clock.pass(LATER);
        world.reconcile(object);

        // When
        edit(object, replicates("team-a/"));
        world.reconcile(object);

        // Then
        assertThat(object.getStatus().backfills()).isNull();
        assertThat(destinationReady(object)).isEmpty();

        // When
        edit(object, CONSENT);
        world.reconcile(object);

        // Then
        assertThat(world.backfills.all()).hasSize(2);
        assertThat(backfill(object).replicationBackfillId()).isEqualTo("backfill-1");
    }

    @Test
    void shouldNotStartBeforeTheRulesAreInEcr() {
        // Given
        EcrRegistryConfiguration object = consenting();
        world.ecr.deny(Optional.of("PutReplicationConfiguration"));

        // When
        world.reconcile(object);

        // Then
        assertThat(world.backfills.calls()).isEmpty();
        assertThat(object.getStatus().backfills()).isNull();
        assertThat(destinationReady(object)).contains("waits: not all rules of spec.replication are in ECR yet.");
    }

    @Test
    void shouldOnlyPlanWhatItObserves() {
        // Given
        EcrRegistryConfiguration object = world.add("team-a", "replicas", CONSENT + "\nmanagementPolicy: Observe");

        // When
        world.reconcile(object);

        // Then
        assertThat(world.backfills.calls()).isEmpty();
        assertThat(object.getStatus().plan())
                .contains("replication: starts a backfill to account 123456789012 in eu-west-1");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"TRANSIENT", "THROTTLED", "DENIED", "CREDENTIALS", "INVALID"})
    void shouldTellWhatFailsAndGoOnAfterwards(Kind kind) {
        // Given
        EcrRegistryConfiguration object = consenting();
        world.backfills.fail(Optional.of(kind));

        // When
        world.reconcile(object);

        // Then
        assertThat(destinationReady(object)).startsWith("Unknown ").contains("spec.replication.backfill: ");
        assertThat(SettledWorld.ready(object)).startsWith("True InSync");

        // When
        world.backfills.fail(Optional.empty());
        annotate(object, "a", "b");
        world.reconcile(object);

        // Then
        assertThat(List.copyOf(world.backfills.all())).hasSize(1);
        assertThat(backfill(object).replicationBackfillId()).isEqualTo("backfill-0");
    }

    @Test
    void shouldStartTheOthersWhereEcrRefusesOne() {
        // Given
        world.backfills.refuse(Optional.of(IRELAND));
        EcrRegistryConfiguration object = world.add("team-a", "replicas", TWO_DESTINATIONS);

        // When
        Settled settled = world.reconcile(object);

        // Then
        assertThat(object.getStatus().backfills())
                .extracting(BackfillStatus::region, BackfillStatus::state)
                .containsExactly(tuple("eu-west-1", "STARTING"), tuple("us-east-2", "PREPARING"));
        assertThat(destinationReady(object)).startsWith("Unknown RejectedByAws: ");
        assertThat(settled.nextRead()).isEqualTo(Duration.ofSeconds(30));

        // When
        world.backfills.reach("COMPLETE", 1, 0, 1);
        world.clock.pass(LATER);
        settled = world.reconcile(object);

        // Then
        assertThat(settled.nextRead()).as("asked no more often than it helps").isGreaterThan(Duration.ofMinutes(10));
    }

    @Test
    void shouldNotAskEcrWhileItWaitsForSomethingElse() {
        // Given
        EcrRegistryConfiguration object = consenting();
        world.backfills.refuse(Optional.of(IRELAND));
        world.reconcile(object);
        edit(object, CONSENT + "\nmanagementPolicy: Observe");
        world.clock.pass(LATER);

        // Then
        assertThat(world.reconcile(object).nextRead()).isGreaterThan(Duration.ofMinutes(10));
        assertThat(destinationReady(object)).contains("waits: managementPolicy is Observe.");
    }

    @Test
    void shouldNotTryToStartOneWhileTenRun() {
        // Given
        for (int account = 0; account < 10; account++) {
            world.backfills.startElsewhere(new RegistryId("11112222333" + account, "ap-northeast-" + account));
        }
        EcrRegistryConfiguration object = consenting();
        world.reconcile(object);
        world.backfills.calls();

        // When
        world.clock.pass(LATER);
        world.reconcile(object);

        // Then
        assertThat(world.backfills.calls()).containsExactly("ListReplicationBackfills");
        assertThat(destinationReady(object)).endsWith("waits for one of ten others to end.");
    }

    @Test
    void shouldNotWaitForOneThatEcrHasForgotten() {
        // Given
        EcrRegistryConfiguration object = consenting();
        world.reconcile(object);
        world.backfills.forget();
        world.clock.pass(LATER);
        world.reconcile(object);
        assertThat(backfill(object).state()).as("not listed yet").isEqualTo("PREPARING");

        // When
        world.clock.pass(Duration.ofDays(2));
        Settled settled = world.reconcile(object);

        // Then
        assertThat(backfill(object).state()).isEqualTo("UNKNOWN");
        assertThat(destinationReady(object))
                .startsWith("False BackfillFailed: ")
                .contains("ECR knows nothing of it any more");
        assertThat(settled.nextRead()).isGreaterThan(Duration.ofMinutes(10));
        assertThat(world.backfills.all())
                .as("no second one without another consent")
                .isEmpty();
    }
}
