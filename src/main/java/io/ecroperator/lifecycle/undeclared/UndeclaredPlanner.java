package io.ecroperator.lifecycle.undeclared;

import io.ecroperator.access.Access;
import io.ecroperator.access.Power;
import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrLifecyclePolicyStatus;
import io.ecroperator.api.v1alpha1.OnDelete;
import io.ecroperator.api.v1alpha1.OnExisting;
import io.ecroperator.attachment.Attachments;
import io.ecroperator.attachment.LifecycleDocuments;
import io.ecroperator.aws.LifecyclePolicyText;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.view.DeepFacet;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.aws.view.ViewedRepository;
import io.ecroperator.lifecycle.undeclared.LifecycleChange.DeleteLifecyclePolicy;
import io.ecroperator.lifecycle.undeclared.LifecycleChange.PutLifecyclePolicy;
import io.ecroperator.lifecycle.undeclared.LifecycleChange.TagResource;
import io.ecroperator.lifecycle.undeclared.LifecycleChange.UntagResource;
import io.ecroperator.ownership.ClusterUid;
import io.ecroperator.ownership.Ownership;
import io.ecroperator.policy.LifecyclePolicyDocument;
import io.ecroperator.policy.PolicyDifference;
import io.ecroperator.policy.PolicySyntaxException;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
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

    private static final LifecyclePolicyDocument NO_RULES = LifecycleDocuments.of(List.of(), null);

    private final EcrLifecyclePolicy policy;
    private final LifecycleMark mark;
    private final ClusterUid clusterUid;
    private final Access access;
    private final UndeclaredStart start;
    private final boolean tagsComeInBulk;
    private final List<EcrLifecyclePolicy> others;
    private final Optional<LifecyclePolicyDocument> document;

    /**
     * Plans for one policy.
     *
     * @param mark the tag that notes the policy on a repository
     * @param clusterUid which cluster this is
     * @param access whose patterns count where, and who may replace what others have set
     * @param policies all policies of the cluster, this one too
     * @param tagsComeInBulk whether a repository whose tags nobody has read most likely has none
     */
    UndeclaredPlanner(
            EcrLifecyclePolicy policy,
            LifecycleMark mark,
            ClusterUid clusterUid,
            Access access,
            Collection<EcrLifecyclePolicy> policies,
            UndeclaredStart start,
            boolean tagsComeInBulk) {
        this.policy = policy;
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
        Optional<String> twin = clusterUid.strangerIn(tags.get()).filter(uid -> marked);
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
        if (marked && clusterUid.replacedIn(tags.get())) {
            return new UndeclaredDecision.Attach(List.of(
                    new TagResource(repository.repositoryArn(), tags.get().get(Ownership.LIFECYCLE_POLICY_TAG_KEY))));
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
        if (!whateverStands && seen.lifecyclePolicy().isUnread()) {
            return new UndeclaredDecision.Unread(DeepFacet.LIFECYCLE_POLICY, false);
        }
        LifecycleChange untag = new UntagResource(repository.repositoryArn(), true);
        boolean leaves = seen.lifecyclePolicy() instanceof Reading.Absent || !(whateverStands || isOurs(seen));
        return new UndeclaredDecision.Detach(
                leaves ? List.of(untag) : List.of(delete(repository, seen), untag), !whateverStands);
    }

    private static LifecycleChange delete(Repository repository, ViewedRepository seen) {
        return new DeleteLifecyclePolicy(repository.repositoryName(), difference(seen, NO_RULES));
    }

    private static LifecycleChange put(Repository repository, ViewedRepository seen, LifecyclePolicyDocument wanted) {
        return new PutLifecyclePolicy(repository.repositoryName(), wanted.text(), difference(seen, wanted));
    }

    private static Optional<PolicyDifference> difference(ViewedRepository seen, LifecyclePolicyDocument wanted) {
        return seen.lifecyclePolicy().isUnread()
                ? Optional.empty()
                : Optional.of(PolicyDifference.ofLifecyclePolicy(
                        seen.lifecyclePolicy().toOptional().map(LifecyclePolicyText::text), wanted));
    }

    /** Rules go only if they are the ones that we have put. What this cluster owns is an EcrRepository's to write. */
    private UndeclaredDecision withdraw(Repository repository, ViewedRepository seen, String owner) {
        if (seen.lifecyclePolicy().isUnread()) {
            return new UndeclaredDecision.Unread(DeepFacet.LIFECYCLE_POLICY, false);
        }
        LifecycleChange untag = new UntagResource(
                repository.repositoryArn(),
                seen.tags().toOptional().flatMap(clusterUid::strangerIn).isEmpty());
        return new UndeclaredDecision.Withdraw(
                owner, isOurs(seen) ? List.of(delete(repository, seen), untag) : List.of(untag));
    }

    private boolean isOurs(ViewedRepository seen) {
        Optional<LifecyclePolicyDocument> found =
                seen.lifecyclePolicy().toOptional().flatMap(text -> parsed(text.text()));
        Optional<String> told = Optional.ofNullable(policy.getStatus()).map(EcrLifecyclePolicyStatus::digest);
        Map<String, String> tags = seen.tags().toOptional().orElse(Map.of());
        return found.isPresent()
                && (found.equals(document)
                        || found.map(LifecyclePolicyDocument::digest).equals(told)
                        || mark.announces(tags, found.get()));
    }

    /** Rules were announced, and nobody knows whether ECR took them: what others have set since is theirs. */
    private UndeclaredDecision resume(Repository repository, ViewedRepository seen, LifecyclePolicyDocument wanted) {
        if (seen.lifecyclePolicy().isUnread()) {
            return new UndeclaredDecision.Unread(DeepFacet.LIFECYCLE_POLICY, true);
        }
        LifecycleChange confirm = new TagResource(repository.repositoryArn(), mark.policy());
        if (has(seen, wanted)) {
            return new UndeclaredDecision.Attach(List.of(confirm));
        }
        return isOurs(seen)
                ? new UndeclaredDecision.Attach(List.of(confirm, put(repository, seen, wanted)))
                : attach(repository, seen, wanted);
    }

    /** The repository carries our mark, and has had our rules. */
    private UndeclaredDecision keep(Repository repository, ViewedRepository seen, LifecyclePolicyDocument wanted) {
        Optional<String> trusted = start.digestOn(repository);
        if (seen.lifecyclePolicy().isUnread() && trusted.isEmpty()) {
            return new UndeclaredDecision.Unread(DeepFacet.LIFECYCLE_POLICY, true);
        }
        boolean stands = seen.lifecyclePolicy().isUnread()
                ? trusted.filter(wanted.digest()::equals).isPresent()
                : has(seen, wanted);
        return stands
                ? new UndeclaredDecision.Synced()
                : new UndeclaredDecision.Attach(List.of(put(repository, seen, wanted)));
    }

    private UndeclaredDecision attach(Repository repository, ViewedRepository seen, LifecyclePolicyDocument wanted) {
        if (seen.lifecyclePolicy().isUnread()) {
            return start.knew(repository, policy)
                    ? new UndeclaredDecision.Kept()
                    : new UndeclaredDecision.Unread(DeepFacet.LIFECYCLE_POLICY, true);
        }
        if (has(seen, wanted)) {
            return new UndeclaredDecision.Synced();
        }
        boolean empty = seen.lifecyclePolicy() instanceof Reading.Absent;
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

    private boolean reaches(EcrLifecyclePolicy each, Repository repository) {
        return Attachments.matches(each, repository.repositoryName())
                && has(Power.REPOSITORY_NAME_PATTERNS, each, repository);
    }

    private boolean has(Power power, EcrLifecyclePolicy each, Repository repository) {
        return access.missing(power, each.getMetadata().getNamespace(), repository.repositoryName())
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
    static boolean has(ViewedRepository seen, LifecyclePolicyDocument wanted) {
        return seen.lifecyclePolicy()
                .toOptional()
                .map(LifecyclePolicyText::text)
                .filter(text -> parsed(text).filter(wanted::equals).isPresent())
                .isPresent();
    }

    private static Optional<LifecyclePolicyDocument> parsed(String text) {
        try {
            return Optional.of(LifecyclePolicyDocument.parse(text));
        } catch (PolicySyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<LifecyclePolicyDocument> usable(EcrLifecyclePolicy policy) {
        try {
            return Optional.of(Attachments.document(policy))
                    .filter(document -> document.violations().isEmpty());
        } catch (PolicySyntaxException e) {
            return Optional.empty();
        }
    }

    private static String fullName(EcrLifecyclePolicy policy) {
        return policy.getMetadata().getNamespace() + "/" + policy.getMetadata().getName();
    }
}
