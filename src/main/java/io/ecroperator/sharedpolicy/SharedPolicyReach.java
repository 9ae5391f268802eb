package io.ecroperator.sharedpolicy;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.ManagementPolicy;
import io.ecroperator.api.v1alpha1.SharedPolicy;
import io.ecroperator.attachment.Attachment;
import io.ecroperator.attachment.Attachment.Attached;
import io.ecroperator.attachment.Attachment.Unsettled;
import io.ecroperator.attachment.Attachments;
import io.ecroperator.attachment.PolicyKind;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Reason;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * How far a policy has got, from what the EcrRepositories of its namespace say. Names are sorted. Pure.
 *
 * @param attached EcrRepositories that the policy is attached to
 * @param pending those of them that do not have it in ECR
 * @param contested EcrRepositories that another policy selects or matches too
 * @param rivals the other policies
 * @param holding EcrRepositories that still have the policy, or may be about to get it, although it is being deleted
 */
record SharedPolicyReach(
        List<String> attached,
        List<String> pending,
        List<String> contested,
        List<String> rivals,
        List<String> holding) {

    /** Looks at every repository of the namespace. */
    static SharedPolicyReach of(
            PolicyKind kind,
            SharedPolicy policy,
            Collection<EcrRepository> repositories,
            Collection<? extends SharedPolicy> policies) {
        Attachments attachments = new Attachments(kind);
        String name = policy.getMetadata().getName();
        TreeSet<String> attached = new TreeSet<>();
        TreeSet<String> pending = new TreeSet<>();
        TreeSet<String> contested = new TreeSet<>();
        TreeSet<String> rivals = new TreeSet<>();
        TreeSet<String> holding = new TreeSet<>();
        for (EcrRepository repository :
                repositories.stream().filter(SharedPolicyReach::isKept).toList()) {
            String repositoryName = repository.getMetadata().getName();
            Attachment attachment = attachments.of(repository, policies);
            if (attachment instanceof Attached(var attachedName, var by, var document, var mayLockOut)
                    && attachedName.equals(name)) {
                attached.add(repositoryName);
                if (!attachments.stands(repository.getStatus(), attachment)) {
                    pending.add(repositoryName);
                }
            }
            if (attachment instanceof Unsettled unsettled
                    && unsettled.reason() == Reason.CONFLICT
                    && unsettled.policies().contains(name)) {
                contested.add(repositoryName);
                rivals.addAll(unsettled.policies());
            }
            if (holds(attachments, repository, name, attachment)) {
                holding.add(repositoryName);
            }
        }
        rivals.remove(name);
        return new SharedPolicyReach(
                List.copyOf(attached),
                List.copyOf(pending),
                List.copyOf(contested),
                List.copyOf(rivals),
                List.copyOf(holding));
    }

    /** Where only somebody watches, or a deletion is under way, nothing is attached and nothing waits. */
    private static boolean isKept(EcrRepository repository) {
        return !repository.isMarkedForDeletion()
                && repository.getSpec() != null
                && repository.getSpec().managementPolicy() != ManagementPolicy.OBSERVE;
    }

    /** A repository in the middle of a pass may have got the policy without its status saying so yet. */
    private static boolean holds(
            Attachments attachments, EcrRepository repository, String policy, Attachment attachment) {
        boolean inTheMiddle = attachment instanceof Attachment.Detached(var detached, var by)
                && detached.equals(policy)
                && !Conditions.isTrue(
                        repository.getStatus() == null
                                ? null
                                : repository.getStatus().conditions(),
                        ConditionType.SYNCED,
                        repository.getMetadata().getGeneration());
        return attachments.has(repository, policy) || inTheMiddle;
    }

    /** On how many of the repositories that it is attached to the policy stands in ECR. */
    int synced() {
        return attached.size() - pending.size();
    }
}
