package io.ecroperator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds the conditions of one status. The transition time of a condition moves only when its status does; its order is
 * that of the type's name, so that equal conditions are equal lists.
 */
public final class Conditions {

    /** The API server's limit for a condition's message is 32,768; a message longer than this helps nobody. */
    private static final int MAX_MESSAGE = 2_000;

    /** So many warnings are told in full. */
    private static final int MAX_WARNINGS = 3;

    private final List<Condition> previous;
    private final long generation;
    private final Clock clock;
    private final List<Condition> conditions = new ArrayList<>();

    /** Starts from the conditions that the object has (null for none) for its given generation. */
    public Conditions(List<Condition> previous, long generation, Clock clock) {
        this.previous = previous == null ? List.of() : previous;
        this.generation = generation;
        this.clock = clock;
    }

    /** Sets a condition. */
    public Conditions set(ConditionType type, ConditionStatus status, Reason reason, String message) {
        Optional<Condition> before = find(previous, type);
        String transition = before.filter(condition -> status.label().equals(condition.getStatus()))
                .map(Condition::getLastTransitionTime)
                .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        conditions.add(new ConditionBuilder()
                .withType(type.label())
                .withStatus(status.label())
                .withReason(reason.label())
                .withMessage(message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE - 1) + "…")
                .withObservedGeneration(generation)
                .withLastTransitionTime(transition)
                .build());
        return this;
    }

    /** Warns of what the spec says, without a word about how ECR stands; no condition where there is nothing to warn of. */
    public Conditions warn(Reason reason, String field, List<String> warnings) {
        if (warnings.isEmpty()) {
            return this;
        }
        int more = warnings.size() - MAX_WARNINGS;
        String named = warnings.stream().limit(MAX_WARNINGS).collect(Collectors.joining(" "));
        return set(
                ConditionType.SPEC_WARNING,
                ConditionStatus.TRUE,
                reason,
                field + ": " + named + (more > 0 ? " The same goes for " + more + " more." : ""));
    }

    /** Leaves a condition as it was, generation and all; nothing if there was none. */
    public Conditions keep(ConditionType type) {
        find(previous, type).ifPresent(conditions::add);
        return this;
    }

    /** The conditions, by type. */
    public List<Condition> build() {
        return conditions.stream()
                .sorted(Comparator.comparing(Condition::getType))
                .toList();
    }

    /** The condition of a type in a list that may be null. */
    public static Optional<Condition> find(List<Condition> conditions, ConditionType type) {
        return conditions == null
                ? Optional.empty()
                : conditions.stream()
                        .filter(condition -> condition != null && type.label().equals(condition.getType()))
                        .findFirst();
    }

    /** The reason of the condition of a type in a list that may be null; an empty text if there is none. */
    public static String reason(List<Condition> conditions, ConditionType type) {
        return find(conditions, type).map(Condition::getReason).orElse("");
    }

    /** Whether a condition of the list, which may be null, is True for the given generation. */
    public static boolean isTrue(List<Condition> conditions, ConditionType type, long generation) {
        return find(conditions, type)
                .filter(condition -> ConditionStatus.TRUE.label().equals(condition.getStatus()))
                .filter(condition -> Long.valueOf(generation).equals(condition.getObservedGeneration()))
                .isPresent();
    }

    /**
     * Whether two lists, which may be null, say the same but for their sentences. Those of AWS have another request in them each
     * time, so whoever is woken by a status has to ask this, or two objects that fail wake each other without end.
     */
    public static boolean agree(List<Condition> one, List<Condition> other) {
        return outlines(one).equals(outlines(other));
    }

    private static List<List<String>> outlines(List<Condition> conditions) {
        return Stream.ofNullable(conditions)
                .flatMap(List::stream)
                .map(condition -> List.of(condition.getType(), condition.getStatus(), condition.getReason()))
                .toList();
    }
}
