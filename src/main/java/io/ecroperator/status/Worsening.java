package io.ecroperator.status;

import io.fabric8.kubernetes.api.model.Condition;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What of a change of conditions is worth a warning: for every kind by the same rule. Pure. */
public final class Worsening {

    /** The summary first: only one of them is told, and it says the most. */
    private static final List<ConditionType> TOLD = List.of(
            ConditionType.READY, ConditionType.SYNCED, ConditionType.REACHABLE, ConditionType.DESTINATION_READY);

    /** What passes by itself, or is no more than a remark, and so is no news. */
    private static final Set<Reason> TRANSITIONAL = EnumSet.of(
            Reason.WAITING_FOR_REGISTRY,
            Reason.WAITING_FOR_TOKEN,
            Reason.ATTACHING,
            Reason.DETACHING,
            Reason.SETTLING,
            Reason.BACKFILL_PENDING,
            Reason.REPLICAS_BARE,
            Reason.REPLICAS_UNKNOWN);

    private Worsening() {}

    /** A turn for the worse and a new warning of the spec, given the conditions before (null for none) and after. */
    public static List<Notice> notices(List<Condition> before, List<Condition> after) {
        return Stream.concat(of(before, after).stream(), newWarning(before, after).stream())
                .toList();
    }

    /** A condition that left True, or stays away from it for another reason; nothing for what passes by itself. */
    public static Optional<Notice> of(List<Condition> before, List<Condition> after) {
        return TOLD.stream()
                .flatMap(type -> Conditions.find(after, type).stream()
                        .filter(now -> !ConditionStatus.TRUE.label().equals(now.getStatus()))
                        .filter(now -> Reason.of(now.getReason())
                                .filter(TRANSITIONAL::contains)
                                .isEmpty())
                        .filter(now -> Conditions.find(before, type)
                                .filter(then -> same(then, now))
                                .isEmpty()))
                .findFirst()
                .map(Notice::warning);
    }

    private static boolean same(Condition then, Condition now) {
        return Objects.equals(then.getReason(), now.getReason()) && Objects.equals(then.getStatus(), now.getStatus());
    }

    /** The warning of the spec, unless it was told in the same words. */
    private static Optional<Notice> newWarning(List<Condition> before, List<Condition> after) {
        Optional<String> told =
                Conditions.find(before, ConditionType.SPEC_WARNING).map(Condition::getMessage);
        return Conditions.find(after, ConditionType.SPEC_WARNING)
                .filter(warning -> told.filter(warning.getMessage()::equals).isEmpty())
                .map(Notice::warning);
    }
}
