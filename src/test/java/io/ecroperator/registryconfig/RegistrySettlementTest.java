package io.ecroperator.registryconfig;

import static io.ecroperator.registryconfig.ConfigurationObjects.allows;
import static io.ecroperator.registryconfig.ConfigurationObjects.delete;
import static io.ecroperator.registryconfig.ConfigurationObjects.edit;
import static io.ecroperator.registryconfig.ConfigurationObjects.replicates;
import static io.ecroperator.registryconfig.SettledWorld.condition;
import static io.ecroperator.registryconfig.SettledWorld.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.aws.RegistrySettingsApi;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.registryconfig.merge.Section;
import io.ecroperator.status.ConditionType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RegistrySettlementTest {

    private static final String TEAM_A = "team-a/* to 123456789012/eu-west-1";

    private final SettledWorld world = new SettledWorld();

    @Test
    void shouldListAnEntryInTheStatusBeforeItIsPutAndReadRightBeforeTheWrite() {
        // Given
        EcrRegistryConfiguration object = world.add("a", "x", replicates("team-a/"));
        world.ecr.fail(text -> {
            if (!text.isEmpty()) {
                assertThat(Records.of(object.getStatus(), Section.REPLICATION)).containsExactly(TEAM_A);
            }
            return Optional.empty();
        });

        // When
        world.reconcile(object);

        // Then
        assertThat(world.ecr.calls()).containsExactly("DescribeRegistry", "PutReplicationConfiguration");
        assertThat(ready(object))
                .isEqualTo("True InSync: The registry of account 123456789012 in eu-central-1 has what the spec says.");
        assertThat(object.getStatus().registry()).isEqualTo("123456789012/eu-central-1");
        assertThat(world.events()).containsExactly("Normal Updated: Updated the registry: replication adds " + TEAM_A);
    }

    @Test
    void shouldReadAgainBeforeAWriteThatIsDecidedOnWhatWasKnown() {
        // Given
        EcrRegistryConfiguration object = world.add("a", "x", replicates("team-a/"));
        world.reconcile(object);
        String foreign =
                "{\"destinations\":[{\"region\":\"us-east-2\",\"registryId\":\"123456789012\"}],\"newer\":1.50}";
        world.ecr.setReplication("{\"rules\":[" + foreign + "]}");
        world.ecr.calls();

        // When
        edit(object, replicates("team-x/"));
        world.reconcile(object);

        // Then
        assertThat(world.ecr.calls()).containsExactly("DescribeRegistry", "PutReplicationConfiguration");
        assertThat(world.ecr.replication()).contains(foreign, "team-x/").doesNotContain("team-a/");
    }

    @Test
    void shouldCallNobodyInTheSteadyStateButOnceInAPeriodForAllObjects() {
        // Given
        List<EcrRegistryConfiguration> objects = new ArrayList<>();
        for (int index = 0; index < 20; index++) {
            objects.add(world.add("ns-" + index % 5, "x" + index, replicates("team-" + index + "/")));
        }
        objects.forEach(world::reconcile);
        world.ecr.calls();

        // When
        Duration next = Duration.ZERO;
        for (EcrRegistryConfiguration object : objects) {
            next = world.reconcile(object).nextRead();
        }

        // Then
        assertThat(world.ecr.calls()).isEmpty();
        assertThat(next).isEqualTo(SettledWorld.PERIOD);

        // When
        world.clock.pass(SettledWorld.PERIOD);
        objects.forEach(world::reconcile);

        // Then
        assertThat(world.ecr.calls()).containsExactly("DescribeRegistry");
    }

    @Test
    void shouldKnowItsEntryAgainAfterALostAnswer() {
        // Given
        EcrRegistryConfiguration object = world.add("a", "x", replicates("team-a/"));
        world.ecr.loseAnswers(true);
        world.reconcile(object);
        assertThat(ready(object)).startsWith("Unknown AwsUnavailable: spec.replication: ");
        world.ecr.loseAnswers(false);
        world.ecr.calls();

        // When
        world.reconcile(object);

        // Then
        assertThat(world.ecr.calls()).containsExactly("DescribeRegistry");
        assertThat(ready(object)).startsWith("True InSync");

        // When
        delete(object);
        world.reconcile(object);

        // Then
        assertThat(world.ecr.replication()).isEqualTo("{\"rules\":[]}");
        assertThat(object.getStatus().ownedEntries()).isNull();
    }

    @Test
    void shouldServeTheOthersWhereEcrRefusesThePartOfOne() {
        // Given
        EcrRegistryConfiguration good = world.add("a", "good", allows("good"));
        EcrRegistryConfiguration bad = world.add("b", "bad", allows("bad"));
        EcrRegistryConfiguration late = world.add("c", "late", allows("late"));
        world.ecr.fail(text -> text.contains("\"bad\"") ? Optional.of(Kind.INVALID) : Optional.empty());

        // When
        world.reconcile(bad);
        world.reconcile(good);
        world.reconcile(late);
        world.reconcile(bad);

        // Then
        assertThat(world.ecr.policy().orElseThrow()).contains("good", "late").doesNotContain("bad");
        assertThat(ready(good)).startsWith("True InSync");
        assertThat(ready(late)).startsWith("True InSync");
        assertThat(ready(bad)).startsWith("False RejectedByAws: spec.policy: PutRegistryPolicy failed: AWS says no.");
        assertThat(condition(bad, ConditionType.STALLED)).startsWith("True");

        // When
        world.ecr.calls();
        world.reconcile(bad);

        // Then
        assertThat(world.ecr.calls())
                .as("what was refused is not tried again at once")
                .isEmpty();

        // When
        edit(bad, allows("better"));
        world.reconcile(bad);

        // Then
        assertThat(ready(bad)).startsWith("True InSync");
        assertThat(world.ecr.policy().orElseThrow()).contains("better");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            principal: {AWS: ['arn:aws:iam::123456789:role/ProductionECS']}, action: ['ecr:BatchGetImage'] | Statement[0]: Principal.AWS arn:aws:iam::123456789:role/ProductionECS names an account of 9 digits; an account id has 12, leading zeros included
            principal: {AWS: ['111122223333']}, action: ['ecr:BatchGetImages'] | Statement[0]: Action ecr:BatchGetImages is unknown to this version; did you mean ecr:BatchGetImage?
            principal: {AWS: ['111122223333']}, action: ['ecr:BatchGetImage'] | ECR does not say which part it refuses.
            """)
    void shouldSayWhatIsWorthALookInStatementsThatEcrRefuses(String statement, String advice) {
        // Given
        EcrRegistryConfiguration object =
                world.add("a", "x", "policy: {statements: [{sid: a, effect: Allow, " + statement + "}]}");
        world.ecr.fail(text -> text.isEmpty() ? Optional.empty() : Optional.of(Kind.INVALID));

        // When
        world.reconcile(object);

        // Then
        assertThat(ready(object))
                .startsWith("False RejectedByAws: spec.policy: PutRegistryPolicy failed")
                .contains("Correct spec.policy.statements: " + advice);
    }

    @Test
    void shouldNotTakeForItsOwnWhatOthersPutThereAfterEcrHasRefusedIt() {
        // Given
        EcrRegistryConfiguration object = world.add("a", "x", allows("a"));
        world.ecr.fail(text -> text.isEmpty() ? Optional.empty() : Optional.of(Kind.INVALID));
        world.reconcile(object);
        assertThat(ready(object)).startsWith("False RejectedByAws");
        assertThat(object.getStatus().ownedEntries()).isNull();
        world.ecr.calls();
        world.recorded();

        // When
        world.reconcile(object);

        // Then
        assertThat(world.recorded())
                .as("nothing is recorded while it is kept out")
                .isEmpty();
        assertThat(world.wakes()).isFalse();

        // When
        world.ecr.fail(text -> Optional.empty());
        world.ecr.putRegistryPolicy(
                "{\"Statement\":[{\"Sid\":\"a\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"ecr:*\"}]}");
        world.reconcile(object, true);

        // Then
        assertThat(ready(object)).startsWith("False NotOwned");

        // When
        delete(object);
        world.reconcile(object, true);

        // Then
        assertThat(world.ecr.policy().orElseThrow()).contains("Deny");
    }

    @Test
    void shouldTryAgainByItselfWhatIamMayKnowALittleLater() {
        // Given
        EcrRegistryConfiguration object = world.add("a", "x", allows("a"));
        world.ecr.fail(text -> text.isEmpty() ? Optional.empty() : Optional.of(Kind.PRINCIPAL_NOT_FOUND));

        // When
        Duration first = world.reconcile(object).nextRead();
        world.clock.pass(first);
        Duration second = world.reconcile(object).nextRead();

        // Then
        assertThat(ready(object)).startsWith("False PrincipalNotFound: spec.policy: PutRegistryPolicy failed");
        assertThat(condition(object, ConditionType.STALLED)).isEmpty();
        assertThat(first).isEqualTo(Duration.ofSeconds(5));
        assertThat(second).isEqualTo(Duration.ofSeconds(10));
        assertThat(world.ecr.calls())
                .containsExactly("GetRegistryPolicy", "PutRegistryPolicy", "GetRegistryPolicy", "PutRegistryPolicy");

        // When
        world.ecr.fail(text -> Optional.empty());
        world.clock.pass(second);
        world.reconcile(object);

        // Then
        assertThat(ready(object)).startsWith("True InSync");
    }

    @Test
    void shouldTryAnotherObjectOfTheNameOfARefusedOneAtOnce() {
        // Given
        EcrRegistryConfiguration refused = world.add("a", "x", allows("bad"));
        world.ecr.fail(text -> text.contains("\"bad\"") ? Optional.of(Kind.INVALID) : Optional.empty());
        world.reconcile(refused);
        assertThat(ready(refused)).startsWith("False RejectedByAws");
        world.remove(refused);

        // When
        EcrRegistryConfiguration again = world.add("a", "x", allows("good"));
        again.getMetadata().setUid("another");
        world.reconcile(again);

        // Then
        assertThat(ready(again)).startsWith("True InSync");
    }

    @Test
    void shouldServeThoseWhoseDriftComesTogetherWithARefusedPart() {
        // Given
        EcrRegistryConfiguration good = world.add("a", "good", allows("good"));
        EcrRegistryConfiguration bad = world.add("b", "bad", allows("bad"));
        world.reconcile(good);
        world.reconcile(bad);
        world.ecr.deleteRegistryPolicy();
        world.ecr.fail(text -> text.contains("\"bad\"") ? Optional.of(Kind.INVALID) : Optional.empty());

        // When
        world.reconcile(bad, true);
        Settled told = world.reconcile(good);

        // Then
        assertThat(world.ecr.policy().orElseThrow()).contains("good").doesNotContain("bad");
        assertThat(told.written()).extracting(Written::what).containsExactly(Written.What.REPAIRED);
        assertThat(world.events())
                .contains("Warning DriftRepaired: The registry had been changed outside Kubernetes; set it"
                        + " back: policy adds good");
    }

    @Test
    void shouldLeaveReadyAloneWhenAwsIsInTrouble() {
        // Given
        EcrRegistryConfiguration object = world.add("a", "x", replicates("team-a/"));
        world.reconcile(object);
        world.clock.pass(SettledWorld.PERIOD);
        world.ecr.fail(text -> Optional.of(Kind.THROTTLED));

        // When
        world.reconcile(object);

        // Then
        assertThat(ready(object)).startsWith("True InSync");
        assertThat(condition(object, ConditionType.SYNCED)).startsWith("Unknown Throttled: spec.replication: ");
        assertThat(object.getStatus().ownedEntries().replication()).containsExactly(TEAM_A);
    }

    @Test
    void shouldNotCallEqualWhatMayNotBeRead() {
        // Given
        EcrRegistryConfiguration object = world.add("a", "x", replicates("team-a/"));
        world.reconcile(object);
        world.ecr.fail(text -> Optional.of(Kind.DENIED));

        // When
        world.reconcile(object, true);

        // Then
        assertThat(ready(object)).startsWith("Unknown AccessDenied: spec.replication: DescribeRegistry failed");
        assertThat(condition(object, ConditionType.SYNCED)).startsWith("Unknown AccessDenied");
    }

    @ParameterizedTest
    @EnumSource(names = {"DENIED", "THROTTLED", "TRANSIENT", "CREDENTIALS"})
    void shouldNotWakeOthersForEachCallThatFails(Kind why) {
        // Given
        EcrRegistryConfiguration object = world.add("a", "x", replicates("team-a/"));
        world.ecr.fail(text -> Optional.of(why));
        world.reconcile(object);
        assertThat(world.wakes()).isTrue();
        String before = condition(object, ConditionType.SYNCED);

        // When
        world.reconcile(object);

        // Then
        assertThat(condition(object, ConditionType.SYNCED)).isNotEqualTo(before).contains("(request request-2)");
        assertThat(world.wakes()).isFalse();

        // When
        world.ecr.fail(text -> Optional.empty());
        world.reconcile(object);

        // Then
        assertThat(world.wakes()).isTrue();
    }

    /** What takes each action: what the object says before, and after. */
    static Stream<Arguments> actions() {
        String scans =
                "scanning: {rules: [{scanFrequency: SCAN_ON_PUSH, repositoryFilters: [{filterType: WILDCARD, filter:"
                        + " 'a/*'}]}]}";
        String signs =
                "signing: {rules: [{signingProfileArn: 'arn:aws:signer:eu-central-1:123456789012:/signing-profiles/p1'}]}";
        String sets = "accountSettings: [{name: BLOB_MOUNTING, value: ENABLED}]";
        String excludes = "pullTimeUpdateExclusions: ['arn:aws:iam::123456789012:role/scanner']";
        return Stream.of(
                Arguments.of("GetRegistryPolicy", "{}", allows("a")),
                Arguments.of("PutRegistryPolicy", "{}", allows("a")),
                Arguments.of("DeleteRegistryPolicy", allows("a"), "policy: {statements: []}"),
                Arguments.of("DescribeRegistry", "{}", replicates("a/")),
                Arguments.of("PutReplicationConfiguration", "{}", replicates("a/")),
                Arguments.of("GetRegistryScanningConfiguration", "{}", scans),
                Arguments.of("PutRegistryScanningConfiguration", "{}", scans),
                Arguments.of("GetSigningConfiguration", "{}", signs),
                Arguments.of("PutSigningConfiguration", "{}", signs),
                Arguments.of("DeleteSigningConfiguration", signs, "signing: {rules: []}"),
                Arguments.of("GetAccountSetting", "{}", sets),
                Arguments.of("PutAccountSetting", "{}", sets),
                Arguments.of("ListPullTimeUpdateExclusions", "{}", excludes),
                Arguments.of("RegisterPullTimeUpdateExclusion", "{}", excludes),
                Arguments.of("DeregisterPullTimeUpdateExclusion", excludes, "pullTimeUpdateExclusions: []"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("actions")
    void shouldNameTheActionThatIsMissingAndGoOnOnceItIsAllowed(String action, String before, String after) {
        // Given
        EcrRegistryConfiguration object = world.add("a", "x", before);
        world.reconcile(object);

        // When
        world.ecr.deny(Optional.of(action));
        edit(object, after);
        world.reconcile(object);

        // Then
        assertThat(ready(object)).matches("(False|Unknown) AccessDenied: spec\\.\\w+: " + action + " failed: .*");
        assertThat(condition(object, ConditionType.SYNCED)).doesNotStartWith("True");

        // When
        world.ecr.deny(Optional.empty());
        world.reconcile(object);

        // Then
        assertThat(ready(object)).startsWith("True InSync");
    }

    @Test
    void shouldTryEveryActionThatTheDoorHas() {
        assertThat(actions().map(need -> (String) need.get()[0]).map(name -> name.toLowerCase(Locale.ROOT)))
                .containsExactlyInAnyOrderElementsOf(Stream.of(RegistrySettingsApi.class.getDeclaredMethods())
                        .map(method -> method.getName().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void shouldTakeOverNothingThatCameWhileWhatWasKnownGrewOld() {
        // Given
        world.reconcile(world.add("a", "x", allows("a")));
        String foreign =
                "{\"Statement\":[{\"Sid\":\"b\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"ecr:*\"}]}";
        world.ecr.putRegistryPolicy(foreign);
        EcrRegistryConfiguration object = world.add("b", "y", allows("b"));

        // When
        world.reconcile(object);

        // Then
        assertThat(ready(object)).startsWith("False NotOwned: spec.policy: b is there");
        assertThat(object.getStatus().ownedEntries()).isNull();
        assertThat(world.ecr.policy().orElseThrow()).contains("Deny");
    }

    @Test
    void shouldNotMakeItsOwnWhatCameAndIsEqual() {
        // Given
        world.reconcile(world.add("a", "x", allows("a")));
        EcrRegistryConfiguration first = world.add("b", "y", allows("b"));
        world.reconcile(first);
        String both = world.ecr.policy().orElseThrow();
        delete(first);
        world.reconcile(first);
        world.remove(first);
        world.ecr.putRegistryPolicy(both);
        EcrRegistryConfiguration object = world.add("b", "z", allows("b"));

        // When
        world.reconcile(object);

        // Then
        assertThat(ready(object)).startsWith("True InSync");
        assertThat(object.getStatus().ownedEntries()).isNull();
    }

    @Test
    void shouldTakeNothingFromAnObjectThatCannotBeRead() {
        // Given
        EcrRegistryConfiguration unreadable = world.add("a", "x", replicates("team-a/"));
        EcrRegistryConfiguration other = world.add("b", "y", replicates("team-b/"));
        world.reconcile(unreadable);
        unreadable.setSpec(null);

        // When
        world.reconcile(other);
        edit(other, "replication: {rules: []}");
        world.reconcile(other);

        // Then
        assertThat(world.ecr.replication()).contains("team-a/").doesNotContain("team-b/");
    }

    @Test
    void shouldLeaveWhatIsInEcrWhenASectionIsRemovedAndTakeItWithTheObject() {
        // Given
        EcrRegistryConfiguration object = world.add("a", "x", replicates("team-a/"));
        world.reconcile(object);

        // When
        edit(object, "{}");
        world.reconcile(object);

        // Then
        assertThat(world.ecr.replication()).contains("team-a/");
        assertThat(object.getStatus().ownedEntries().replication()).containsExactly(TEAM_A);

        // When
        delete(object);
        world.reconcile(object);

        // Then
        assertThat(world.ecr.replication()).doesNotContain("team-a/");
    }

    @Test
    void shouldNotReadForADeletionWhereNothingIsTakenOut() {
        // Given
        EcrRegistryConfiguration object =
                world.add("a", "x", allows("a") + "\naccountSettings: [{name: BLOB_MOUNTING, value: ENABLED}]");
        world.reconcile(object);
        world.clock.pass(SettledWorld.PERIOD);
        world.ecr.deny(Optional.of("GetAccountSetting"));

        // When
        delete(object);
        Settled settled = world.reconcile(object);

        // Then
        assertThat(settled.results()).singleElement().matches(result -> result.failure()
                .isEmpty());
        assertThat(object.getStatus().ownedEntries()).isNull();
        assertThat(world.ecr.policy()).isEmpty();
    }

    @Test
    void shouldTellInThePlanWhatFullWouldDoAndWriteNothing() {
        // Given
        EcrRegistryConfiguration object = world.add(
                "a",
                "x",
                replicates("team-a/") + "\naccountSettings: [{name: BLOB_MOUNTING, value: ENABLED}]\n"
                        + "managementPolicy: Observe");

        // When
        world.reconcile(object);

        // Then
        assertThat(object.getStatus().plan())
                .containsExactly("replication: adds " + TEAM_A, "accountSettings: changes BLOB_MOUNTING");
        assertThat(ready(object))
                .startsWith("False PlanPending: ECR differs from the spec: replication: adds " + TEAM_A);
        assertThat(world.ecr.calls()).containsExactly("DescribeRegistry", "GetAccountSetting");
        assertThat(world.recorded()).isEmpty();
    }

    @Test
    void shouldSayWhatTwoObjectsDisagreeOn() {
        // Given
        EcrRegistryConfiguration one = world.add("a", "x", "accountSettings: [{name: BLOB_MOUNTING, value: ENABLED}]");
        EcrRegistryConfiguration other =
                world.add("b", "y", "accountSettings: [{name: BLOB_MOUNTING, value: DISABLED}]");

        // When
        world.reconcile(one);
        world.reconcile(other);

        // Then
        assertThat(ready(one))
                .isEqualTo(
                        "False Conflict: spec.accountSettings: BLOB_MOUNTING is also in b/y, which says something else."
                                + " ECR keeps what it has there; make them agree, or take it out of one of them.");
        assertThat(ready(other)).startsWith("False Conflict: spec.accountSettings: BLOB_MOUNTING is also in a/x");
        assertThat(world.ecr.calls()).containsExactly("GetAccountSetting");

        // When
        world.remove(other);
        world.reconcile(one);

        // Then
        assertThat(world.ecr.getAccountSetting("BLOB_MOUNTING")).isEqualTo("ENABLED");
    }
}
