package io.ecroperator.publicrepository;

import io.ecroperator.api.v1alpha1.EcrPublicRepository;
import io.ecroperator.aws.PublicRepository;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.managed.ListedThing;
import io.ecroperator.managed.Look;
import io.ecroperator.managed.Observation;
import io.ecroperator.managed.Observation.Seen;
import io.ecroperator.ownership.Ownership;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.Reason;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what ECR Public has: from the listing and from what was read where that is enough, by a call where it is not. Thread-safe. */
final class PublicRepositoryObserver {

    private static final Duration SOON = Duration.ofSeconds(1);

    /** Nothing tells of a ConfigMap that comes, or of the right to get it. */
    private static final Duration NEXT_LOOK_FOR_LOGO = Duration.ofMinutes(1);

    private final PartMemory memory;

    PublicRepositoryObserver(PartMemory memory) {
        this.memory = memory;
    }

    Observation<ObservedPublicRepository> observe(
            EcrConnection aws, EcrPublicRepository object, DesiredPublicRepository desired, Look look) {
        if (look == Look.KNOWN) {
            return seen(
                    aws, object, desired, known(aws, object, aws.publicListing().get(desired.repositoryName())), look);
        }
        Optional<Observation<ObservedPublicRepository>> nowhere = Places.unusable(aws, object);
        if (nowhere.isPresent()) {
            return nowhere.get();
        }
        ListedThing<PublicRepository> thing = thing(aws, desired);
        return thing.observe(object.getMetadata().getUid(), look, closer -> {
            Reading<PublicRepository> repository = thing.read(closer);
            Optional<Observation<ObservedPublicRepository>> elsewhere =
                    repository instanceof Reading.Found ? Optional.empty() : Places.elsewhere(aws, object);
            return elsewhere.isPresent() ? elsewhere.get() : read(aws, object, desired, repository, closer);
        });
    }

    private static ListedThing<PublicRepository> thing(EcrConnection aws, DesiredPublicRepository desired) {
        String name = desired.repositoryName();
        return new ListedThing<>(
                aws, aws.publicListing(), name, () -> aws.publicRepositories().describeRepository(name));
    }

    /** Everything that the spec manages, read now, for what is decided on it. */
    ObservedPublicRepository fresh(EcrConnection aws, EcrPublicRepository object, DesiredPublicRepository desired) {
        return read(aws, object, desired, thing(aws, desired).fresh(), Look.FRESH)
                .value();
    }

    /** With the parts that this look asks for. */
    private Seen<ObservedPublicRepository> read(
            EcrConnection aws,
            EcrPublicRepository object,
            DesiredPublicRepository desired,
            Reading<PublicRepository> described,
            Look look) {
        if (!(described instanceof Reading.Found<PublicRepository>(var repository))) {
            return seen(aws, object, desired, ObservedPublicRepository.of(described), look);
        }
        for (Part part : desired.parts()) {
            if (needed(aws, object, part, repository, look)) {
                read(aws, object, part, repository, look);
            }
        }
        ObservedPublicRepository now = known(aws, object, described);
        if (look == Look.COMPLETE && !isNamed(desired, now)) { // it may be another incarnation than was listed
            Reading<PublicRepository> again = thing(aws, desired).fresh();
            return again.equals(described)
                    ? seen(aws, object, desired, now, Look.FRESH)
                    : read(aws, object, desired, again, Look.FRESH);
        }
        return seen(aws, object, desired, now, look == Look.CACHED ? look : Look.FRESH);
    }

    private static boolean isNamed(DesiredPublicRepository desired, ObservedPublicRepository seen) {
        return seen.tags()
                .toOptional()
                .filter(tags -> desired.tags().owner().equals(tags.get(Ownership.TAG_KEY)))
                .isPresent();
    }

    private boolean needed(
            EcrConnection aws, EcrPublicRepository object, Part part, PublicRepository repository, Look look) {
        if (look != Look.CACHED) {
            return true;
        }
        String uid = object.getMetadata().getUid();
        boolean strange = !RecordedPublicRepository.from(object.getStatus()).is(repository);
        boolean unread = memory.get(uid, aws.spec(), repository).part(part).isUnread();
        return (strange && unread)
                || !memory.until(uid, part, aws.periods().deepRead()).isPositive();
    }

    /**
     * Reads. A part of the object's own repository that may not be read fails nothing: it stays doubtful; but not its tags where
     * they are what a write is decided on.
     */
    private void read(
            EcrConnection aws, EcrPublicRepository object, Part part, PublicRepository repository, Look look) {
        String uid = object.getMetadata().getUid();
        String name = repository.repositoryName();
        try {
            switch (part) {
                case TAGS -> {
                    Map<String, String> tags = aws.publicRepositories().listTagsForResource(repository.repositoryArn());
                    memory.put(uid, aws.spec(), repository, part, seen -> seen.withTags(tags));
                }
                case CATALOG_DATA -> {
                    var data = Reading.of(aws.publicRepositories().getRepositoryCatalogData(name));
                    memory.put(uid, aws.spec(), repository, part, seen -> seen.withCatalogData(data));
                }
                case REPOSITORY_POLICY -> {
                    var policy = Reading.of(aws.publicRepositories().getRepositoryPolicy(name));
                    memory.put(uid, aws.spec(), repository, part, seen -> seen.withRepositoryPolicy(policy));
                }
            }
        } catch (AwsException e) {
            boolean strange = !RecordedPublicRepository.from(object.getStatus()).is(repository);
            boolean decides = part == Part.TAGS && look != Look.CACHED;
            if (strange || decides || e.kind() != Kind.DENIED) {
                throw e;
            }
            memory.refused(uid, aws.spec(), repository, part, e.failure());
        }
    }

    private ObservedPublicRepository known(
            EcrConnection aws, EcrPublicRepository object, Reading<PublicRepository> described) {
        return described instanceof Reading.Found<PublicRepository>(var repository)
                ? memory.get(object.getMetadata().getUid(), aws.spec(), repository)
                        .withRepository(described)
                : ObservedPublicRepository.of(described);
    }

    private Seen<ObservedPublicRepository> seen(
            EcrConnection aws,
            EcrPublicRepository object,
            DesiredPublicRepository desired,
            ObservedPublicRepository value,
            Look look) {
        Seen<ObservedPublicRepository> seen = Seen.of(value, look);
        if (!(value.repository() instanceof Reading.Found)) {
            return seen;
        }
        String uid = object.getMetadata().getUid();
        Duration next = desired.parts().stream()
                .map(part -> memory.until(uid, part, aws.periods().deepRead()))
                .min(Comparator.naturalOrder())
                .filter(Duration::isPositive)
                .orElse(SOON);
        if (desired.waitsForLogo() && NEXT_LOOK_FOR_LOGO.compareTo(next) < 0) {
            next = NEXT_LOOK_FOR_LOGO;
        }
        return seen.withDoubt(doubt(desired.repositoryName(), memory.refusals(uid, desired.parts())))
                .again(next.compareTo(SOON) < 0 ? SOON : next);
    }

    private static Optional<FailureReport> doubt(String name, Map<Part, AwsFailure> refusals) {
        return refusals.values().stream()
                .findFirst()
                .map(first -> new FailureReport(
                        Reason.READ_DENIED,
                        "Whether public repository " + name
                                + " equals the spec is unknown: AWS does not let the operator"
                                + " read its "
                                + refusals.keySet().stream().map(Part::label).collect(Collectors.joining(" and "))
                                + ". "
                                + FailureReport.of(first).message()
                                + " It is tried again every ten minutes, and at once when"
                                + " ecr-operator.io/reconcile-requested-at changes.",
                        Optional.empty(),
                        false));
    }
}
