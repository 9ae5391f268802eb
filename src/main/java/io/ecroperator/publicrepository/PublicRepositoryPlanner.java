package io.ecroperator.publicrepository;

import static io.ecroperator.publicrepository.RecordedPublicRepository.incarnation;

import io.ecroperator.api.v1alpha1.RecreatePolicy;
import io.ecroperator.aws.CatalogData;
import io.ecroperator.aws.NewPublicRepository;
import io.ecroperator.aws.PublicRepository;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.managed.Plan;
import io.ecroperator.managed.Refusal;
import io.ecroperator.policy.PolicyStep;
import io.ecroperator.publicrepository.PublicRepositoryChange.CreateRepository;
import io.ecroperator.publicrepository.PublicRepositoryChange.DeleteRepositoryPolicy;
import io.ecroperator.publicrepository.PublicRepositoryChange.PutRepositoryCatalogData;
import io.ecroperator.publicrepository.PublicRepositoryChange.SetRepositoryPolicy;
import io.ecroperator.publicrepository.PublicRepositoryChange.TagResource;
import io.ecroperator.publicrepository.PublicRepositoryChange.UntagResource;
import io.ecroperator.status.Reason;
import io.ecroperator.tagged.TagEdit;
import io.ecroperator.tagged.TagPlanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares what a spec asks for with what ECR Public has. Pure. A part that nobody has read is left as it is. */
final class PublicRepositoryPlanner {

    private PublicRepositoryPlanner() {}

    static Plan<PublicRepositoryChange> plan(
            DesiredPublicRepository desired, ObservedPublicRepository seen, RecordedPublicRepository recorded) {
        return switch (seen.repository()) {
            case Reading.Found<PublicRepository>(var repository) -> forExisting(desired, repository, seen, recorded);
            case Reading.Absent<PublicRepository> absent -> forMissing(desired, recorded);
            case Reading.Unread<PublicRepository> unread ->
                throw new IllegalStateException("planned before a look at ECR");
        };
    }

    private static Plan<PublicRepositoryChange> forMissing(
            DesiredPublicRepository desired, RecordedPublicRepository recorded) {
        Optional<CatalogEdit> shown = desired.catalogData()
                .map(wanted -> CatalogEdit.between(Optional.empty(), wanted, Optional.empty()))
                .filter(edit -> !edit.showsNothing());
        List<PublicRepositoryChange> changes = new ArrayList<>();
        changes.add(new CreateRepository(new NewPublicRepository(
                desired.repositoryName(),
                desired.tags().ofNew(),
                shown.map(CatalogEdit::after),
                shown.flatMap(CatalogEdit::logo))));
        repositoryPolicy(desired, Reading.absent()).ifPresent(changes::add);
        if (recorded.isOwned() && desired.recreatePolicy() == RecreatePolicy.REPORT) {
            String message = "Public repository " + desired.repositoryName()
                    + " is gone from ECR without this object being deleted. " + Reason.REPOSITORY_MISSING.remedy();
            return new Plan<>(changes, Optional.of(new Refusal(Reason.REPOSITORY_MISSING, message, true)));
        }
        return Plan.of(changes);
    }

    private static Plan<PublicRepositoryChange> forExisting(
            DesiredPublicRepository desired,
            PublicRepository repository,
            ObservedPublicRepository seen,
            RecordedPublicRepository recorded) {
        TagEdit tags = TagPlanner.edit(desired.tags(), incarnation(repository), seen.tags(), recorded.tags());
        List<PublicRepositoryChange> changes = new ArrayList<>();
        if (!tags.removed().isEmpty()) {
            changes.add(new UntagResource(repository.repositoryArn(), tags.removed()));
        }
        if (!tags.written().isEmpty()) {
            changes.add(new TagResource(repository.repositoryArn(), tags.written()));
        }
        Optional<CatalogEdit> shown = catalogData(desired, repository, seen.catalogData(), recorded);
        shown.filter(edit -> !edit.losesLogo())
                .map(edit -> new PutRepositoryCatalogData(repository.repositoryName(), edit))
                .ifPresent(changes::add);
        repositoryPolicy(desired, seen.repositoryPolicy()).ifPresent(changes::add);
        Optional<Refusal> refusal =
                TagPlanner.refusal(desired.tags(), incarnation(repository), seen.tags(), recorded.tags());
        return new Plan<>(changes, refusal.or(() -> shown.filter(CatalogEdit::losesLogo)
                .map(edit -> logoLost(repository, edit))));
    }

    /** A logo that another incarnation had is not there any more. */
    private static Optional<CatalogEdit> catalogData(
            DesiredPublicRepository desired,
            PublicRepository repository,
            Reading<CatalogData> seen,
            RecordedPublicRepository recorded) {
        return desired.catalogData()
                .filter(wanted -> !seen.isUnread() && !desired.waitsForLogo())
                .map(wanted -> CatalogEdit.between(
                        seen.toOptional(), wanted, recorded.logo().filter(any -> recorded.is(repository))))
                .filter(edit -> !edit.isEmpty());
    }

    private static Refusal logoLost(PublicRepository repository, CatalogEdit edit) {
        return new Refusal(
                Reason.INVALID_SPEC,
                "Public repository " + repository.repositoryName()
                        + " has a logo of which the spec says nothing, and AWS,"
                        + " which takes catalog data in one piece, does not give it back: a change of "
                        + String.join(", ", edit.differences())
                        + " would remove it. Write catalogData.logoImage, or leave it empty to remove the logo; catalog data"
                        + " was not changed.",
                false);
    }

    private static Optional<PublicRepositoryChange> repositoryPolicy(
            DesiredPublicRepository desired, Reading<String> seen) {
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
