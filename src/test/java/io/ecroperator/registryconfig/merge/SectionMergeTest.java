package io.ecroperator.registryconfig.merge;

import static io.ecroperator.registryconfig.merge.Fragments.document;
import static io.ecroperator.registryconfig.merge.Fragments.fresh;
import static io.ecroperator.registryconfig.merge.Fragments.outcome;
import static io.ecroperator.registryconfig.merge.Fragments.owning;
import static io.ecroperator.registryconfig.merge.Fragments.recorded;
import static io.ecroperator.registryconfig.merge.Fragments.refusals;
import static io.ecroperator.registryconfig.merge.Fragments.replicated;
import static io.ecroperator.registryconfig.merge.Fragments.replication;
import static io.ecroperator.registryconfig.merge.Fragments.scanned;
import static io.ecroperator.registryconfig.merge.Fragments.signed;
import static io.ecroperator.registryconfig.merge.Fragments.statement;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SectionMergeTest {

    private static final String IRELAND = "123456789012/eu-west-1";
    private static final String OHIO = "123456789012/us-east-2";
    private static final String PROFILE = "arn:aws:signer:eu-central-1:123456789012:/signing-profiles/ecr";
    private static final SettingsDocument NO_REPLICATION = document(Section.REPLICATION, "{'rules':[]}");

    @Test
    void shouldDoNothingForAnEntryBeforeItIsRecorded() {
        // When
        SectionMerge merge = SectionMerge.of(NO_REPLICATION, List.of(fresh("a/x", replicated(IRELAND, "team-a/"))));

        // Then
        assertThat(merge.changes()).isFalse();
        assertThat(outcome(merge, "a/x").unrecorded()).containsExactly("team-a/* to " + IRELAND);
        assertThat(outcome(merge, "a/x").owned()).containsExactly("team-a/* to " + IRELAND);
    }

    @Test
    void shouldPutFiltersOfTwoFragmentsIntoOneRuleWhenTheDestinationsAreTheSame() {
        // When
        SectionMerge merge = SectionMerge.of(
                NO_REPLICATION,
                List.of(
                        recorded("b/y", replicated(IRELAND, "team-b/")),
                        recorded("a/x", replicated(IRELAND, "team-a/"), replicated(OHIO, "team-a/"))));

        // Then
        assertThat(merge.after())
                .isEqualTo(document(
                        Section.REPLICATION,
                        "{'rules':[{'destinations':[{'region':'eu-west-1','registryId':'123456789012'}],"
                                + "'repositoryFilters':[{'filter':'team-a/','filterType':'PREFIX_MATCH'},"
                                + "{'filter':'team-b/','filterType':'PREFIX_MATCH'}]},"
                                + "{'destinations':[{'region':'us-east-2','registryId':'123456789012'}],"
                                + "'repositoryFilters':[{'filter':'team-a/','filterType':'PREFIX_MATCH'}]}]}"));
        assertThat(outcome(merge, "b/y").added()).containsExactly("team-b/* to " + IRELAND);
    }

    /** What ECR has, what a fragment that owns {@code owned} wants, and what ECR is to have. */
    static Stream<Arguments> replicationRules() {
        String toIreland = "'destinations':[{'registryId':'123456789012','region':'eu-west-1'}]";
        String filterA = "{'filter':'a/','filterType':'PREFIX_MATCH'}";
        String filterB = "{'filter':'b/','filterType':'PREFIX_MATCH','newer':[1.50]}";
        String keyA = "a/* to " + IRELAND;
        String every = "every repository to " + IRELAND;
        Entry wantsA = replicated(IRELAND, "a/");
        Entry wantsAWithoutDeletions = replication(IRELAND, Optional.of("a/"), Optional.of(false));
        Entry wantsEvery = replication(IRELAND, Optional.empty(), Optional.empty());
        String rule = "{" + toIreland + ",'newer':{'x':1},'repositoryFilters':[%s]}";
        String deleting = "{" + toIreland + ",'deleteReplication':{'enabled':true},'repositoryFilters':[%s]}";
        String plain = "{" + toIreland + ",'repositoryFilters':[%s]}";
        String all = "{" + toIreland + "}";
        return Stream.of(
                Arguments.of(
                        "a foreign rule gets no filter of ours",
                        rule.formatted(filterB),
                        Set.of(keyA),
                        List.of(wantsA),
                        rule.formatted(filterB) + "," + plain.formatted(filterA)),
                Arguments.of(
                        "a foreign equal entry will do",
                        rule.formatted(filterA),
                        Set.of(),
                        List.of(wantsA),
                        rule.formatted(filterA)),
                Arguments.of(
                        "our filter goes, a foreign one in the same rule stays",
                        rule.formatted(filterA + "," + filterB),
                        Set.of(keyA),
                        List.of(),
                        rule.formatted(filterB)),
                Arguments.of(
                        "a rule goes with its last filter, since without one it would mean every repository",
                        rule.formatted(filterA),
                        Set.of(keyA),
                        List.of(),
                        ""),
                Arguments.of(
                        "a foreign rule with our filter stays when ours goes",
                        plain.formatted(filterA) + "," + rule.formatted(filterA + "," + filterB),
                        Set.of(keyA),
                        List.of(),
                        rule.formatted(filterA + "," + filterB)),
                Arguments.of(
                        "no filter is added to a rule that means every repository",
                        all,
                        Set.of(every, keyA),
                        List.of(wantsEvery, wantsA),
                        all + "," + plain.formatted(filterA)),
                Arguments.of(
                        "a rule without filters is one of its own",
                        plain.formatted(filterA),
                        Set.of(every, keyA),
                        List.of(wantsEvery, wantsA),
                        plain.formatted(filterA) + "," + all),
                Arguments.of(
                        "a rule without filters goes alone",
                        all + "," + plain.formatted(filterA),
                        Set.of(every, keyA),
                        List.of(wantsA),
                        plain.formatted(filterA)),
                Arguments.of(
                        "deletions that are not spoken of stay as they are",
                        deleting.formatted(filterA),
                        Set.of(keyA),
                        List.of(wantsA),
                        deleting.formatted(filterA)),
                Arguments.of(
                        "a new filter joins no rule that replicates deletions",
                        deleting.formatted(filterB),
                        Set.of(keyA, "b/* to " + IRELAND),
                        List.of(wantsA, replicated(IRELAND, "b/")),
                        deleting.formatted(filterB) + "," + plain.formatted(filterA)),
                Arguments.of(
                        "our filter leaves a rule that somebody has made replicate deletions",
                        deleting.formatted(filterA + "," + filterB),
                        Set.of(keyA),
                        List.of(wantsAWithoutDeletions),
                        deleting.formatted(filterB) + "," + plain.formatted(filterA)),
                Arguments.of(
                        "a second rule of our filter alone goes if it replicates deletions and they are not wanted",
                        plain.formatted(filterA) + "," + deleting.formatted(filterA),
                        Set.of(keyA),
                        List.of(wantsAWithoutDeletions),
                        plain.formatted(filterA)),
                Arguments.of(
                        "a second rule of our filter stays where nothing is said of deletions",
                        plain.formatted(filterA) + "," + deleting.formatted(filterA),
                        Set.of(keyA),
                        List.of(wantsA),
                        plain.formatted(filterA) + "," + deleting.formatted(filterA)));
    }

    /** Deletions would be replicated all the same, and the other entries of that rule are not ours to touch. */
    @Test
    void shouldSayThatARuleOfOthersReplicatesDeletionsThatAreNotWanted() {
        // Given
        String to = "{'destinations':[{'registryId':'123456789012','region':'eu-west-1'}],";
        String a = "{'filter':'a/','filterType':'PREFIX_MATCH'}";
        String rules = to + "'repositoryFilters':[" + a + "]}," + to
                + "'deleteReplication':{'enabled':true},'repositoryFilters':[" + a
                + ",{'filter':'b/','filterType':'PREFIX_MATCH'}]}";
        SettingsDocument before = document(Section.REPLICATION, "{'rules':[" + rules + "]}");
        Entry wanted = replication(IRELAND, Optional.of("a/"), Optional.of(false));

        // When
        SectionMerge merge = SectionMerge.of(before, List.of(recorded("a/x", wanted)));

        // Then
        assertThat(merge.changes()).isFalse();
        assertThat(outcome(merge, "a/x").refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
            assertThat(refusal.why())
                    .isEqualTo(
                            "a/* to " + IRELAND + " is also in a rule with entries that no object has put there, which"
                                    + " says something else of deleteReplication");
        });
        assertThat(outcome(merge, "a/x").owned()).containsExactly(wanted.key());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("replicationRules")
    void shouldMergeReplicationRules(String what, String has, Set<String> owned, List<Entry> wanted, String after) {
        // Given
        SettingsDocument before = document(Section.REPLICATION, "{'newest':1e2,'rules':[" + has + "]}");

        // When
        SectionMerge merge = SectionMerge.of(before, List.of(owning("a/x", owned, wanted.toArray(Entry[]::new))));

        // Then
        assertThat(merge.after()).isEqualTo(document(Section.REPLICATION, "{'newest':1e2,'rules':[" + after + "]}"));
        assertThat(outcome(merge, "a/x").isSettled()).isTrue();
    }

    @Test
    void shouldTakeOldAndPutNewInOneCall() {
        // Given
        Entry before = replicated(IRELAND, "a/");
        Entry after = replicated(OHIO, "a/");
        SettingsDocument document = SectionMerge.of(NO_REPLICATION, List.of(recorded("a/x", before)))
                .after();

        // When
        SectionMerge first = SectionMerge.of(document, List.of(owning("a/x", Set.of(before.key()), after)));
        SectionMerge second =
                SectionMerge.of(document, List.of(owning("a/x", Set.of(before.key(), after.key()), after)));

        // Then
        assertThat(first.changes()).isFalse();
        assertThat(outcome(first, "a/x").owned()).containsExactlyInAnyOrder(before.key(), after.key());
        assertThat(second.after().keys()).containsExactly(after.key());
        assertThat(outcome(second, "a/x").owned()).containsExactly(after.key());
    }

    @Test
    void shouldKeepUnknownMembersWhenAStatementOfOursIsSetBack() {
        // Given
        SettingsDocument policy = document(
                Section.POLICY,
                "{'Version':'2008-10-17','Id':'x','Statement':[{'Effect':'Deny','Principal':'*','Action':'ecr:*'},"
                        + "{'Sid':'a','Effect':'Allow','Principal':'*','Action':'ecr:Everything','Newer':1.50}]}");

        // When
        SectionMerge merge = SectionMerge.of(policy, List.of(recorded("a/x", statement("a", "ecr:ReplicateImage"))));

        // Then
        assertThat(outcome(merge, "a/x").changed()).containsExactly("a");
        assertThat(merge.after())
                .isEqualTo(document(
                        Section.POLICY,
                        "{'Version':'2008-10-17','Id':'x','Statement':[{'Effect':'Deny','Principal':'*','Action':'ecr:*'},"
                                + "{'Sid':'a','Effect':'Allow','Principal':'*','Action':['ecr:ReplicateImage'],"
                                + "'Resource':['*'],'Newer':1.50}]}"));
    }

    @Test
    void shouldSeeNoDifferenceInTheSpellingOfAStatement() {
        // Given
        SettingsDocument policy = document(
                Section.POLICY,
                "{'Statement':{'Action':'ECR:ReplicateImage','Principal':{'AWS':['*']},'Effect':'allow','Resource':'*',"
                        + "'Sid':'a'}}");

        // When
        SectionMerge merge = SectionMerge.of(policy, List.of(recorded("a/x", statement("a", "ecr:ReplicateImage"))));

        // Then
        assertThat(merge.changes()).isFalse();
    }

    @Test
    void shouldRefuseAStatementThatSomebodyElseHasPutThere() {
        // Given
        SettingsDocument policy = document(
                Section.POLICY, "{'Statement':[{'Sid':'a','Effect':'Deny','Principal':'*','Action':'ecr:*'}]}");
        Entry wanted = statement("a", "ecr:ReplicateImage");

        // When
        SectionMerge left = SectionMerge.of(policy, List.of(fresh("a/x", wanted)));
        SectionMerge taken = SectionMerge.of(
                policy, List.of(FragmentSection.wanting("a/x", Instant.EPOCH, List.of(wanted), Set.of("a"), true)));

        // Then
        assertThat(left.changes()).isFalse();
        assertThat(refusals(left, "a/x")).containsExactly(Refusal.Kind.NOT_OWNED);
        assertThat(outcome(left, "a/x").owned()).isEmpty();
        assertThat(outcome(taken, "a/x").changed()).containsExactly("a");
    }

    @Test
    void shouldLeaveWhatTwoFragmentsDisagreeOnAndGoOnWithTheRest() {
        // Given
        SettingsDocument policy = document(
                Section.POLICY,
                "{'Statement':[{'Sid':'a','Effect':'Allow','Principal':'*','Action':'ecr:ReplicateImage','Resource':'*'}]}");

        // When
        SectionMerge merge = SectionMerge.of(
                policy,
                List.of(
                        recorded("a/x", statement("a", "ecr:ReplicateImage"), statement("b", "ecr:ReplicateImage")),
                        recorded("b/y", statement("a", "ecr:*")),
                        recorded("c/z", statement("c", "ecr:*"))));

        // Then
        assertThat(merge.after().keys()).containsExactly("a", "b", "c");
        assertThat(outcome(merge, "a/x").refusals())
                .containsExactly(new Refusal(Refusal.Kind.CONFLICT, "a is also in b/y, which says something else"));
        assertThat(outcome(merge, "b/y").refusals())
                .containsExactly(new Refusal(Refusal.Kind.CONFLICT, "a is also in a/x, which says something else"));
        assertThat(outcome(merge, "c/z").isSettled()).isTrue();
        assertThat(outcome(merge, "a/x").owned()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void shouldServeTheOlderFragmentWhenEcrTakesNoMore() {
        // Given
        List<Entry> tenProfiles = IntStream.range(0, 10)
                .mapToObj(index -> signed(PROFILE + index, "a/*"))
                .toList();
        SettingsDocument none = document(Section.SIGNING, "{'rules':[]}");
        FragmentSection younger = recorded("a/young", signed(PROFILE, "a/*"));
        FragmentSection older = new FragmentSection(
                "z/old",
                Instant.EPOCH.minusSeconds(1),
                tenProfiles,
                false,
                Set.copyOf(tenProfiles.stream().map(Entry::key).toList()),
                false,
                Optional.empty());

        // When
        SectionMerge merge = SectionMerge.of(none, List.of(younger, older));

        // Then
        assertThat(merge.after().json().path("rules")).hasSize(10);
        assertThat(outcome(merge, "z/old").isSettled()).isTrue();
        assertThat(outcome(merge, "a/young").refusals())
                .containsExactly(new Refusal(Refusal.Kind.QUOTA, "the registry would have 11 rules, and ECR takes 10"));
    }

    @Test
    void shouldStartASecondRuleWhenTheFirstIsFull() {
        // Given
        List<Entry> wanted = new ArrayList<>();
        IntStream.range(0, 101).forEach(index -> wanted.add(replicated(IRELAND, "team-" + index + "/")));

        // When
        SectionMerge merge = SectionMerge.of(NO_REPLICATION, List.of(recorded("a/x", wanted.toArray(Entry[]::new))));

        // Then
        assertThat(merge.after().json().path("rules"))
                .extracting(rule -> rule.path("repositoryFilters").size())
                .containsExactly(100, 1);
    }

    @Test
    void shouldShareTheRuleOfAFrequencyWithWhoeverHasOne() {
        // Given
        SettingsDocument scanning = document(
                Section.SCANNING,
                "{'scanType':'BASIC','rules':[{'scanFrequency':'SCAN_ON_PUSH','newer':1,'repositoryFilters':"
                        + "[{'filter':'x','filterType':'WILDCARD'}]}]}");

        // When
        SectionMerge merge = SectionMerge.of(scanning, List.of(recorded("a/x", scanned("SCAN_ON_PUSH", "a/*"))));

        // Then
        assertThat(merge.after().json().path("rules")).hasSize(1);
        assertThat(merge.after().json().at("/rules/0/newer").asInt()).isEqualTo(1);
        assertThat(merge.after().keys()).containsExactly("SCAN_ON_PUSH x", "SCAN_ON_PUSH a/*");
    }

    @Test
    void shouldRefuseContinuousScanningWhileTheRegistryScansBasically() {
        // Given
        SettingsDocument scanning = document(Section.SCANNING, "{'scanType':'BASIC','rules':[]}");
        FragmentSection rules = recorded("a/x", scanned("CONTINUOUS_SCAN", "*"));
        FragmentSection type = recorded("b/y", new Entry.Value("scanType", "ENHANCED"));

        // When
        SectionMerge alone = SectionMerge.of(scanning, List.of(rules));
        SectionMerge together = SectionMerge.of(scanning, List.of(type, rules));

        // Then
        assertThat(refusals(alone, "a/x")).containsExactly(Refusal.Kind.INVALID);
        assertThat(together.changes()).isTrue();
        assertThat(outcome(together, "b/y").changed()).containsExactly("scanType");
    }

    @Test
    void shouldKeepWhatAFragmentOwnsThatCannotBeRead() {
        // Given
        Entry own = replicated(IRELAND, "a/");
        SettingsDocument document =
                SectionMerge.of(NO_REPLICATION, List.of(recorded("a/x", own))).after();

        // When
        SectionMerge merge =
                SectionMerge.of(document, List.of(FragmentSection.keeping("a/x", Instant.EPOCH, Set.of(own.key()))));

        // Then
        assertThat(merge.changes()).isFalse();
        assertThat(outcome(merge, "a/x").owned()).containsExactly(own.key());
    }

    @Test
    void shouldChangeNothingThatAFragmentOwnsWhichKeepsIt() {
        // Given
        SettingsDocument policy = document(
                Section.POLICY, "{'Statement':[{'Sid':'a','Effect':'Deny','Principal':'*','Action':'ecr:*'}]}");
        FragmentSection paused = FragmentSection.keeping("a/x", Instant.EPOCH, Set.of("a"));
        Entry wanted = statement("a", "ecr:*");

        for (FragmentSection other : List.of(fresh("b/y", wanted), recorded("b/y", wanted))) {
            // When
            SectionMerge merge = SectionMerge.of(policy, List.of(paused, other));

            // Then
            assertThat(merge.changes()).isFalse();
            assertThat(outcome(merge, "b/y").refusals())
                    .containsExactly(new Refusal(
                            Refusal.Kind.CONFLICT, "a belongs to a/x too, which leaves it as it is in ECR for now"));
            assertThat(outcome(merge, "b/y").owned()).isEqualTo(other.recorded());
        }
    }

    @Test
    void shouldHandOverWhatAnotherFragmentWantsBeforeTheFirstOneGoes() {
        // Given
        Entry shared = replicated(IRELAND, "a/");
        SettingsDocument document = SectionMerge.of(NO_REPLICATION, List.of(recorded("a/x", shared)))
                .after();

        // When
        SectionMerge before =
                SectionMerge.of(document, List.of(owning("a/x", Set.of(shared.key())), fresh("b/y", shared)));
        SectionMerge after =
                SectionMerge.of(document, List.of(owning("a/x", Set.of(shared.key())), recorded("b/y", shared)));

        // Then
        assertThat(before.changes()).isFalse();
        assertThat(outcome(before, "a/x").waiting()).containsExactly(shared.key());
        assertThat(outcome(before, "b/y").unrecorded()).containsExactly(shared.key());
        assertThat(after.changes()).isFalse();
        assertThat(outcome(after, "a/x").owned()).isEmpty();
        assertThat(outcome(after, "b/y").isSettled()).isTrue();
    }

    @Test
    void shouldSetValuesThatNobodyOwns() {
        // Given
        SettingsDocument settings =
                Documents.ofValues(Map.of("BLOB_MOUNTING", "DISABLED", "REGISTRY_POLICY_SCOPE", "V1"));

        // When
        SectionMerge merge = SectionMerge.of(
                settings,
                List.of(
                        fresh("a/x", new Entry.Value("BLOB_MOUNTING", "ENABLED")),
                        fresh("b/y", new Entry.Value("REGISTRY_POLICY_SCOPE", "V2")),
                        fresh("c/z", new Entry.Value("REGISTRY_POLICY_SCOPE", "V1"))));

        // Then
        assertThat(merge.after())
                .isEqualTo(Documents.ofValues(Map.of("BLOB_MOUNTING", "ENABLED", "REGISTRY_POLICY_SCOPE", "V1")));
        assertThat(refusals(merge, "b/y")).containsExactly(Refusal.Kind.CONFLICT);
        assertThat(refusals(merge, "c/z")).containsExactly(Refusal.Kind.CONFLICT);
        assertThat(outcome(merge, "a/x").owned()).isEmpty();
    }

    @Test
    void shouldNotOwnAValueThatItWouldAdopt() {
        // Given
        SettingsDocument settings = Documents.ofValues(Map.of("BLOB_MOUNTING", "ENABLED"));
        FragmentSection adopting = FragmentSection.wanting(
                "a/x", Instant.EPOCH, List.of(new Entry.Value("BLOB_MOUNTING", "ENABLED")), Set.of(), true);

        // When
        SectionMerge merge = SectionMerge.of(settings, List.of(adopting));

        // Then
        assertThat(merge.changes()).isFalse();
        assertThat(outcome(merge, "a/x").owned()).isEmpty();
        assertThat(outcome(merge, "a/x").isSettled()).isTrue();
    }

    @Test
    void shouldKeepOutWhatEcrHasRefused() {
        // Given
        Refusal why = new Refusal(Refusal.Kind.INVALID, "ECR says no");

        // When
        SectionMerge merge = SectionMerge.of(
                document(Section.POLICY, "{'Statement':[]}"),
                List.of(
                        recorded("a/x", statement("a", "ecr:*")).rejected(why),
                        recorded("b/y", statement("b", "ecr:*"))));

        // Then
        assertThat(merge.after().keys()).containsExactly("b");
        assertThat(outcome(merge, "a/x").refusals()).containsExactly(why);
    }
}
