package io.ecroperator.lifecycle;

import static io.ecroperator.status.ConditionStatus.FALSE;
import static io.ecroperator.status.ConditionStatus.TRUE;
import static io.ecroperator.status.ConditionStatus.UNKNOWN;
import static io.ecroperator.status.ConditionType.READY;
import static io.ecroperator.status.ConditionType.RESOLVED_REFS;
import static io.ecroperator.status.ConditionType.STALLED;
import static java.util.stream.Collectors.joining;

import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrLifecyclePolicyStatus;
import io.ecroperator.attachment.Attachments;
import io.ecroperator.lifecycle.undeclared.UndeclaredReach;
import io.ecroperator.lifecycle.undeclared.UndeclaredReach.Withheld;
import io.ecroperator.policy.LifecyclePolicyDocument;
import io.ecroperator.policy.PolicySyntaxException;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.Noun;
import io.ecroperator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the whole status of an EcrLifecyclePolicy from how far it has got. */
final class LifecycleStatusFactory {

    /** So many names are listed; the counts tell the rest. */
    private static final int NAMED = 20;

    private final Clock clock;

    /** The clock gives transition times. */
    LifecycleStatusFactory(Clock clock) {
        this.clock = clock;
    }

    /** The status of a policy that is in force. */
    EcrLifecyclePolicyStatus status(EcrLifecyclePolicy object, LifecycleReach reach, UndeclaredReach undeclared) {
        Conditions conditions = conditions(object);
        if (object.getSpec() == null && object.getStatus() != null) {
            invalid(conditions, "cannot be read: it does not fit the schema");
            return unreadable(object.getStatus(), object.getMetadata().getGeneration(), conditions);
        }
        LifecyclePolicyDocument document;
        try {
            document = Attachments.document(object);
        } catch (PolicySyntaxException e) {
            invalid(conditions, e.getMessage());
            return status(object, conditions, Optional.empty(), reach, undeclared);
        }
        List<String> violations = document.violations();
        if (!violations.isEmpty()) {
            invalid(conditions, violations.stream().limit(Noun.NAMED).collect(joining("; ")));
        } else if (!settle(conditions, reach, undeclared)) {
            if (undeclared.seen()) {
                conditions.set(READY, TRUE, Reason.IN_SYNC, LifecycleMessages.inSync(reach, undeclared));
            } else if (!undeclared.isRefused()
                    && Conditions.isTrue(
                            before(object), READY, object.getMetadata().getGeneration())) {
                return object.getStatus(); // trouble of AWS alone says nothing about the object
            } else {
                unseen(conditions, undeclared);
            }
        }
        conditions.warn(Reason.ALL_TAGS_REQUIRED, "spec", document.warnings());
        return status(object, conditions, Optional.of(document), reach, undeclared);
    }

    /** The status of a policy that is being deleted and still stands somewhere. */
    EcrLifecyclePolicyStatus detaching(EcrLifecyclePolicy object, LifecycleReach reach, UndeclaredReach undeclared) {
        Conditions conditions = conditions(object)
                .set(READY, FALSE, Reason.DETACHING, LifecycleMessages.detaching(reach.holding(), undeclared));
        EcrLifecyclePolicyStatus before = object.getStatus();
        return new EcrLifecyclePolicyStatus(
                object.getMetadata().getGeneration(),
                conditions.build(),
                before == null ? null : before.digest(),
                reach.holding().size() + undeclared.holding().size(),
                undeclared.meant() ? undeclaredRepositories(object, undeclared, undeclared.holding()) : null,
                0,
                listed(reach.holding(), undeclared.holding()),
                null);
    }

    /** Where the rules stand is as it was, and is known again once the spec can be read. */
    private static EcrLifecyclePolicyStatus unreadable(
            EcrLifecyclePolicyStatus before, long generation, Conditions conditions) {
        return new EcrLifecyclePolicyStatus(
                generation,
                conditions.build(),
                before.digest(),
                before.attachedRepositories(),
                before.undeclaredRepositories(),
                before.syncedRepositories(),
                before.pendingRepositories(),
                before.conflictingRepositories());
    }

    private Conditions conditions(EcrLifecyclePolicy object) {
        return new Conditions(before(object), object.getMetadata().getGeneration(), clock);
    }

    private static List<Condition> before(EcrLifecyclePolicy object) {
        return object.getStatus() == null ? null : object.getStatus().conditions();
    }

    private static void invalid(Conditions conditions, String why) {
        stalled(conditions, Reason.INVALID_LIFECYCLE_POLICY, "spec: " + why + ". Nothing was changed in ECR.");
    }

    private static void stalled(Conditions conditions, Reason reason, String message) {
        conditions.set(READY, FALSE, reason, message).set(STALLED, TRUE, reason, message);
    }

    /** Says what keeps the policy from being in force everywhere; false if nothing does. */
    private static boolean settle(Conditions conditions, LifecycleReach reach, UndeclaredReach undeclared) {
        Optional<Withheld> withheld = undeclared.withheld();
        withheld.filter(Withheld::unresolved)
                .ifPresent(what -> conditions.set(RESOLVED_REFS, FALSE, what.reason(), what.why()));
        String beside = withheld.map(Withheld::why).map(" "::concat).orElse("");
        if (!reach.contested().isEmpty() || !undeclared.contested().isEmpty()) {
            stalled(conditions, Reason.CONFLICT, LifecycleMessages.conflict(reach, undeclared) + beside);
            return true;
        }
        if (!undeclared.taken().isEmpty()) {
            stalled(conditions, Reason.CLUSTER_NAME_TAKEN, LifecycleMessages.taken(undeclared.taken()) + beside);
            return true;
        }
        if (withheld.isPresent()) {
            stalled(
                    conditions,
                    withheld.get().reason(),
                    LifecycleMessages.notPermitted(withheld.get().why(), reach, undeclared));
            return true;
        }
        boolean waits = !reach.pending().isEmpty()
                || !undeclared.pending().isEmpty()
                || !undeclared.holding().isEmpty();
        if (waits) {
            Optional<FailureReport> refusal = undeclared.failure().filter(report -> !report.trouble());
            conditions.set(
                    READY,
                    FALSE,
                    refusal.map(FailureReport::reason).orElse(Reason.ATTACHING),
                    LifecycleMessages.attaching(reach, undeclared));
        }
        return waits;
    }

    private static void unseen(Conditions conditions, UndeclaredReach undeclared) {
        undeclared
                .failure()
                .ifPresentOrElse(
                        report -> conditions.set(READY, UNKNOWN, report.reason(), report.message()),
                        () -> conditions.set(
                                READY,
                                UNKNOWN,
                                Reason.WAITING_FOR_REGISTRY,
                                Reason.WAITING_FOR_REGISTRY.meaning() + " " + Reason.WAITING_FOR_REGISTRY.remedy()));
    }

    private static EcrLifecyclePolicyStatus status(
            EcrLifecyclePolicy object,
            Conditions conditions,
            Optional<LifecyclePolicyDocument> document,
            LifecycleReach reach,
            UndeclaredReach undeclared) {
        Integer others = undeclaredRepositories(object, undeclared, undeclared.attached());
        int more = others == null ? 0 : others;
        return new EcrLifecyclePolicyStatus(
                object.getMetadata().getGeneration(),
                conditions.build(),
                undeclared.isWithheld() && more > 0
                        ? object.getStatus().digest()
                        : document.map(LifecyclePolicyDocument::digest).orElse(null),
                reach.attached().size() + more,
                others,
                reach.synced()
                        + (undeclared.isWithheld()
                                ? 0
                                : more - undeclared.pending().size()),
                listed(reach.pending(), undeclared.pending()),
                listed(reach.contested(), undeclared.contested()));
    }

    /** As many as there were, while ECR cannot be looked at; none at all once the patterns are gone and their traces too. */
    private static Integer undeclaredRepositories(
            EcrLifecyclePolicy object, UndeclaredReach undeclared, List<String> names) {
        if (!undeclared.seen()) {
            return object.getStatus() == null ? null : object.getStatus().undeclaredRepositories();
        }
        boolean patterns = object.getSpec() != null && object.getSpec().repositoryNamePatterns() != null;
        return undeclared.meant() && (patterns || !undeclared.holding().isEmpty()) ? names.size() : null;
    }

    private static List<String> listed(List<String> declared, List<String> undeclared) {
        List<String> names = Stream.concat(declared.stream(), undeclared.stream())
                .limit(NAMED)
                .toList();
        return names.isEmpty() ? null : names;
    }
}
