package io.ecroperator.pullsecret;

import static io.ecroperator.status.ConditionType.PULL_VERIFIED;
import static io.ecroperator.status.ConditionType.READY;

import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Adds the condition PullVerified to those that tell of the Secrets. Pure, but for the clock of transitions. */
final class PullVerification {

    private PullVerification() {}

    /**
     * The conditions with what the proof says. A login that is denied makes the object not ready, however valid it is.
     *
     * @param settled those that tell of the Secrets
     * @param before all that the object had; null for none
     */
    static List<Condition> add(
            List<Condition> settled, List<Condition> before, long generation, PullProof proof, Clock clock) {
        Conditions verified = new Conditions(before, generation, clock);
        switch (proof) {
            case PullProof.NotAsked none -> {
                return settled;
            }
            case PullProof.Pending pending -> verified.keep(PULL_VERIFIED);
            case PullProof.Answered(var status, var reason, var message) ->
                verified.set(PULL_VERIFIED, status, reason, message);
        }
        Optional<Condition> denied = Conditions.find(verified.build(), PULL_VERIFIED)
                .filter(condition -> Reason.PULL_DENIED.label().equals(condition.getReason()));
        if (denied.isPresent() && Conditions.isTrue(settled, READY, generation)) {
            verified.set(
                    READY,
                    ConditionStatus.FALSE,
                    Reason.PULL_DENIED,
                    denied.get().getMessage());
        }
        List<Condition> added = verified.build();
        return Stream.concat(
                        settled.stream().filter(condition -> added.stream()
                                .noneMatch(each -> each.getType().equals(condition.getType()))),
                        added.stream())
                .sorted(Comparator.comparing(Condition::getType))
                .toList();
    }
}
