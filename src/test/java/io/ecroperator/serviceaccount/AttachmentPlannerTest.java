package io.ecroperator.serviceaccount;

import static io.ecroperator.serviceaccount.Asker.CLUSTER;
import static io.ecroperator.serviceaccount.Asker.ONE_NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttachmentPlannerTest {

    @ParameterizedTest(name = "listed {0}, recorded {1}, wanted {2}: +{3} -{4}, recorded {5}")
    @CsvSource(
            nullValues = "nothing",
            emptyValue = "",
            value = {
                // what is listed, recorded and wanted; what is appended, removed and then recorded
                "''     , ''    , ecr       , ecr     , ''   , ecr",
                "reg    , ''    , ecr       , ecr     , ''   , ecr",
                "reg,     ''    , ecr other , ecr other, ''  , ecr other",
                "reg ecr, ecr   , ''        , ''      , ecr  , ''",
                "reg ecr, ecr   , other     , other   , ecr  , other",
                // taken out by somebody else: put back
                "reg    , ecr   , ecr       , ecr     , ''   , ecr",
                // taken out by somebody else, and no longer wanted: only our record goes
                "reg    , ecr   , ''        , ''      , ''   , ''",
                // listed by the user before us: theirs, whatever comes
                "ecr    , ''    , ecr       , nothing , nothing, nothing",
                "ecr    , ''    , ''        , nothing , nothing, nothing",
                "reg ecr, ecr   , ecr       , nothing , nothing, nothing",
                "''     , ''    , ''        , nothing , nothing, nothing",
            })
    void shouldAppendWhatIsWantedAndTakeBackWhatItAppended(
            String listed, String recorded, String wanted, String append, String remove, String after) {
        // When
        Optional<AttachmentPlan> plan =
                AttachmentPlanner.plan(account(words(listed), words(recorded)), of(Set.copyOf(words(wanted))));

        // Then
        if (append == null) {
            assertThat(plan).isEmpty();
        } else {
            assertThat(plan)
                    .contains(new AttachmentPlan(
                            words(append),
                            words(remove),
                            Map.of(ONE_NAMESPACE, new TreeSet<>(words(after)), CLUSTER, new TreeSet<>())));
        }
    }

    @Test
    void shouldTakeNothingAwayWhileAWishCannotBeRead() {
        // Given
        ServiceAccount account = account(List.of("ecr"), List.of("ecr"));

        // When
        Optional<AttachmentPlan> plan = AttachmentPlanner.plan(account, incomplete(Set.of("other")));

        // Then
        assertThat(plan).hasValueSatisfying(attach -> {
            assertThat(attach.append()).containsExactly("other");
            assertThat(attach.remove()).isEmpty();
            assertThat(attach.recorded().get(ONE_NAMESPACE)).containsExactly("ecr", "other");
        });
        assertThat(AttachmentPlanner.plan(account, incomplete(Set.of()))).isEmpty();
    }

    @Test
    void shouldLeaveWhatWasAppendedForAKindThatItDoesNotServe() {
        // Given
        ServiceAccount account = account(List.of("reg", "ecr"), Map.of(CLUSTER, "ecr"));

        // Then
        assertThat(AttachmentPlanner.plan(account, of(Set.of()))).isEmpty();
        assertThat(AttachmentPlanner.plan(
                        account, new Demand(Map.of(ONE_NAMESPACE, Set.of(), CLUSTER, Set.of()), true)))
                .as("by an operator that serves it")
                .hasValueSatisfying(plan -> assertThat(plan.remove()).containsExactly("ecr"));
    }

    @Test
    void shouldKeepWhatTwoKindsAskForUntilNeitherDoes() {
        // Given
        ServiceAccount ofCluster = account(List.of("ecr"), Map.of(CLUSTER, "ecr"));

        // When
        Optional<AttachmentPlan> joined = AttachmentPlanner.plan(ofCluster, of(Set.of("ecr")));

        // Then
        assertThat(joined)
                .contains(new AttachmentPlan(
                        List.of(),
                        List.of(),
                        Map.of(ONE_NAMESPACE, new TreeSet<>(Set.of("ecr")), CLUSTER, new TreeSet<>(Set.of("ecr")))));

        // When
        ServiceAccount ofBoth = account(List.of("ecr"), Map.of(ONE_NAMESPACE, "ecr", CLUSTER, "ecr"));
        Optional<AttachmentPlan> left = AttachmentPlanner.plan(ofBoth, of(Set.of()));

        // Then
        assertThat(left)
                .contains(new AttachmentPlan(
                        List.of(),
                        List.of(),
                        Map.of(ONE_NAMESPACE, new TreeSet<>(), CLUSTER, new TreeSet<>(Set.of("ecr")))));
        assertThat(ServiceAccountApplier.patch(ofBoth, left.orElseThrow()).toString())
                .isEqualTo("""
                        [{"op":"test","path":"/metadata/resourceVersion","value":"7"},
                        {"op":"remove","path":"/metadata/annotations/ecr-operator.io~1pull-secrets"}]
                        """.replace("\n", ""));
    }

    @Test
    void shouldPatchOnlyTheObjectThatWasSeen() {
        // Given
        ServiceAccount account = account(List.of("ecr", "reg", "ecr"), List.of("ecr"));

        // When
        String patch = ServiceAccountApplier.patch(
                        account,
                        AttachmentPlanner.plan(account, of(Set.of("new"))).orElseThrow())
                .toString();

        // Then
        assertThat(patch).isEqualTo("""
                        [{"op":"test","path":"/metadata/resourceVersion","value":"7"},
                        {"op":"remove","path":"/imagePullSecrets/2"},
                        {"op":"remove","path":"/imagePullSecrets/0"},
                        {"op":"add","path":"/imagePullSecrets/-","value":{"name":"new"}},
                        {"op":"add","path":"/metadata/annotations/ecr-operator.io~1pull-secrets","value":"new"}]
                        """.replace("\n", ""));
    }

    @Test
    void shouldMakeTheListAndTheAnnotationsWhereThereAreNone() {
        // Given
        ServiceAccount account = account(List.of(), List.of());

        // When
        String patch = ServiceAccountApplier.patch(
                        account,
                        AttachmentPlanner.plan(account, of(Set.of("new"))).orElseThrow())
                .toString();

        // Then
        assertThat(patch)
                .contains("{\"op\":\"add\",\"path\":\"/imagePullSecrets\",\"value\":[]}")
                .contains("{\"op\":\"add\",\"path\":\"/metadata/annotations\",\"value\":{}}");
    }

    private static Demand of(Set<String> wanted) {
        return new Demand(Map.of(ONE_NAMESPACE, wanted), true);
    }

    private static Demand incomplete(Set<String> wanted) {
        return new Demand(Map.of(ONE_NAMESPACE, wanted), false);
    }

    private static ServiceAccount account(List<String> listed, List<String> recorded) {
        return account(listed, recorded.isEmpty() ? Map.of() : Map.of(ONE_NAMESPACE, String.join(",", recorded)));
    }

    private static ServiceAccount account(List<String> listed, Map<Asker, String> recorded) {
        ServiceAccount account = new ServiceAccountBuilder()
                .withNewMetadata()
                .withName("default")
                .withNamespace("team")
                .withResourceVersion("7")
                .endMetadata()
                .withImagePullSecrets(
                        listed.stream().map(LocalObjectReference::new).toList())
                .build();
        recorded.forEach(
                (asker, names) -> account.getMetadata().getAnnotations().put(asker.annotation(), names));
        return account;
    }

    private static List<String> words(String text) {
        return Stream.of(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }
}
