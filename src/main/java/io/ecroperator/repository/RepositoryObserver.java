package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.view.DeepFacet;
import io.ecroperator.aws.view.Doubt;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.aws.view.ViewState;
import io.ecroperator.aws.view.ViewedRepository;
import io.ecroperator.managed.Look;
import io.ecroperator.managed.Observation;
import io.ecroperator.managed.Observation.Seen;
import io.ecroperator.managed.Observation.Unread;
import io.ecroperator.ownership.Ownership;
import io.ecroperator.reference.RecordedPlace;
import io.ecroperator.reference.Registries;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what ECR holds: from the view where that is enough, by a call where it is not. */
final class RepositoryObserver {

    private final EcrConnection connection;

    RepositoryObserver(EcrConnection connection) {
        this.connection = connection;
    }

    /** The parts that deep reads have to bring for this spec. */
    static Set<DeepFacet> tracked(DesiredRepository desired) {
        Set<DeepFacet> facets = EnumSet.of(DeepFacet.TAGS);
        desired.repositoryPolicy().ifPresent(policy -> facets.add(DeepFacet.REPOSITORY_POLICY));
        desired.lifecyclePolicy().ifPresent(policy -> facets.add(DeepFacet.LIFECYCLE_POLICY));
        return facets;
    }

    /** What ECR holds, as closely as asked for, and more closely where the view alone says nothing. */
    Observation<ViewedRepository> observe(EcrRepository object, DesiredRepository desired, Look look) {
        String name = desired.repositoryName();
        if (look == Look.KNOWN) {
            return seen(desired, connection.view().get(name), look);
        }
        connection.start();
        connection.view().track(object.getMetadata().getUid(), name, tracked(desired));
        Look closer = connection.view().mayBeGone(name) ? Look.FRESH : look;
        switch (connection.view().state()) {
            case ViewState.Warming(var since) -> {
                return new Observation.Listing<>(since);
            }
            case ViewState.Failing(var failure, var everSucceeded) -> {
                if (!everSucceeded || !mayReadAlone(closer)) {
                    return Unread.of(failure);
                }
                closer = Look.FRESH;
            }
            case ViewState.ByName byName -> {
                Optional<AwsFailure> refusal = connection.view().descriptionRefused(name);
                if (refusal.isPresent() && !mayReadAlone(closer)) {
                    return Unread.of(refusal.get());
                }
                closer = refusal.isPresent() ? Look.FRESH : closer;
            }
            case ViewState.Current current -> {}
        }
        Optional<Observation<ViewedRepository>> elsewhere = elsewhere(object, name);
        return elsewhere.isPresent() ? elsewhere.get() : observeHere(object, desired, closer);
    }

    private Observation<ViewedRepository> observeHere(EcrRepository object, DesiredRepository desired, Look look) {
        String name = desired.repositoryName();
        try {
            return seen(desired, read(desired, RecordedRepository.from(object.getStatus()), look), look);
        } catch (AwsException e) {
            return connection.view().mayBeGone(name)
                    ? new Unread<>(e.failure(), RepositoryDoubts.existence(name))
                    : Unread.of(e.failure());
        }
    }

    private Seen<ViewedRepository> seen(DesiredRepository desired, ViewedRepository seen, Look look) {
        return Seen.of(seen, look).withDoubt(RepositoryDoubts.report(desired.repositoryName(), doubts(desired)));
    }

    /** While the registry cannot be listed, few repositories are read one by one, and only where there is a reason to. */
    private boolean mayReadAlone(Look look) {
        return look != Look.CACHED && connection.looks().take();
    }

    /** A repository that is not here, since it is in another registry than the operator's own is now, is not made anew here. */
    private Optional<Observation<ViewedRepository>> elsewhere(EcrRepository object, String name) {
        String arn = object.getStatus() == null ? null : object.getStatus().repositoryArn();
        boolean here = arn == null || connection.view().get(name).repository() instanceof Reading.Found;
        return here
                ? Optional.empty()
                : RecordedPlace.ofArn(arn)
                        .flatMap(place -> connection
                                .id()
                                .filter(id -> !id.equals(place.registry()))
                                .map(id -> Registries.mismatch(place, "the operator's own identity", id)))
                        .map(refused -> new Observation.Elsewhere<>(refused.reason(), refused.message()));
    }

    /**
     * Reads; throws {@code AwsException} if a call that was needed failed. A part of our own repository that may not be read
     * fails nothing: it stays doubtful, and the other parts can be kept as they should be.
     */
    ViewedRepository read(DesiredRepository desired, RecordedRepository recorded, Look look) {
        String name = desired.repositoryName();
        if (look == Look.FRESH || connection.view().get(name).repository().isUnread()) {
            connection.repositories().describeRepository(name);
        }
        if (connection.view().mayBeGone(name)) {
            throw failure(Kind.NOT_FOUND, "RepositoryNotFoundException", "ECR does not find repository " + name);
        }
        ViewedRepository seen = connection.view().get(name);
        if (!(seen.repository() instanceof Reading.Found<Repository>(var repository))) {
            return seen;
        }
        boolean strange = !recorded.is(repository);
        List<Doubt> doubts = doubts(desired);
        for (DeepFacet facet : tracked(desired)) {
            Optional<Doubt> doubt =
                    doubts.stream().filter(each -> each.facet() == facet).findFirst();
            if (needed(look, strange, facet, seen, doubt)) {
                read(facet, repository, strange);
            }
        }
        ViewedRepository now = connection.view().get(name);
        if (look != Look.CACHED && !known(desired, now)) {
            // a sweep has found another incarnation since, of which nothing has been read
            String message = "Repository " + name + " was deleted and created again while it was being read";
            throw failure(Kind.TRANSIENT, "RepositoryReplaced", message);
        }
        return now;
    }

    /**
     * Reads again whose the repository is, before something is done to it that cannot be taken back: what was listed may be
     * minutes old. Nothing is read for one that is not there, or whose tags this look has read already.
     *
     * @return whether something was read, so that the plan has to be made anew
     */
    boolean confirm(DesiredRepository desired, RecordedRepository recorded, Look look, ViewedRepository seen) {
        boolean asked = look == Look.COMPLETE
                && seen.repository().toOptional().filter(recorded::is).isEmpty();
        if (asked || !(seen.repository() instanceof Reading.Found<Repository>(var repository))) {
            return false;
        }
        String owner = connection
                .tags()
                .listTagsForResource(repository.repositoryArn())
                .get(Ownership.TAG_KEY);
        if (!desired.owner().equals(owner)) {
            connection.repositories().describeRepository(desired.repositoryName()); // it may be another incarnation
        }
        return true;
    }

    /** The parts that the spec manages and of which what the view holds may no longer be so. */
    List<Doubt> doubts(DesiredRepository desired) {
        return connection.freshness().doubts(desired.repositoryName(), tracked(desired));
    }

    private void read(DeepFacet facet, Repository repository, boolean strange) {
        try {
            facet.read(connection.repositoryDoors(), repository);
        } catch (AwsException e) {
            if (strange || e.kind() != Kind.DENIED) {
                throw e;
            }
        }
    }

    /** Whether each part that the spec manages has been read, or may not be: a plan leaves alone what nobody has read. */
    private boolean known(DesiredRepository desired, ViewedRepository seen) {
        Set<DeepFacet> refused = doubts(desired).stream()
                .filter(Doubt.Refused.class::isInstance)
                .map(Doubt::facet)
                .collect(Collectors.toSet());
        return tracked(desired).stream().noneMatch(facet -> seen.part(facet).isUnread() && !refused.contains(facet));
    }

    private static AwsException failure(Kind kind, String code, String message) {
        return new AwsException(new AwsFailure(kind, "DescribeRepositories", code, message, null), null);
    }

    /**
     * What was listed in bulk may lag; whose a strange repository is, has to be known for sure. What may not be read of our
     * own is left to the deep reads, which try it again and again, slowly.
     */
    private static boolean needed(
            Look look, boolean strange, DeepFacet facet, ViewedRepository seen, Optional<Doubt> doubt) {
        boolean unread = seen.part(facet).isUnread();
        boolean refused = doubt.filter(Doubt.Refused.class::isInstance).isPresent();
        return switch (look) {
            case FRESH -> true;
            case COMPLETE ->
                strange
                        ? unread || doubt.isPresent() || facet == DeepFacet.TAGS
                        : !refused && (unread || doubt.isPresent());
            case CACHED -> strange && unread;
            case KNOWN -> false;
        };
    }
}
