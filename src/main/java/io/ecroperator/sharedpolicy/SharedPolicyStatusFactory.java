package io.ecroperator.sharedpolicy;

import static io.ecroperator.status.ConditionStatus.FALSE;
import static io.ecroperator.status.ConditionStatus.TRUE;
import static io.ecroperator.status.ConditionStatus.UNKNOWN;
import static io.ecroperator.status.ConditionType.READY;
import static io.ecroperator.status.ConditionType.RESOLVED_REFS;
import static io.ecroperator.status.ConditionType.STALLED;
import static java.util.stream.Collectors.joining;

import io.ecroperator.api.v1alpha1.SharedPolicy;
import io.ecroperator.api.v1alpha1.SharedPolicyStatus;
import io.ecroperator.attachment.Attachments;
import io.ecroperator.attachment.PolicyKind;
import io.ecroperator.policy.PolicyDocument;
import io.ecroperator.policy.PolicySyntaxException;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.Noun;
import io.ecroperator.status.Reason;
import io.ecroperator.undeclared.UndeclaredReach;
import io.ecroperator.undeclared.UndeclaredReach.Withheld;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the whole status of a shared policy from how far it has got. */
final class SharedPolicyStatusFactory {

    /** So many names are listed; the counts tell the rest. */
    private static final int NAMED = 20;

    private final PolicyKind kind;
    private final SharedPolicyMessages messages;
    private final Clock clock;

    /** The clock gives transition times. */
    SharedPolicyStatusFactory(PolicyKind kind, Clock clock) {
        this.kind = kind;
        this.messages = new SharedPolicyMessages(kind);
        this.clock = clock;
    }

    /** The status of a policy that is in force. */
    SharedPolicyStatus status(SharedPolicy object, SharedPolicyReach reach, UndeclaredReach undeclared) {
        Conditions conditions = conditions(object);
        if (object.getSpec() == null && object.getStatus() != null) {
            invalid(conditions, "cannot be read: it does not fit the schema");
            return unreadable(object.getStatus(), object.getMetadata().getGeneration(), conditions);
        }
        PolicyDocument document;
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
                conditions.set(READY, TRUE, Reason.IN_SYNC, messages.inSync(reach, undeclared));
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
    SharedPolicyStatus detaching(SharedPolicy object, SharedPolicyReach reach, UndeclaredReach undeclared) {
        Conditions conditions = conditions(object)
                .set(READY, FALSE, Reason.DETACHING, SharedPolicyMessages.detaching(reach.holding(), undeclared));
        SharedPolicyStatus before = object.getStatus();
        return new SharedPolicyStatus(
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
    private static SharedPolicyStatus unreadable(SharedPolicyStatus before, long generation, Conditions conditions) {
        return new SharedPolicyStatus(
                generation,
                conditions.build(),
                before.digest(),
                before.attachedRepositories(),
                before.undeclaredRepositories(),
                before.syncedRepositories(),
                before.pendingRepositories(),
                before.conflictingRepositories());
    }

    private Conditions conditions(SharedPolicy object) {
        return new Conditions(before(object), object.getMetadata().getGeneration(), clock);
    }

    private static List<Condition> before(SharedPolicy object) {
        return object.getStatus() == null ? null : object.getStatus().conditions();
    }

    private void invalid(Conditions conditions, String why) {
        stalled(conditions, kind.invalid(), "spec: " + why + ". Nothing was changed in ECR.");
    }

    private static void stalled(Conditions conditions, Reason reason, String message) {
        conditions.set(READY, FALSE, reason, message).set(STALLED, TRUE, reason, message);
    }

    /** Says what keeps the policy from being in force everywhere; false if nothing does. */
    private boolean settle(Conditions conditions, SharedPolicyReach reach, UndeclaredReach undeclared) {
        Optional<Withheld> withheld = undeclared.withheld();
        withheld.filter(Withheld::unresolved)
                .ifPresent(what -> conditions.set(RESOLVED_REFS, FALSE, what.reason(), what.why()));
        String beside = withheld.map(Withheld::why).map(" "::concat).orElse("");
        if (!reach.contested().isEmpty() || !undeclared.contested().isEmpty()) {
            stalled(conditions, Reason.CONFLICT, messages.conflict(reach, undeclared) + beside);
            return true;
        }
        if (!undeclared.taken().isEmpty()) {
            stalled(conditions, Reason.CLUSTER_NAME_TAKEN, messages.taken(undeclared.taken()) + beside);
            return true;
        }
        if (withheld.isPresent()) {
            stalled(
                    conditions,
                    withheld.get().reason(),
                    messages.notPermitted(withheld.get().why(), reach, undeclared));
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
                    SharedPolicyMessages.attaching(reach, undeclared));
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

    private static SharedPolicyStatus status(
            SharedPolicy object,
            Conditions conditions,
            Optional<PolicyDocument> document,
            SharedPolicyReach reach,
            UndeclaredReach undeclared) {
        Integer others = undeclaredRepositories(object, undeclared, undeclared.attached());
        int more = others == null ? 0 : others;
        return new SharedPolicyStatus(
                object.getMetadata().getGeneration(),
                conditions.build(),
                undeclared.isWithheld() && more > 0
                        ? object.getStatus().digest()
                        : document.map(PolicyDocument::digest).orElse(null),
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
    private static Integer undeclaredRepositories(SharedPolicy object, UndeclaredReach undeclared, List<String> names) {
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
