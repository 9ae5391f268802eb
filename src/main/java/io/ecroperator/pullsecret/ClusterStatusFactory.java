package io.ecroperator.pullsecret;

import io.ecroperator.api.v1alpha1.ClusterEcrPullSecret;
import io.ecroperator.api.v1alpha1.ClusterEcrPullSecretStatus;
import io.ecroperator.api.v1alpha1.ClusterEcrPullSecretStatus.FailedTarget;
import io.ecroperator.api.v1alpha1.EcrPullSecretStatus;
import io.ecroperator.api.v1alpha1.EcrPullSecretStatus.TokenStatus;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Noun;
import io.ecroperator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes the whole status of a ClusterEcrPullSecret from how it stands in each namespace. */
final class ClusterStatusFactory {

    /** So many namespaces are listed; the counts tell the rest. */
    private static final int LISTED = 20;

    private final Clock clock;

    /** The clock gives transition times. */
    ClusterStatusFactory(Clock clock) {
        this.clock = clock;
    }

    /** The status of an object whose spec cannot be read; what it had written stays as it is. */
    ClusterEcrPullSecretStatus unreadable(ClusterEcrPullSecret object) {
        String sentence = "spec cannot be read by this version of the operator. " + PullSecretStatusFactory.NOT_RENEWED
                + " " + Reason.INVALID_SPEC.remedy();
        ClusterEcrPullSecretStatus before = object.getStatus();
        return new ClusterEcrPullSecretStatus(
                object.getMetadata().getGeneration(),
                new Conditions(
                                before == null ? null : before.conditions(),
                                object.getMetadata().getGeneration(),
                                clock)
                        .set(ConditionType.READY, ConditionStatus.FALSE, Reason.INVALID_SPEC, sentence)
                        .set(ConditionType.STALLED, ConditionStatus.TRUE, Reason.INVALID_SPEC, sentence)
                        .build(),
                null,
                null,
                null,
                null,
                null);
    }

    /** The status, from that of each selected namespace, in the order of their names, and from the proof for all of them. */
    ClusterEcrPullSecretStatus status(
            ClusterEcrPullSecret object, Map<String, EcrPullSecretStatus> targets, PullProof proof) {
        Long generation = object.getMetadata().getGeneration();
        List<Condition> known =
                object.getStatus() == null ? null : object.getStatus().conditions();
        Conditions conditions = new Conditions(known, generation, clock);
        List<FailedTarget> failed = targets.entrySet().stream()
                .flatMap(target -> not(target.getValue(), ConditionType.READY)
                        .map(ready -> new FailedTarget(target.getKey(), ready.getReason(), ready.getMessage())))
                .toList();
        ready(conditions, targets, failed);
        stalled(conditions, targets);
        synced(conditions, targets);
        references(conditions, targets);
        return new ClusterEcrPullSecretStatus(
                generation,
                PullVerification.add(conditions.build(), known, generation, proof, clock),
                earliest(targets.values().stream().map(EcrPullSecretStatus::expiresAt)),
                targets.size(),
                targets.size() - failed.size(),
                failed.isEmpty() ? null : failed.stream().limit(LISTED).toList(),
                registries(targets));
    }

    private static void ready(
            Conditions conditions, Map<String, EcrPullSecretStatus> targets, List<FailedTarget> failed) {
        Optional<Condition> renewal = targets.values().stream()
                .flatMap(target -> Conditions.find(target.conditions(), ConditionType.READY).stream())
                .filter(ready -> Reason.ROTATION_FAILING.label().equals(ready.getReason()))
                .findFirst();
        if (!failed.isEmpty()) {
            FailedTarget first = failed.getFirst();
            conditions.set(
                    ConditionType.READY,
                    ConditionStatus.FALSE,
                    Reason.of(first.reason()).orElse(Reason.INTERNAL_ERROR),
                    "Valid tokens in " + Noun.NAMESPACE.counted(targets.size() - failed.size(), targets.size())
                            + ". In " + first.namespace() + ": " + first.message());
        } else if (renewal.isPresent()) {
            conditions.set(
                    ConditionType.READY,
                    ConditionStatus.TRUE,
                    Reason.ROTATION_FAILING,
                    renewal.get().getMessage());
        } else {
            conditions.set(
                    ConditionType.READY,
                    ConditionStatus.TRUE,
                    Reason.TOKENS_VALID,
                    targets.isEmpty()
                            ? "No namespace is selected now; those to come get the Secret."
                            : "Valid tokens in " + Noun.NAMESPACE.all(targets.size()) + " selected.");
        }
    }

    /** A namespace in which only a person can help is enough: the object does not get there by itself. */
    private static void stalled(Conditions conditions, Map<String, EcrPullSecretStatus> targets) {
        targets.entrySet().stream()
                .flatMap(target -> Conditions.find(target.getValue().conditions(), ConditionType.STALLED).stream()
                        .map(stalled -> Map.entry(target.getKey(), stalled)))
                .findFirst()
                .ifPresent(stalled -> conditions.set(
                        ConditionType.STALLED,
                        ConditionStatus.TRUE,
                        Reason.of(stalled.getValue().getReason()).orElse(Reason.INTERNAL_ERROR),
                        "In " + stalled.getKey() + ": " + stalled.getValue().getMessage()));
    }

    private static void synced(Conditions conditions, Map<String, EcrPullSecretStatus> targets) {
        Optional<Condition> behind = targets.values().stream()
                .flatMap(target -> not(target, ConditionType.SYNCED))
                .findFirst();
        behind.ifPresentOrElse(
                condition -> conditions.set(
                        ConditionType.SYNCED,
                        ConditionStatus.FALSE.label().equals(condition.getStatus())
                                ? ConditionStatus.FALSE
                                : ConditionStatus.UNKNOWN,
                        Reason.of(condition.getReason()).orElse(Reason.INTERNAL_ERROR),
                        condition.getMessage()),
                () -> conditions.set(
                        ConditionType.SYNCED,
                        ConditionStatus.TRUE,
                        Reason.TOKENS_VALID,
                        "No token waits to be renewed."));
    }

    /** As of the first namespace where it is not True; all of them lead to the same EcrRegistries. */
    private static void references(Conditions conditions, Map<String, EcrPullSecretStatus> targets) {
        List<Condition> references = targets.values().stream()
                .flatMap(target -> Conditions.find(target.conditions(), ConditionType.RESOLVED_REFS).stream())
                .toList();
        references.stream()
                .filter(condition -> !ConditionStatus.TRUE.label().equals(condition.getStatus()))
                .findFirst()
                .or(() -> references.stream().findFirst())
                .ifPresent(condition -> conditions.set(
                        ConditionType.RESOLVED_REFS,
                        ConditionStatus.TRUE.label().equals(condition.getStatus())
                                ? ConditionStatus.TRUE
                                : ConditionStatus.FALSE,
                        Reason.of(condition.getReason()).orElse(Reason.INTERNAL_ERROR),
                        condition.getMessage()));
    }

    /** One entry per token, with the earliest dates and the first error of all namespaces. */
    private static List<TokenStatus> registries(Map<String, EcrPullSecretStatus> targets) {
        SortedMap<String, List<TokenStatus>> byRegistry = new TreeMap<>();
        targets.values().stream()
                .flatMap(target -> Objects.requireNonNullElse(target.registries(), List.<TokenStatus>of()).stream())
                .forEach(token -> byRegistry
                        .computeIfAbsent(token.registry(), any -> new ArrayList<>())
                        .add(token));
        return byRegistry.entrySet().stream()
                .map(entry -> new TokenStatus(
                        entry.getKey(),
                        earliest(entry.getValue().stream().map(TokenStatus::expiresAt)),
                        earliest(entry.getValue().stream().map(TokenStatus::rotateAt)),
                        entry.getValue().stream()
                                .map(TokenStatus::lastError)
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(null)))
                .toList();
    }

    /** The first of instants in ISO 8601, which may be null; null if there is none. */
    private static String earliest(Stream<String> instants) {
        return instants.filter(Objects::nonNull)
                .map(Instant::parse)
                .min(Comparator.naturalOrder())
                .map(Instant::toString)
                .orElse(null);
    }

    private static Stream<Condition> not(EcrPullSecretStatus status, ConditionType type) {
        return Conditions.find(status.conditions(), type).stream()
                .filter(condition -> !ConditionStatus.TRUE.label().equals(condition.getStatus()));
    }
}
