package io.ecroperator.lifecycle;

import static io.ecroperator.status.ConditionStatus.FALSE;
import static io.ecroperator.status.ConditionStatus.TRUE;
import static io.ecroperator.status.ConditionType.READY;
import static io.ecroperator.status.ConditionType.STALLED;
import static java.util.stream.Collectors.joining;

import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrLifecyclePolicyStatus;
import io.ecroperator.policy.LifecyclePolicyDocument;
import io.ecroperator.policy.PolicySyntaxException;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Makes the whole status of an EcrLifecyclePolicy from how far it has got. */
final class LifecycleStatusFactory {

    /** So many names are listed; the counts tell the rest. */
    private static final int NAMED = 20;

    /** So many names are in a message. */
    private static final int NAMED_IN_A_MESSAGE = 5;

    private final Clock clock;

    /** The clock gives transition times. */
    LifecycleStatusFactory(Clock clock) {
        this.clock = clock;
    }

    /** A fresh object with nothing but identity and status, so that server-side apply owns the status and no more. */
    static EcrLifecyclePolicy patch(EcrLifecyclePolicy object, EcrLifecyclePolicyStatus status) {
        EcrLifecyclePolicy fresh = new EcrLifecyclePolicy();
        fresh.setMetadata(new ObjectMetaBuilder()
                .withName(object.getMetadata().getName())
                .withNamespace(object.getMetadata().getNamespace())
                .build());
        fresh.setStatus(status);
        return fresh;
    }

    /** The reason that the summary of a status gives. */
    static String readyReason(EcrLifecyclePolicyStatus status) {
        return Conditions.find(status.conditions(), READY)
                .map(Condition::getReason)
                .orElse("");
    }

    /** The status of a policy that is in force. */
    EcrLifecyclePolicyStatus status(EcrLifecyclePolicy object, LifecycleReach reach) {
        Conditions conditions = conditions(object);
        LifecyclePolicyDocument document;
        try {
            document = Attachments.document(object);
        } catch (PolicySyntaxException e) {
            return invalid(object, conditions, Optional.empty(), reach, e.getMessage());
        }
        List<String> violations = document.violations();
        if (!violations.isEmpty()) {
            String why = violations.stream().limit(NAMED_IN_A_MESSAGE).collect(joining("; "));
            return invalid(object, conditions, Optional.of(document), reach, why);
        }
        return status(object, settle(conditions, reach), Optional.of(document), reach);
    }

    /** The status of a policy that is being deleted and still stands somewhere. */
    EcrLifecyclePolicyStatus detaching(EcrLifecyclePolicy object, LifecycleReach reach) {
        Conditions conditions = conditions(object)
                .set(
                        READY,
                        FALSE,
                        Reason.DETACHING,
                        "The policy is being removed from " + names(reach.holding()) + ". "
                                + Reason.DETACHING.remedy());
        EcrLifecyclePolicyStatus before = object.getStatus();
        return new EcrLifecyclePolicyStatus(
                object.getMetadata().getGeneration(),
                conditions.build(),
                before == null ? null : before.digest(),
                reach.holding().size(),
                0,
                listed(reach.holding()),
                null);
    }

    private Conditions conditions(EcrLifecyclePolicy object) {
        List<Condition> before =
                object.getStatus() == null ? null : object.getStatus().conditions();
        return new Conditions(before, object.getMetadata().getGeneration(), clock);
    }

    private static EcrLifecyclePolicyStatus invalid(
            EcrLifecyclePolicy object,
            Conditions conditions,
            Optional<LifecyclePolicyDocument> document,
            LifecycleReach reach,
            String why) {
        String message = "spec: " + why + ". Nothing was changed in ECR.";
        conditions
                .set(READY, FALSE, Reason.INVALID_LIFECYCLE_POLICY, message)
                .set(STALLED, TRUE, Reason.INVALID_LIFECYCLE_POLICY, message);
        return status(object, conditions, document, reach);
    }

    private static Conditions settle(Conditions conditions, LifecycleReach reach) {
        if (!reach.contested().isEmpty()) {
            String message = names(reach.contested()) + " is selected by EcrLifecyclePolicy "
                    + String.join(", ", reach.rivals()) + " too, and keeps the policy that it has. "
                    + Reason.CONFLICT.remedy();
            return conditions.set(READY, FALSE, Reason.CONFLICT, message).set(STALLED, TRUE, Reason.CONFLICT, message);
        }
        if (!reach.pending().isEmpty()) {
            String message = "In ECR on " + reach.synced() + " of "
                    + reach.attached().size() + " repositories; not yet: " + names(reach.pending()) + ".";
            return conditions.set(READY, FALSE, Reason.ATTACHING, message);
        }
        return conditions.set(
                READY,
                TRUE,
                Reason.IN_SYNC,
                reach.attached().isEmpty()
                        ? "No EcrRepository names or is selected by this policy."
                        : "In ECR on all " + reach.attached().size() + " repositories that it is attached to.");
    }

    private static EcrLifecyclePolicyStatus status(
            EcrLifecyclePolicy object,
            Conditions conditions,
            Optional<LifecyclePolicyDocument> document,
            LifecycleReach reach) {
        return new EcrLifecyclePolicyStatus(
                object.getMetadata().getGeneration(),
                conditions.build(),
                document.map(LifecyclePolicyDocument::digest).orElse(null),
                reach.attached().size(),
                reach.synced(),
                listed(reach.pending()),
                listed(reach.contested()));
    }

    private static List<String> listed(List<String> names) {
        return names.isEmpty() ? null : names.stream().limit(NAMED).toList();
    }

    private static String names(List<String> names) {
        int more = names.size() - NAMED_IN_A_MESSAGE;
        return "EcrRepository " + names.stream().limit(NAMED_IN_A_MESSAGE).collect(joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
