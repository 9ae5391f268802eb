package io.ecroperator.pullsecret;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.ClusterEcrPullSecret;
import io.ecroperator.api.v1alpha1.ClusterEcrPullSecretStatus;
import io.ecroperator.api.v1alpha1.ClusterEcrPullSecretStatus.FailedTarget;
import io.ecroperator.api.v1alpha1.EcrPullSecretStatus;
import io.ecroperator.api.v1alpha1.EcrPullSecretStatus.TokenStatus;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.NumberAgreement;
import io.ecroperator.status.Reason;
import io.ecroperator.support.VirtualClock;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterStatusFactoryTest {

    private static final String EARLY = "2026-01-02T09:00:00Z";
    private static final String LATE = "2026-01-02T10:00:00.500Z";

    private final VirtualClock clock = new VirtualClock();
    private final ClusterStatusFactory statuses = new ClusterStatusFactory(clock);

    @Test
    void shouldBeReadyWhenEveryNamespaceIsAndTellTheEarliestDates() {
        // When
        ClusterEcrPullSecretStatus status =
                status(Map.of("a", target(Reason.TOKENS_VALID, LATE), "b", target(Reason.TOKENS_VALID, EARLY)));

        // Then
        assertThat(ready(status).getStatus()).isEqualTo("True");
        assertThat(ready(status).getMessage()).contains("all 2 namespaces");
        assertThat(status.expiresAt()).isEqualTo(EARLY);
        assertThat(status.registries()).singleElement().satisfies(token -> assertThat(token.expiresAt())
                .isEqualTo(EARLY));
        assertThat(status.failedTargets()).isNull();
    }

    @Test
    void shouldNotBeReadyForOneNamespaceAndNameIt() {
        // When
        ClusterEcrPullSecretStatus status =
                status(Map.of("a", target(Reason.TOKENS_VALID, LATE), "b", target(Reason.SECRET_NOT_OURS, LATE)));

        // Then
        assertThat(ready(status).getStatus()).isEqualTo("False");
        assertThat(ready(status).getReason()).isEqualTo("SecretNotOurs");
        assertThat(ready(status).getMessage()).contains("1 of 2").contains("In b: ");
        assertThat(status.readyTargets()).isEqualTo(1);
        assertThat(status.failedTargets()).extracting(FailedTarget::namespace).containsExactly("b");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, Valid tokens in the one namespace selected.",
        "2, 0, Valid tokens in all 2 namespaces selected.",
        "0, 1, Valid tokens in 0 of 1 namespace. In bad0: It is so.",
        "0, 2, Valid tokens in 0 of 2 namespaces. In bad0: It is so.",
        "1, 1, Valid tokens in 1 of 2 namespaces. In bad0: It is so."
    })
    void shouldCountNamespacesAsTheyAre(int good, int bad, String message) {
        // Given
        Map<String, EcrPullSecretStatus> targets = new TreeMap<>();
        IntStream.range(0, good).forEach(number -> targets.put("good" + number, target(Reason.TOKENS_VALID, LATE)));
        IntStream.range(0, bad).forEach(number -> targets.put("bad" + number, target(Reason.SECRET_NOT_OURS, LATE)));

        // Then
        assertThat(ready(status(targets)).getMessage()).isEqualTo(message);
        NumberAgreement.check(message);
    }

    @Test
    void shouldListTwentyFailuresOfAnyNumber() {
        // Given
        Map<String, EcrPullSecretStatus> targets = IntStream.range(0, 500)
                .boxed()
                .collect(Collectors.toMap("team-%03d"::formatted, number -> target(Reason.SECRET_NOT_OURS, LATE)));

        // When
        ClusterEcrPullSecretStatus status = status(targets);

        // Then
        assertThat(status.targets()).isEqualTo(500);
        assertThat(status.readyTargets()).isZero();
        assertThat(status.failedTargets()).hasSize(20).first().satisfies(failed -> assertThat(failed.namespace())
                .isEqualTo("team-000"));
    }

    @Test
    void shouldSayThatRenewalFailsWhileAllAreStillReady() {
        // When
        ClusterEcrPullSecretStatus status =
                status(Map.of("a", target(Reason.ROTATION_FAILING, LATE), "b", target(Reason.TOKENS_VALID, LATE)));

        // Then
        assertThat(ready(status).getStatus()).isEqualTo("True");
        assertThat(ready(status).getReason()).isEqualTo("RotationFailing");
    }

    @Test
    void shouldSayThatNothingIsSelected() {
        // When
        ClusterEcrPullSecretStatus status = status(Map.of());

        // Then
        assertThat(ready(status).getMessage()).startsWith("No namespace is selected now");
        assertThat(status.expiresAt()).isNull();
    }

    @Test
    void shouldStallOnASpecThatCannotBeRead() {
        // Given
        ClusterEcrPullSecret object = new ClusterEcrPullSecret();
        object.setMetadata(
                new ObjectMetaBuilder().withName("pull").withGeneration(1L).build());

        // When
        ClusterEcrPullSecretStatus status = statuses.unreadable(object);

        // Then
        assertThat(ready(status).getReason()).isEqualTo("InvalidSpec");
        assertThat(Conditions.find(status.conditions(), ConditionType.STALLED)).isPresent();
    }

    @Test
    void shouldStallWhereOnlyAPersonCanHelpInANamespace() {
        // Given
        EcrPullSecretStatus foreign = new EcrPullSecretStatus(
                1L,
                new Conditions(List.of(), 1, clock)
                        .set(ConditionType.READY, ConditionStatus.FALSE, Reason.SECRET_NOT_OURS, "It is so.")
                        .set(ConditionType.STALLED, ConditionStatus.TRUE, Reason.SECRET_NOT_OURS, "It is so.")
                        .build(),
                null,
                null,
                null);

        // When
        ClusterEcrPullSecretStatus status = status(Map.of("a", target(Reason.SECRET_NOT_WRITTEN, LATE), "b", foreign));

        // Then
        assertThat(Conditions.find(status.conditions(), ConditionType.STALLED))
                .hasValueSatisfying(stalled -> assertThat(stalled.getMessage()).isEqualTo("In b: It is so."));
        assertThat(Conditions.find(
                        status(Map.of("a", target(Reason.SECRET_NOT_WRITTEN, LATE)))
                                .conditions(),
                        ConditionType.STALLED))
                .isEmpty();
    }

    private ClusterEcrPullSecretStatus status(Map<String, EcrPullSecretStatus> targets) {
        ClusterEcrPullSecret object = new ClusterEcrPullSecret();
        object.setMetadata(
                new ObjectMetaBuilder().withName("pull").withGeneration(1L).build());
        return statuses.status(object, new TreeMap<>(targets), new PullProof.NotAsked());
    }

    private EcrPullSecretStatus target(Reason reason, String expiresAt) {
        boolean ready = reason == Reason.TOKENS_VALID || reason == Reason.ROTATION_FAILING;
        return new EcrPullSecretStatus(
                1L,
                new Conditions(List.of(), 1, clock)
                        .set(
                                ConditionType.READY,
                                ready ? ConditionStatus.TRUE : ConditionStatus.FALSE,
                                reason,
                                "It is so.")
                        .build(),
                expiresAt,
                List.of("pull"),
                List.of(new TokenStatus("eu-central-1", expiresAt, EARLY, null)));
    }

    private static Condition ready(ClusterEcrPullSecretStatus status) {
        return Conditions.find(status.conditions(), ConditionType.READY).orElseThrow();
    }
}
