package io.ecroperator.serviceaccount;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
                AttachmentPlanner.plan(account(words(listed), words(recorded)), Set.copyOf(words(wanted)), true);

        // Then
        if (append == null) {
            assertThat(plan).isEmpty();
        } else {
            assertThat(plan)
                    .contains(new AttachmentPlan(
                            words(append),
                            words(remove),
                            words(after).stream().collect(Collectors.toCollection(java.util.TreeSet::new))));
        }
    }

    @Test
    void shouldTakeNothingAwayWhileAWishCannotBeRead() {
        // Given
        ServiceAccount account = account(List.of("ecr"), List.of("ecr"));

        // When
        Optional<AttachmentPlan> plan = AttachmentPlanner.plan(account, Set.of("other"), false);

        // Then
        assertThat(plan).hasValueSatisfying(attach -> {
            assertThat(attach.append()).containsExactly("other");
            assertThat(attach.remove()).isEmpty();
            assertThat(attach.recorded()).containsExactly("ecr", "other");
        });
        assertThat(AttachmentPlanner.plan(account, Set.of(), false)).isEmpty();
    }

    @Test
    void shouldPatchOnlyTheObjectThatWasSeen() {
        // Given
        ServiceAccount account = account(List.of("ecr", "reg", "ecr"), List.of("ecr"));

        // When
        String patch = ServiceAccountApplier.patch(
                        account,
                        AttachmentPlanner.plan(account, Set.of("new"), true).orElseThrow())
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
                        AttachmentPlanner.plan(account, Set.of("new"), true).orElseThrow())
                .toString();

        // Then
        assertThat(patch)
                .contains("{\"op\":\"add\",\"path\":\"/imagePullSecrets\",\"value\":[]}")
                .contains("{\"op\":\"add\",\"path\":\"/metadata/annotations\",\"value\":{}}");
    }

    private static ServiceAccount account(List<String> listed, List<String> recorded) {
        ServiceAccountBuilder builder = new ServiceAccountBuilder()
                .withNewMetadata()
                .withName("default")
                .withNamespace("team")
                .withResourceVersion("7")
                .endMetadata()
                .withImagePullSecrets(
                        listed.stream().map(LocalObjectReference::new).toList());
        return recorded.isEmpty()
                ? builder.build()
                : builder.editMetadata()
                        .addToAnnotations("ecr-operator.io/pull-secrets", String.join(",", recorded))
                        .endMetadata()
                        .build();
    }

    private static List<String> words(String text) {
        return Stream.of(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }
}
