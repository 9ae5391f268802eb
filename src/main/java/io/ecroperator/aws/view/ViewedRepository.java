package io.ecroperator.aws.view;

import io.ecroperator.aws.LifecyclePolicyText;
import io.ecroperator.aws.Repository;
import java.util.Map;

/** All that is known of one repository, part by part. */
public record ViewedRepository(
        Reading<Repository> repository,
        Reading<Map<String, String>> tags,
        Reading<String> repositoryPolicy,
        Reading<LifecyclePolicyText> lifecyclePolicy) {

    /** A repository that nobody has looked at. */
    public static final ViewedRepository UNREAD =
            new ViewedRepository(Reading.unread(), Reading.unread(), Reading.unread(), Reading.unread());

    /** A repository that is not in ECR, and so has no parts. */
    public static final ViewedRepository ABSENT =
            new ViewedRepository(Reading.absent(), Reading.absent(), Reading.absent(), Reading.absent());

    /** A repository that was just created, with these tags and no policies: CreateRepository applies no template. */
    public static ViewedRepository created(Repository repository, Map<String, String> tags) {
        return new ViewedRepository(
                Reading.found(repository), Reading.found(Map.copyOf(tags)), Reading.absent(), Reading.absent());
    }

    /** What is known of a part. */
    public Reading<?> part(DeepFacet facet) {
        return facet.of(this);
    }

    /** Whether this is known of the same incarnation of the repository. */
    boolean isOf(Repository described) {
        return repository
                .toOptional()
                .filter(before -> before.repositoryArn().equals(described.repositoryArn())
                        && before.createdAt().equals(described.createdAt()))
                .isPresent();
    }

    /**
     * The same with a new description. Another incarnation (deleted and created again by someone) takes nothing over
     * from the one before.
     */
    public ViewedRepository withRepository(Reading<Repository> described) {
        if (described.toOptional().filter(this::isOf).isPresent()) {
            return new ViewedRepository(described, tags, repositoryPolicy, lifecyclePolicy);
        }
        return described instanceof Reading.Absent
                ? ABSENT
                : new ViewedRepository(described, Reading.unread(), Reading.unread(), Reading.unread());
    }

    /** The same with other tags. */
    public ViewedRepository withTags(Map<String, String> read) {
        return new ViewedRepository(repository, Reading.found(Map.copyOf(read)), repositoryPolicy, lifecyclePolicy);
    }

    /** The same with tags that nobody knows. */
    public ViewedRepository withTagsUnread() {
        return new ViewedRepository(repository, Reading.unread(), repositoryPolicy, lifecyclePolicy);
    }

    /** The same with another repository policy. */
    public ViewedRepository withRepositoryPolicy(Reading<String> read) {
        return new ViewedRepository(repository, tags, read, lifecyclePolicy);
    }

    /** The same with another lifecycle policy. */
    public ViewedRepository withLifecyclePolicy(Reading<LifecyclePolicyText> read) {
        return new ViewedRepository(repository, tags, repositoryPolicy, read);
    }
}
