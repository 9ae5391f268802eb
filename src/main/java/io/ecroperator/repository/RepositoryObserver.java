package io.ecroperator.repository;

import io.ecroperator.aws.EcrApi;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.view.DeepFacet;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.aws.view.Registry;
import io.ecroperator.aws.view.ViewedRepository;
import java.util.EnumSet;
import java.util.Set;

/** Says what ECR holds: from the view where that is enough, by a call where it is not. */
final class RepositoryObserver {

    /** How closely to look. */
    enum Look {
        /** The view as it is; parts that nobody has read since the start are left to the deep reads. */
        CACHED,
        /** Parts that the spec manages and that nobody has read are read now. */
        COMPLETE,
        /** Everything that the spec manages is read now. */
        FRESH
    }

    private final Registry registry;

    RepositoryObserver(Registry registry) {
        this.registry = registry;
    }

    /** The parts that deep reads have to bring for this spec. */
    static Set<DeepFacet> tracked(DesiredRepository desired) {
        Set<DeepFacet> facets = EnumSet.of(DeepFacet.TAGS);
        desired.repositoryPolicy().ifPresent(policy -> facets.add(DeepFacet.REPOSITORY_POLICY));
        desired.lifecyclePolicy().ifPresent(policy -> facets.add(DeepFacet.LIFECYCLE_POLICY));
        return facets;
    }

    /** Looks; throws {@code AwsException} if a call that was needed failed. */
    ViewedRepository observe(DesiredRepository desired, RecordedRepository recorded, Look look) {
        String name = desired.repositoryName();
        EcrApi ecr = registry.ecr();
        if (look == Look.FRESH || registry.view().get(name).repository().isUnread()) {
            ecr.describeRepository(name);
        }
        ViewedRepository seen = registry.view().get(name);
        if (!(seen.repository() instanceof Reading.Found<Repository>(var repository))) {
            return seen;
        }
        boolean strange = !recorded.is(repository);
        if (tagsNeeded(look, strange, seen)) {
            ecr.listTagsForResource(repository.repositoryArn());
        }
        for (DeepFacet facet : tracked(desired)) {
            switch (facet) {
                case TAGS -> {}
                case REPOSITORY_POLICY -> {
                    if (needed(look, strange, seen.repositoryPolicy())) {
                        ecr.getRepositoryPolicy(name);
                    }
                }
                case LIFECYCLE_POLICY -> {
                    if (needed(look, strange, seen.lifecyclePolicy())) {
                        ecr.getLifecyclePolicy(name);
                    }
                }
            }
        }
        ViewedRepository now = registry.view().get(name);
        if (look != Look.CACHED && !known(desired, now)) {
            throw replaced(name);
        }
        return now;
    }

    /** Whether all that the spec manages has been read: a plan takes what nobody has read for equal. */
    private static boolean known(DesiredRepository desired, ViewedRepository seen) {
        return tracked(desired).stream().noneMatch(facet -> switch (facet) {
            case TAGS -> seen.tags().isUnread();
            case REPOSITORY_POLICY -> seen.repositoryPolicy().isUnread();
            case LIFECYCLE_POLICY -> seen.lifecyclePolicy().isUnread();
        });
    }

    /** A sweep has found another incarnation since, of which nothing has been read. */
    private static AwsException replaced(String name) {
        String message = "Repository " + name + " was deleted and created again while it was being read";
        return new AwsException(
                new AwsFailure(Kind.TRANSIENT, "DescribeRepositories", "RepositoryReplaced", message, null), null);
    }

    /** What was listed in bulk may lag; whose a strange repository is, has to be known for sure. */
    private static boolean tagsNeeded(Look look, boolean strange, ViewedRepository seen) {
        return switch (look) {
            case FRESH -> true;
            case COMPLETE -> strange || seen.tags().isUnread();
            case CACHED -> strange && seen.tags().isUnread();
        };
    }

    private static boolean needed(Look look, boolean strange, Reading<?> seen) {
        return switch (look) {
            case FRESH -> true;
            case COMPLETE -> seen.isUnread();
            case CACHED -> seen.isUnread() && strange;
        };
    }
}
