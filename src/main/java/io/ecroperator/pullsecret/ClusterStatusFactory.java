package io.ecroperator.pullsecret;

import io.ecroperator.api.v1alpha1.ClusterEcrPullSecret;
import io.ecroperator.api.v1alpha1.ClusterEcrPullSecretStatus;
import io.ecroperator.api.v1alpha1.ClusterEcrPullSecretStatus.FailedTarget;
import io.ecroperator.api.v1alpha1.EcrPullSecretStatus;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the whole status of a ClusterEcrPullSecret from how it stands in each namespace. */
final class ClusterStatusFactory {

    /** So many namespaces are listed; the counts tell the rest. */
    private static final int LISTED = 20;

    /** As much of a sentence as an entry of the list takes. */
    private static final int MAX_MESSAGE = 2000;

    private final Clock clock;

    /** The clock gives transition times. */
    ClusterStatusFactory(Clock clock) {
        this.clock = clock;
    }

    /** A fresh object with nothing but identity and status, so that server-side apply owns the status and no more. */
    static ClusterEcrPullSecret patch(ClusterEcrPullSecret object, ClusterEcrPullSecretStatus status) {
        ClusterEcrPullSecret fresh = new ClusterEcrPullSecret();
        fresh.setMetadata(
                new ObjectMetaBuilder().withName(object.getMetadata().getName()).build());
        fresh.setStatus(status);
        return fresh;
    }

    /** Whether the reason is that the first token is on its way. */
    static boolean isWaiting(String reason) {
        return Reason.WAITING_FOR_TOKEN.label().equals(reason);
    }

    /** The status, from that of each selected namespace, in the order of their names. */
    ClusterEcrPullSecretStatus status(ClusterEcrPullSecret object, Map<String, EcrPullSecretStatus> targets) {
        ClusterEcrPullSecretStatus before = object.getStatus();
        Conditions conditions = new Conditions(
                before == null ? null : before.conditions(),
                object.getMetadata().getGeneration(),
                clock);
        List<FailedTarget> failed = targets.entrySet().stream()
                .flatMap(target -> not(target.getValue(), ConditionType.READY)
                        .map(ready -> new FailedTarget(target.getKey(), ready.getReason(), cut(ready.getMessage()))))
                .toList();
        int ready = targets.size() - failed.size();
        if (failed.isEmpty()) {
            conditions.set(
                    ConditionType.READY,
                    ConditionStatus.TRUE,
                    Reason.TOKENS_VALID,
                    "Valid tokens in all " + targets.size() + " namespaces that are selected.");
        } else {
            FailedTarget first = failed.getFirst();
            conditions.set(
                    ConditionType.READY,
                    ConditionStatus.FALSE,
                    reason(first.reason()),
                    "Valid tokens in " + ready + " of " + targets.size() + " namespaces. In " + first.namespace() + ": "
                            + first.message());
        }
        Optional<Condition> behind = targets.values().stream()
                .flatMap(target -> not(target, ConditionType.SYNCED))
                .findFirst();
        behind.ifPresentOrElse(
                condition -> conditions.set(
                        ConditionType.SYNCED,
                        ConditionStatus.FALSE.label().equals(condition.getStatus())
                                ? ConditionStatus.FALSE
                                : ConditionStatus.UNKNOWN,
                        reason(condition.getReason()),
                        condition.getMessage()),
                () -> conditions.set(
                        ConditionType.SYNCED,
                        ConditionStatus.TRUE,
                        Reason.TOKENS_VALID,
                        "No token waits to be renewed."));
        return new ClusterEcrPullSecretStatus(
                object.getMetadata().getGeneration(),
                conditions.build(),
                targets.values().stream()
                        .map(EcrPullSecretStatus::expiresAt)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                targets.size(),
                ready,
                failed.isEmpty() ? null : failed.stream().limit(LISTED).toList());
    }

    private static Stream<Condition> not(EcrPullSecretStatus status, ConditionType type) {
        return Conditions.find(status.conditions(), type).stream()
                .filter(condition -> !ConditionStatus.TRUE.label().equals(condition.getStatus()));
    }

    private static Reason reason(String label) {
        return Stream.of(Reason.values())
                .filter(reason -> reason.label().equals(label))
                .findFirst()
                .orElse(Reason.INTERNAL_ERROR);
    }

    private static String cut(String message) {
        return message.substring(0, Math.min(message.length(), MAX_MESSAGE));
    }
}
