package io.ecroperator.undeclared;

import io.ecroperator.access.Access;
import io.ecroperator.access.Power;
import io.ecroperator.api.v1alpha1.OnDelete;
import io.ecroperator.api.v1alpha1.OnExisting;
import io.ecroperator.api.v1alpha1.SharedPolicy;
import io.ecroperator.api.v1alpha1.SharedPolicyStatus;
import io.ecroperator.attachment.Attachments;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.view.DeepFacet;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.aws.view.ViewedRepository;
import io.ecroperator.ownership.ClusterUid;
import io.ecroperator.ownership.Ownership;
import io.ecroperator.policy.PolicyDifference;
import io.ecroperator.policy.PolicyDocument;
import io.ecroperator.policy.PolicySyntaxException;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.undeclared.PolicyChange.DeletePolicy;
import io.ecroperator.undeclared.PolicyChange.PutPolicy;
import io.ecroperator.undeclared.PolicyChange.TagResource;
import io.ecroperator.undeclared.PolicyChange.UntagResource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Decides what one policy means for a repository that no EcrRepository declares. Pure.
 */
final class UndeclaredPlanner {

    private final SharedPolicy policy;
    private final PolicyDoor door;
    private final PolicyMark mark;
    private final ClusterUid clusterUid;
    private final Access access;
    private final UndeclaredStart start;
    private final boolean tagsComeInBulk;
    private final List<? extends SharedPolicy> others;
    private final Optional<PolicyDocument> document;

    /**
     * Plans for one policy.
     *
     * @param door what of a repository such a policy is
     * @param mark the tag that notes the policy on a repository
     * @param clusterUid which cluster this is
     * @param access whose patterns count where, and who may replace what others have set
     * @param policies all policies of the cluster, this one too
     * @param tagsComeInBulk whether a repository whose tags nobody has read most likely has none
     */
    UndeclaredPlanner(
            SharedPolicy policy,
            PolicyDoor door,
            PolicyMark mark,
            ClusterUid clusterUid,
            Access access,
            Collection<? extends SharedPolicy> policies,
            UndeclaredStart start,
            boolean tagsComeInBulk) {
        this.policy = policy;
        this.door = door;
        this.mark = mark;
        this.clusterUid = clusterUid;
        this.access = access;
        this.start = start;
        this.tagsComeInBulk = tagsComeInBulk;
        this.others = policies.stream()
                .filter(other ->
                        !other.isMarkedForDeletion() && !fullName(other).equals(fullName(policy)))
                .toList();
        this.document = usable(policy);
    }

    /** What the policy says; empty if that cannot be used. */
    Optional<PolicyDocument> document() {
        return document;
    }

    /** What is to be done about a repository that is in ECR and that no EcrRepository declares. */
    UndeclaredDecision decide(Repository repository, ViewedRepository seen) {
        boolean matched = !policy.isMarkedForDeletion() && reaches(policy, repository);
        Optional<Map<String, String>> tags = seen.tags().toOptional();
        if (tags.isEmpty()) {
            return untold(repository, matched);
        }
        boolean marked = mark.isIn(tags.get());
        String owner = tags.get().get(Ownership.TAG_KEY);
        if (owner != null) {
            boolean mayRemove = matched || Attachments.onDelete(policy) == OnDelete.REMOVE;
            return marked && mayRemove && !mark.isOfSameCluster(owner)
                    ? withdraw(repository, seen, owner)
                    : new UndeclaredDecision.None();
        }
        Optional<String> twin = mark.strangerIn(tags.get(), clusterUid).filter(uid -> marked);
        if (twin.isPresent()) {
            return matched ? new UndeclaredDecision.Taken(twin.get()) : new UndeclaredDecision.None();
        }
        if (!matched) {
            return marked && Attachments.onDelete(policy) == OnDelete.REMOVE
                    ? detach(
                            repository,
                            seen,
                            has(Power.REPOSITORY_NAME_PATTERNS, policy, repository) && mark.stands(tags.get()))
                    : new UndeclaredDecision.None();
        }
        SortedSet<String> rivals = rivals(repository);
        if (!rivals.isEmpty()) {
            return new UndeclaredDecision.Contested(rivals);
        }
        if (document.isEmpty()) {
            return new UndeclaredDecision.None();
        }
        if (marked && mark.replacedIn(tags.get(), clusterUid)) {
            return new UndeclaredDecision.Attach(
                    List.of(new TagResource(repository.repositoryArn(), mark.value(tags.get()))));
        }
        if (!marked) {
            return attach(repository, seen, document.get());
        }
        return mark.stands(tags.get())
                ? keep(repository, seen, document.get())
                : resume(repository, seen, document.get());
    }

    /** Without its tags, nobody knows whether the repository is ours: an edit or a deletion has to know. */
    private UndeclaredDecision untold(Repository repository, boolean matched) {
        if (matched && start.knew(repository, policy)) {
            return tagsComeInBulk ? new UndeclaredDecision.Kept() : new UndeclaredDecision.Synced();
        }
        boolean mayBeLeftBehind = !tagsComeInBulk
                && Attachments.onDelete(policy) == OnDelete.REMOVE
                && policy.getStatus() != null
                && policy.getStatus().undeclaredRepositories() != null
                && (policy.isMarkedForDeletion() || !settled());
        return matched || mayBeLeftBehind
                ? new UndeclaredDecision.Unread(DeepFacet.TAGS, matched)
                : new UndeclaredDecision.None();
    }

    /** Without the power, or as long as nobody knows whether ECR took the rules, they are read first. */
    private UndeclaredDecision detach(Repository repository, ViewedRepository seen, boolean whateverStands) {
        if (!whateverStands && door.text(seen).isUnread()) {
            return new UndeclaredDecision.Unread(door.facet(), false);
        }
        PolicyChange untag = new UntagResource(repository.repositoryArn(), true);
        boolean leaves = door.text(seen) instanceof Reading.Absent || !(whateverStands || isOurs(seen));
        return new UndeclaredDecision.Detach(
                leaves ? List.of(untag) : List.of(delete(repository, seen), untag), !whateverStands);
    }

    private PolicyChange delete(Repository repository, ViewedRepository seen) {
        return new DeletePolicy(repository.repositoryName(), difference(seen, Optional.empty()));
    }

    private PolicyChange put(Repository repository, ViewedRepository seen, PolicyDocument wanted) {
        return new PutPolicy(
                repository.repositoryName(),
                wanted.text(),
                policy.getSpec().mayLockOut(),
                difference(seen, Optional.of(wanted)));
    }

    private Optional<PolicyDifference> difference(ViewedRepository seen, Optional<PolicyDocument> wanted) {
        return door.text(seen).isUnread()
                ? Optional.empty()
                : Optional.of(PolicyDifference.between(door.found(seen), wanted));
    }

    /** Rules go only if they are the ones that we have put. What this cluster owns is an EcrRepository's to write. */
    private UndeclaredDecision withdraw(Repository repository, ViewedRepository seen, String owner) {
        if (door.text(seen).isUnread()) {
            return new UndeclaredDecision.Unread(door.facet(), false);
        }
        PolicyChange untag = new UntagResource(
                repository.repositoryArn(),
                seen.tags()
                        .toOptional()
                        .flatMap(tags -> mark.strangerIn(tags, clusterUid))
                        .isEmpty());
        return new UndeclaredDecision.Withdraw(
                owner, isOurs(seen) ? List.of(delete(repository, seen), untag) : List.of(untag));
    }

    private boolean isOurs(ViewedRepository seen) {
        Optional<PolicyDocument> found = door.found(seen);
        Optional<String> told = Optional.ofNullable(policy.getStatus()).map(SharedPolicyStatus::digest);
        Map<String, String> tags = seen.tags().toOptional().orElse(Map.of());
        return found.isPresent()
                && (found.equals(document)
                        || found.map(PolicyDocument::digest).equals(told)
                        || mark.announces(tags, found.get()));
    }

    /** Rules were announced, and nobody knows whether ECR took them: what others have set since is theirs. */
    private UndeclaredDecision resume(Repository repository, ViewedRepository seen, PolicyDocument wanted) {
        if (door.text(seen).isUnread()) {
            return new UndeclaredDecision.Unread(door.facet(), true);
        }
        PolicyChange confirm = new TagResource(repository.repositoryArn(), mark.policy());
        if (has(seen, wanted)) {
            return new UndeclaredDecision.Attach(List.of(confirm));
        }
        return isOurs(seen)
                ? new UndeclaredDecision.Attach(List.of(confirm, put(repository, seen, wanted)))
                : attach(repository, seen, wanted);
    }

    /** The repository carries our mark, and has had our rules. */
    private UndeclaredDecision keep(Repository repository, ViewedRepository seen, PolicyDocument wanted) {
        Optional<String> trusted = start.digestOn(repository);
        if (door.text(seen).isUnread() && trusted.isEmpty()) {
            return new UndeclaredDecision.Unread(door.facet(), true);
        }
        boolean stands = door.text(seen).isUnread()
                ? trusted.filter(wanted.digest()::equals).isPresent()
                : has(seen, wanted);
        return stands
                ? new UndeclaredDecision.Synced()
                : new UndeclaredDecision.Attach(List.of(put(repository, seen, wanted)));
    }

    private UndeclaredDecision attach(Repository repository, ViewedRepository seen, PolicyDocument wanted) {
        if (door.text(seen).isUnread()) {
            return start.knew(repository, policy)
                    ? new UndeclaredDecision.Kept()
                    : new UndeclaredDecision.Unread(door.facet(), true);
        }
        if (has(seen, wanted)) {
            return new UndeclaredDecision.Synced();
        }
        boolean empty = door.text(seen) instanceof Reading.Absent;
        return empty || mayReplace(repository)
                ? new UndeclaredDecision.Attach(List.of(
                        new TagResource(repository.repositoryArn(), mark.announcing(wanted)),
                        put(repository, seen, wanted),
                        new TagResource(repository.repositoryArn(), mark.policy())))
                : new UndeclaredDecision.Kept();
    }

    private boolean mayReplace(Repository repository) {
        return policy.getSpec() != null
                && policy.getSpec().onExisting() == OnExisting.REPLACE
                && has(Power.ON_EXISTING_REPLACE, policy, repository);
    }

    private boolean reaches(SharedPolicy each, Repository repository) {
        return Attachments.matches(each, repository.repositoryName())
                && has(Power.REPOSITORY_NAME_PATTERNS, each, repository);
    }

    private boolean has(Power power, SharedPolicy each, Repository repository) {
        return access.missing(power, door.kind(), each.getMetadata().getNamespace(), repository.repositoryName())
                .isEmpty();
    }

    private SortedSet<String> rivals(Repository repository) {
        SortedSet<String> rivals = new TreeSet<>();
        others.stream().filter(other -> reaches(other, repository)).forEach(other -> rivals.add(fullName(other)));
        return rivals;
    }

    /** Whether the status says that all is done for this very spec. */
    private boolean settled() {
        return Conditions.isTrue(
                policy.getStatus().conditions(),
                ConditionType.READY,
                policy.getMetadata().getGeneration());
    }

    /** Whether the policy that was read in ECR means the same. */
    private boolean has(ViewedRepository seen, PolicyDocument wanted) {
        return door.found(seen).filter(wanted::equals).isPresent();
    }

    private static Optional<PolicyDocument> usable(SharedPolicy policy) {
        try {
            return Optional.of(Attachments.document(policy))
                    .filter(document -> document.violations().isEmpty());
        } catch (PolicySyntaxException e) {
            return Optional.empty();
        }
    }

    private static String fullName(SharedPolicy policy) {
        return policy.getMetadata().getNamespace() + "/" + policy.getMetadata().getName();
    }
}
