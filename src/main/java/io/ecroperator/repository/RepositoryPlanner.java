package io.ecroperator.repository;

import io.ecroperator.access.Power;
import io.ecroperator.api.v1alpha1.AdoptionPolicy;
import io.ecroperator.api.v1alpha1.RecreatePolicy;
import io.ecroperator.aws.Encryption;
import io.ecroperator.aws.LifecyclePolicyText;
import io.ecroperator.aws.NewRepository;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.aws.view.ViewedRepository;
import io.ecroperator.managed.Plan;
import io.ecroperator.managed.Refusal;
import io.ecroperator.ownership.Ownership;
import io.ecroperator.policy.PolicyDifference;
import io.ecroperator.policy.PolicyDocument;
import io.ecroperator.policy.PolicyEdit;
import io.ecroperator.repository.RepositoryChange.CreateRepository;
import io.ecroperator.repository.RepositoryChange.DeleteLifecyclePolicy;
import io.ecroperator.repository.RepositoryChange.DeleteRepositoryPolicy;
import io.ecroperator.repository.RepositoryChange.PutImageScanningConfiguration;
import io.ecroperator.repository.RepositoryChange.PutImageTagMutability;
import io.ecroperator.repository.RepositoryChange.PutLifecyclePolicy;
import io.ecroperator.repository.RepositoryChange.SetRepositoryPolicy;
import io.ecroperator.repository.RepositoryChange.TagResource;
import io.ecroperator.repository.RepositoryChange.UntagResource;
import io.ecroperator.status.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Compares what the spec asks for with what ECR holds. Pure. A part that nobody has read is left as it is, which does not
 * mean that it is equal: {@link io.ecroperator.managed.Observation.Seen#doubt} says what the plan does not know.
 */
public final class RepositoryPlanner {

    /** The plan that leads from {@code seen} to {@code desired}. */
    public Plan<RepositoryChange> plan(DesiredRepository desired, ViewedRepository seen, RecordedRepository recorded) {
        return switch (seen.repository()) {
            case Reading.Found<Repository>(var repository) -> forExisting(desired, repository, seen, recorded);
            case Reading.Absent<Repository> absent -> forMissing(desired, recorded);
            case Reading.Unread<Repository> unread -> throw new IllegalStateException("planned before a look at ECR");
        };
    }

    private static Plan<RepositoryChange> forMissing(DesiredRepository desired, RecordedRepository recorded) {
        List<RepositoryChange> changes = new ArrayList<>();
        Map<String, String> tags = new HashMap<>(desired.tags().orElse(Map.of()));
        tags.put(Ownership.TAG_KEY, desired.owner());
        tags.put(Ownership.CLUSTER_UID_TAG_KEY, desired.clusterUid().uid());
        changes.add(new CreateRepository(new NewRepository(
                desired.repositoryName(),
                tags,
                desired.tagMutability().orElse(null),
                desired.scanOnPush().orElse(null),
                desired.encryption().or(desired::encryptionAtCreation).orElse(null))));
        lifecyclePolicy(desired, Reading.absent()).ifPresent(changes::add);
        repositoryPolicy(desired, Reading.absent()).ifPresent(changes::add);
        if (recorded.incarnation().isPresent() && desired.recreatePolicy() == RecreatePolicy.REPORT) {
            String message = "Repository " + desired.repositoryName() + " is gone from ECR without this object being"
                    + " deleted. " + Reason.REPOSITORY_MISSING.remedy();
            return new Plan<>(changes, Optional.of(new Refusal(Reason.REPOSITORY_MISSING, message, true)));
        }
        return Plan.of(changes);
    }

    private static Plan<RepositoryChange> forExisting(
            DesiredRepository desired, Repository repository, ViewedRepository seen, RecordedRepository recorded) {
        List<RepositoryChange> changes = new ArrayList<>();
        tags(desired, repository, seen.tags(), recorded).forEach(changes::add);
        desired.tagMutability()
                .filter(wanted -> !wanted.equals(repository.tagMutability()))
                .ifPresent(wanted -> changes.add(
                        new PutImageTagMutability(repository.repositoryName(), repository.tagMutability(), wanted)));
        desired.scanOnPush()
                .filter(wanted -> wanted != repository.scanOnPush())
                .ifPresent(
                        wanted -> changes.add(new PutImageScanningConfiguration(repository.repositoryName(), wanted)));
        lifecyclePolicy(desired, seen.lifecyclePolicy()).ifPresent(changes::add);
        repositoryPolicy(desired, seen.repositoryPolicy()).ifPresent(changes::add);
        return new Plan<>(
                changes,
                ownership(desired, repository, seen.tags(), recorded)
                        .or(() -> encryption(desired, repository, owned(desired, repository, seen.tags(), recorded))));
    }

    /** Whether this object may write to a repository that exists. */
    private static Optional<Refusal> ownership(
            DesiredRepository desired,
            Repository repository,
            Reading<Map<String, String>> tags,
            RecordedRepository recorded) {
        Optional<String> owner = tags.toOptional().map(found -> found.get(Ownership.TAG_KEY));
        if (owner.isPresent() && !owner.get().equals(desired.owner())) {
            return ofAnother(desired, repository, owner.get(), recorded);
        }
        boolean named = owner.isPresent() || recorded.is(repository);
        Optional<String> twin = tags.toOptional().filter(found -> named).flatMap(desired.clusterUid()::strangerIn);
        if (twin.isPresent()) {
            return refusal(
                    Reason.CLUSTER_NAME_TAKEN,
                    "Repository " + repository.repositoryName() + ": "
                            + desired.clusterUid().taken(twin.get()) + "; nothing was changed. ");
        }
        boolean permitted =
                owned(desired, repository, tags, recorded) || desired.adoptionPolicy() != AdoptionPolicy.IF_OWNED;
        return permitted
                ? Optional.empty()
                : refusal(
                        Reason.NOT_OWNED,
                        "Repository " + repository.repositoryName()
                                + " exists already and is not managed by ecr-operator; nothing was changed. ");
    }

    /** Two objects with Always must not take a repository from each other in turn: the one that had it stands back. */
    private static Optional<Refusal> ofAnother(
            DesiredRepository desired, Repository repository, String owner, RecordedRepository recorded) {
        String name = "Repository " + repository.repositoryName();
        if (recorded.is(repository)) {
            String message = name + " was taken over by " + owner + " (tag " + Ownership.TAG_KEY
                    + "); nothing was changed. Delete this object (the repository stays), and apply it again with"
                    + " adoptionPolicy: Always to take the repository back, which "
                    + Power.ADOPTION_POLICY_ALWAYS.property() + " has to grant to the namespace.";
            return Optional.of(new Refusal(Reason.OWNED_BY_ANOTHER, message, true));
        }
        String whose = name + " belongs to " + owner + " (tag " + Ownership.TAG_KEY + ")";
        return desired.adoptionPolicy() == AdoptionPolicy.ALWAYS
                ? desired.takingNotPermitted().map(grant -> notPermitted(whose, grant))
                : refusal(Reason.OWNED_BY_ANOTHER, whose + "; nothing was changed. ");
    }

    private static Refusal notPermitted(String whose, String grant) {
        String message = whose + ", and adoptionPolicy: Always may not take it from there; nothing was changed. "
                + grant + " Without that, choose another repositoryName, or have the owner remove the tag in ECR.";
        return new Refusal(Reason.NOT_PERMITTED, message, true);
    }

    private static Optional<Refusal> refusal(Reason reason, String message) {
        return Optional.of(new Refusal(reason, message + reason.remedy(), true));
    }

    private static boolean owned(
            DesiredRepository desired,
            Repository repository,
            Reading<Map<String, String>> tags,
            RecordedRepository recorded) {
        return recorded.is(repository)
                || tags.toOptional()
                        .map(found -> desired.owner().equals(found.get(Ownership.TAG_KEY)))
                        .orElse(false);
    }

    /** Another encryption can only be reported; it keeps a repository from being adopted, not from being kept. */
    private static Optional<Refusal> encryption(DesiredRepository desired, Repository repository, boolean owned) {
        return desired.encryption()
                .filter(wanted -> !sameEncryption(wanted, repository.encryption()))
                .map(wanted -> new Refusal(
                        Reason.ENCRYPTION_MISMATCH,
                        "Repository " + repository.repositoryName() + " is encrypted with "
                                + text(repository.encryption()) + ", the spec asks for " + text(wanted)
                                + ", and ECR cannot change it. " + Reason.ENCRYPTION_MISMATCH.remedy(),
                        !owned));
    }

    /** A key that is named by an alias is compared by type only: ECR answers with the ARN of the key behind it. */
    private static boolean sameEncryption(Encryption wanted, Encryption found) {
        if (!wanted.encryptionType().equals(found.encryptionType())) {
            return false;
        }
        String key = wanted.kmsKey();
        return key == null
                || key.contains("alias/")
                || key.equals(found.kmsKey())
                || (found.kmsKey() != null && found.kmsKey().endsWith(":key/" + key));
    }

    private static String text(Encryption encryption) {
        return encryption.kmsKey() == null
                ? encryption.encryptionType()
                : encryption.encryptionType() + " (" + encryption.kmsKey() + ")";
    }

    private static List<RepositoryChange> tags(
            DesiredRepository desired,
            Repository repository,
            Reading<Map<String, String>> tags,
            RecordedRepository recorded) {
        if (!(tags instanceof Reading.Found<Map<String, String>>(var found))) {
            return List.of();
        }
        List<RepositoryChange> changes = new ArrayList<>(); // removals first: ECR takes no more than 50 at a time
        desired.tags().ifPresent(wanted -> {
            TreeSet<String> dropped = new TreeSet<>(recorded.managedTagKeysOf(repository, tags, desired.owner()));
            dropped.removeAll(wanted.keySet());
            dropped.removeIf(Ownership::isOurs);
            dropped.retainAll(found.keySet());
            if (!dropped.isEmpty()) {
                changes.add(new UntagResource(repository.repositoryArn(), dropped));
            }
        });
        Map<String, String> missing = new HashMap<>(desired.tags().orElse(Map.of()));
        missing.put(Ownership.TAG_KEY, desired.owner());
        missing.entrySet().removeAll(found.entrySet());
        if (lacksClusterUid(desired, found, !missing.isEmpty() || !recorded.is(repository))) {
            missing.put(Ownership.CLUSTER_UID_TAG_KEY, desired.clusterUid().uid());
        }
        if (!missing.isEmpty()) {
            changes.add(new TagResource(repository.repositoryArn(), missing));
        }
        return changes;
    }

    /** An owner's tag alone, as written by hand, is completed with the next write, or when the object takes it over. */
    private static boolean lacksClusterUid(DesiredRepository desired, Map<String, String> found, boolean tagsAnyway) {
        return desired.clusterUid().replacedIn(found)
                || (tagsAnyway && !desired.clusterUid().isIn(found));
    }

    private static Optional<RepositoryChange> lifecyclePolicy(
            DesiredRepository desired, Reading<LifecyclePolicyText> seen) {
        if (desired.lifecyclePolicy().isEmpty() || seen.isUnread()) {
            return Optional.empty();
        }
        PolicyDocument wanted = desired.lifecyclePolicy().get();
        Optional<String> found = seen.toOptional().map(LifecyclePolicyText::text);
        if (wanted.isEmpty()) {
            return found.map(
                    text -> new DeleteLifecyclePolicy(desired.repositoryName(), PolicyDifference.of(found, wanted)));
        }
        return found.filter(wanted::isSaidBy).isPresent()
                ? Optional.empty()
                : Optional.of(
                        new PutLifecyclePolicy(desired.repositoryName(), wanted.text(), PolicyEdit.of(found, wanted)));
    }

    private static Optional<RepositoryChange> repositoryPolicy(DesiredRepository desired, Reading<String> seen) {
        if (desired.repositoryPolicy().isEmpty() || seen.isUnread()) {
            return Optional.empty();
        }
        PolicyDocument wanted = desired.repositoryPolicy().get();
        Optional<String> found = seen.toOptional();
        if (wanted.isEmpty()) {
            return found.map(
                    text -> new DeleteRepositoryPolicy(desired.repositoryName(), PolicyDifference.of(found, wanted)));
        }
        return found.filter(wanted::isSaidBy).isPresent()
                ? Optional.empty()
                : Optional.of(new SetRepositoryPolicy(
                        desired.repositoryName(), wanted.text(), PolicyEdit.of(found, wanted), desired.allowLockout()));
    }
}
