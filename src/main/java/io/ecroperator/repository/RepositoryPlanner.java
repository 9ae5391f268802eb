package io.ecroperator.repository;

import static io.ecroperator.repository.RecordedRepository.incarnation;

import io.ecroperator.api.v1alpha1.RecreatePolicy;
import io.ecroperator.aws.Encryption;
import io.ecroperator.aws.LifecyclePolicyText;
import io.ecroperator.aws.NewRepository;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.aws.view.ViewedRepository;
import io.ecroperator.managed.Plan;
import io.ecroperator.managed.Refusal;
import io.ecroperator.policy.PolicyStep;
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
import io.ecroperator.tagged.TagEdit;
import io.ecroperator.tagged.TagPlanner;
import io.ecroperator.tagged.TagWish;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        changes.add(new CreateRepository(new NewRepository(
                desired.repositoryName(),
                desired.wish().ofNew(),
                desired.tagMutability().orElse(null),
                desired.scanOnPush().orElse(null),
                desired.encryption().or(desired::encryptionAtCreation).orElse(null))));
        lifecyclePolicy(desired, Reading.absent()).ifPresent(changes::add);
        repositoryPolicy(desired, Reading.absent()).ifPresent(changes::add);
        if (recorded.isOwned() && desired.recreatePolicy() == RecreatePolicy.REPORT) {
            String message = "Repository " + desired.repositoryName() + " is gone from ECR without this object being"
                    + " deleted. " + Reason.REPOSITORY_MISSING.remedy();
            return new Plan<>(changes, Optional.of(new Refusal(Reason.REPOSITORY_MISSING, message, true)));
        }
        return Plan.of(changes);
    }

    private static Plan<RepositoryChange> forExisting(
            DesiredRepository desired, Repository repository, ViewedRepository seen, RecordedRepository recorded) {
        List<RepositoryChange> changes = new ArrayList<>();
        TagWish wish = desired.wish();
        TagEdit tags = TagPlanner.edit(wish, incarnation(repository), seen.tags(), recorded.tags());
        if (!tags.removed().isEmpty()) {
            changes.add(new UntagResource(repository.repositoryArn(), tags.removed()));
        }
        if (!tags.written().isEmpty()) {
            changes.add(new TagResource(repository.repositoryArn(), tags.written()));
        }
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
                TagPlanner.refusal(wish, incarnation(repository), seen.tags(), recorded.tags())
                        .or(() -> encryption(
                                desired,
                                repository,
                                TagPlanner.owns(wish, incarnation(repository), seen.tags(), recorded.tags()))));
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

    private static Optional<RepositoryChange> lifecyclePolicy(
            DesiredRepository desired, Reading<LifecyclePolicyText> seen) {
        String name = desired.repositoryName();
        return desired.lifecyclePolicy()
                .filter(wanted -> !seen.isUnread())
                .flatMap(wanted -> PolicyStep.between(seen.toOptional().map(LifecyclePolicyText::text), wanted))
                .map(step -> switch (step) {
                    case PolicyStep.Put(var text, var edit) -> new PutLifecyclePolicy(name, text, edit);
                    case PolicyStep.Delete(var difference) -> new DeleteLifecyclePolicy(name, difference);
                });
    }

    private static Optional<RepositoryChange> repositoryPolicy(DesiredRepository desired, Reading<String> seen) {
        String name = desired.repositoryName();
        return desired.repositoryPolicy()
                .filter(wanted -> !seen.isUnread())
                .flatMap(wanted -> PolicyStep.between(seen.toOptional(), wanted))
                .map(step -> switch (step) {
                    case PolicyStep.Put(var text, var edit) ->
                        new SetRepositoryPolicy(name, text, edit, desired.allowLockout());
                    case PolicyStep.Delete(var difference) -> new DeleteRepositoryPolicy(name, difference);
                });
    }
}
