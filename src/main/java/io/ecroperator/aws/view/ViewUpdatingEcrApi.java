package io.ecroperator.aws.view;

import io.ecroperator.aws.EcrApi;
import io.ecroperator.aws.ImageCount;
import io.ecroperator.aws.LifecyclePolicyText;
import io.ecroperator.aws.NewRepository;
import io.ecroperator.aws.Page;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.TagMutability;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Passes every call on and keeps the view up to date with the answers, so that nothing is read back. */
public final class ViewUpdatingEcrApi implements EcrApi {

    private static final Set<DeepFacet> NONE = Set.of();
    private static final Set<DeepFacet> ALL = Set.of(DeepFacet.values());

    private final EcrApi ecr;
    private final RegistryView view;

    /** Calls go to {@code ecr}, answers to {@code view}. */
    public ViewUpdatingEcrApi(EcrApi ecr, RegistryView view) {
        this.ecr = ecr;
        this.view = view;
    }

    @Override
    public Repository createRepository(NewRepository repository) {
        Repository created = ecr.createRepository(repository);
        view.written(repository.repositoryName(), ALL, before -> ViewedRepository.created(created, repository.tags()));
        return created;
    }

    @Override
    public Optional<Repository> describeRepository(String repositoryName) {
        long mark = view.readMark();
        Optional<Repository> described = ecr.describeRepository(repositoryName);
        described.ifPresentOrElse(
                repository -> view.described(repositoryName, mark, repository),
                () -> view.missing(repositoryName, mark));
        return described;
    }

    @Override
    public List<Repository> describeNamedRepositories(List<String> repositoryNames) {
        return ecr.describeNamedRepositories(repositoryNames);
    }

    @Override
    public Page<Repository> describeRepositories(String nextToken) {
        return ecr.describeRepositories(nextToken);
    }

    @Override
    public void deleteRepository(String repositoryName, boolean force) {
        long mark = view.readMark();
        try {
            ecr.deleteRepository(repositoryName, force);
        } catch (AwsException e) {
            forgetIfGone(repositoryName, mark, e);
            throw e;
        }
        view.written(repositoryName, ALL, before -> ViewedRepository.ABSENT);
    }

    @Override
    public void putImageTagMutability(String repositoryName, TagMutability tagMutability) {
        ecr.putImageTagMutability(repositoryName, tagMutability);
        described(repositoryName, before -> before.withTagMutability(tagMutability));
    }

    @Override
    public void putImageScanningConfiguration(String repositoryName, boolean scanOnPush) {
        ecr.putImageScanningConfiguration(repositoryName, scanOnPush);
        described(repositoryName, before -> before.withScanOnPush(scanOnPush));
    }

    @Override
    public Map<String, String> listTagsForResource(String repositoryArn) {
        String name = nameIn(repositoryArn);
        long mark = view.readMark();
        Map<String, String> tags = reading(name, DeepFacet.TAGS, mark, () -> ecr.listTagsForResource(repositoryArn));
        view.read(name, DeepFacet.TAGS, mark, seen -> seen.withTags(tags));
        return tags;
    }

    @Override
    public void tagResource(String repositoryArn, Map<String, String> tags) {
        tagging(repositoryArn, () -> ecr.tagResource(repositoryArn, tags));
        tagged(repositoryArn, before -> {
            Map<String, String> after = new HashMap<>(before);
            after.putAll(tags);
            return after;
        });
    }

    @Override
    public void untagResource(String repositoryArn, Set<String> tagKeys) {
        tagging(repositoryArn, () -> ecr.untagResource(repositoryArn, tagKeys));
        tagged(repositoryArn, before -> {
            Map<String, String> after = new HashMap<>(before);
            after.keySet().removeAll(tagKeys);
            return after;
        });
    }

    @Override
    public Optional<String> getRepositoryPolicy(String repositoryName) {
        long mark = view.readMark();
        Optional<String> text = reading(
                repositoryName, DeepFacet.REPOSITORY_POLICY, mark, () -> ecr.getRepositoryPolicy(repositoryName));
        view.read(
                repositoryName, DeepFacet.REPOSITORY_POLICY, mark, seen -> seen.withRepositoryPolicy(Reading.of(text)));
        return text;
    }

    @Override
    public void setRepositoryPolicy(String repositoryName, String policyText, boolean force) {
        writingRepositoryPolicy(repositoryName, () -> ecr.setRepositoryPolicy(repositoryName, policyText, force));
        view.written(
                repositoryName,
                Set.of(DeepFacet.REPOSITORY_POLICY),
                before -> before.withRepositoryPolicy(Reading.found(policyText)));
    }

    @Override
    public void deleteRepositoryPolicy(String repositoryName) {
        writingRepositoryPolicy(repositoryName, () -> ecr.deleteRepositoryPolicy(repositoryName));
        view.written(
                repositoryName,
                Set.of(DeepFacet.REPOSITORY_POLICY),
                before -> before.withRepositoryPolicy(Reading.absent()));
    }

    @Override
    public Optional<LifecyclePolicyText> getLifecyclePolicy(String repositoryName) {
        long mark = view.readMark();
        Optional<LifecyclePolicyText> text =
                reading(repositoryName, DeepFacet.LIFECYCLE_POLICY, mark, () -> ecr.getLifecyclePolicy(repositoryName));
        view.read(repositoryName, DeepFacet.LIFECYCLE_POLICY, mark, seen -> seen.withLifecyclePolicy(Reading.of(text)));
        return text;
    }

    @Override
    public void putLifecyclePolicy(String repositoryName, String lifecyclePolicyText) {
        writingLifecyclePolicy(repositoryName, () -> ecr.putLifecyclePolicy(repositoryName, lifecyclePolicyText));
        view.written(
                repositoryName,
                Set.of(DeepFacet.LIFECYCLE_POLICY),
                before ->
                        before.withLifecyclePolicy(Reading.found(new LifecyclePolicyText(lifecyclePolicyText, null))));
    }

    @Override
    public void deleteLifecyclePolicy(String repositoryName) {
        writingLifecyclePolicy(repositoryName, () -> ecr.deleteLifecyclePolicy(repositoryName));
        view.written(
                repositoryName,
                Set.of(DeepFacet.LIFECYCLE_POLICY),
                before -> before.withLifecyclePolicy(Reading.absent()));
    }

    @Override
    public ImageCount countImages(String repositoryName, int limit) {
        return reading(repositoryName, view.readMark(), () -> ecr.countImages(repositoryName, limit));
    }

    private <T> T reading(String repositoryName, DeepFacet facet, long mark, Supplier<T> read) {
        try {
            return reading(repositoryName, mark, read);
        } catch (AwsException e) {
            if (e.kind() == Kind.DENIED) {
                view.refused(repositoryName, facet, mark, e.failure());
            }
            throw e;
        }
    }

    private <T> T reading(String repositoryName, long mark, Supplier<T> read) {
        try {
            return read.get();
        } catch (AwsException e) {
            forgetIfGone(repositoryName, mark, e);
            throw e;
        }
    }

    /** A repository that any call does not find is gone, whatever the last sweep said, unless it is brand-new. */
    private void forgetIfGone(String repositoryName, long mark, AwsException failed) {
        if (failed.kind() == Kind.NOT_FOUND) {
            view.missing(repositoryName, mark);
        }
    }

    private void described(String repositoryName, UnaryOperator<Repository> change) {
        view.written(
                repositoryName,
                NONE,
                before -> new ViewedRepository(
                        before.repository().map(change),
                        before.tags(),
                        before.repositoryPolicy(),
                        before.lifecyclePolicy()));
    }

    private void tagging(String repositoryArn, Runnable call) {
        writing(nameIn(repositoryArn), call, ViewedRepository::withTagsUnread);
    }

    private void writingLifecyclePolicy(String repositoryName, Runnable call) {
        writing(repositoryName, call, before -> before.withLifecyclePolicy(Reading.unread()));
    }

    private void writingRepositoryPolicy(String repositoryName, Runnable call) {
        writing(repositoryName, call, before -> before.withRepositoryPolicy(Reading.unread()));
    }

    /** After a call whose answer is missing nobody knows what it was to change. */
    private void writing(String repositoryName, Runnable call, UnaryOperator<ViewedRepository> doubt) {
        try {
            call.run();
        } catch (AwsException e) {
            if (e.kind() == Kind.TRANSIENT) {
                view.written(repositoryName, NONE, doubt);
            }
            throw e;
        }
    }

    private void tagged(String repositoryArn, UnaryOperator<Map<String, String>> change) {
        view.written(nameIn(repositoryArn), NONE, before -> before.tags()
                .toOptional()
                .map(change)
                .map(before::withTags)
                .orElse(before));
    }

    /** {@code arn:aws:ecr:region:account:repository/name/with/slashes}. */
    static String nameIn(String repositoryArn) {
        return repositoryArn.substring(repositoryArn.indexOf('/') + 1);
    }
}
