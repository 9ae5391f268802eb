package io.ecroperator.publicrepository;

import static io.ecroperator.publicrepository.RecordedPublicRepository.incarnation;

import io.ecroperator.api.v1alpha1.EcrPublicRepository;
import io.ecroperator.api.v1alpha1.EcrPublicRepositoryStatus;
import io.ecroperator.aws.CatalogData;
import io.ecroperator.aws.PublicRepository;
import io.ecroperator.managed.CommonStatus;
import io.ecroperator.managed.Observed;
import io.ecroperator.managed.Outcome;
import io.ecroperator.publicrepository.DesiredCatalog.DesiredLogo;
import io.ecroperator.publicrepository.PublicRepositoryChange.CreateRepository;
import io.ecroperator.publicrepository.PublicRepositoryChange.PutRepositoryCatalogData;
import io.ecroperator.tagged.ManagedTagKeys;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Makes the status of an EcrPublicRepository. Pure. */
final class PublicRepositoryStatusFactory {

    private static final EcrPublicRepositoryStatus NONE =
            new EcrPublicRepositoryStatus(null, null, null, null, null, null, null, null, null, null, null);

    private PublicRepositoryStatusFactory() {}

    static EcrPublicRepositoryStatus status(
            EcrPublicRepository object,
            CommonStatus common,
            Outcome<DesiredPublicRepository, ObservedPublicRepository, PublicRepositoryChange> outcome) {
        EcrPublicRepositoryStatus before = Objects.requireNonNullElse(object.getStatus(), NONE);
        if (!(outcome
                instanceof
                Observed<DesiredPublicRepository, ObservedPublicRepository, PublicRepositoryChange> observed)) {
            return with(before, common, before.createdAt(), before.managedTagKeys());
        }
        Optional<PublicRepository> found = observed.seen().repository().toOptional();
        RecordedPublicRepository recorded = RecordedPublicRepository.from(object.getStatus());
        ManagedTagKeys keys = ManagedTagKeys.after(
                observed, observed.desired().tags(), recorded.tags(), PublicRepositoryChange::tagKeys);
        if (found.isEmpty()) {
            Optional<List<String>> unanswered = keys.ofMissing();
            return with(
                    before,
                    common,
                    unanswered.isPresent() ? null : before.createdAt(),
                    unanswered.orElse(before.managedTagKeys()));
        }
        PublicRepository repository = found.get();
        boolean ours = recorded.is(repository);
        if (!observed.observeOnly() && observed.plan().isBlocked()) {
            return with(before, common, before.createdAt(), before.managedTagKeys());
        }
        return new EcrPublicRepositoryStatus(
                common.observedGeneration(),
                common.conditions().build(),
                repository.repositoryUri(),
                repository.repositoryArn(),
                repository.registryId(),
                repository.createdAt().toString(),
                logo(observed, ours ? before.logo() : null),
                observed.observeOnly()
                        ? (ours || recorded.tags().isUnanswered() ? before.managedTagKeys() : null)
                        : keys.ofExisting(
                                incarnation(repository), observed.seen().tags()),
                common.drift(),
                common.plan(),
                common.lastHandledReconcileAt());
    }

    /** What was written in this pass, or before. An address that AWS has told later on is that of the picture written before. */
    private static EcrPublicRepositoryStatus.Logo logo(
            Observed<DesiredPublicRepository, ObservedPublicRepository, PublicRepositoryChange> observed,
            EcrPublicRepositoryStatus.Logo before) {
        Optional<DesiredLogo> wanted = observed.desired().catalogData().flatMap(DesiredCatalog::logo);
        String url = observed.seen()
                .catalogData()
                .toOptional()
                .flatMap(CatalogData::logoUrl)
                .orElse(null);
        boolean put = observed.made().stream()
                .anyMatch(change -> change instanceof PutRepositoryCatalogData
                        || (change instanceof CreateRepository(var repository)
                                && repository.logo().isPresent()));
        if (put && wanted.isPresent()) {
            return new EcrPublicRepositoryStatus.Logo(wanted.get().digest(), url);
        }
        boolean told = before != null
                && before.url() == null
                && !before.digest().isEmpty()
                && wanted.filter(logo -> logo.digest().equals(before.digest())).isPresent();
        return told ? new EcrPublicRepositoryStatus.Logo(before.digest(), url) : before;
    }

    private static EcrPublicRepositoryStatus with(
            EcrPublicRepositoryStatus before, CommonStatus common, String createdAt, List<String> managedTagKeys) {
        return new EcrPublicRepositoryStatus(
                common.observedGeneration(),
                common.conditions().build(),
                before.repositoryUri(),
                before.repositoryArn(),
                before.registryId(),
                createdAt,
                before.logo(),
                managedTagKeys,
                common.drift(),
                common.plan(),
                common.lastHandledReconcileAt());
    }
}
