package io.ecroperator.aws.view;

import io.ecroperator.aws.ResourceTagApi;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Passes the calls on and keeps the view up to date with the answers. */
final class ViewUpdatingTags implements ResourceTagApi {

    private static final Set<DeepFacet> NONE = Set.of();

    private final ResourceTagApi door;
    private final RegistryView view;
    private final ViewedCalls calls;

    ViewUpdatingTags(ResourceTagApi door, RegistryView view) {
        this.door = door;
        this.view = view;
        this.calls = new ViewedCalls(view);
    }

    @Override
    public Map<String, String> listTagsForResource(String repositoryArn) {
        String name = nameIn(repositoryArn);
        long mark = view.readMark();
        Map<String, String> tags =
                calls.reading(name, DeepFacet.TAGS, mark, () -> door.listTagsForResource(repositoryArn));
        view.read(name, DeepFacet.TAGS, mark, seen -> seen.withTags(tags));
        return tags;
    }

    @Override
    public void tagResource(String repositoryArn, Map<String, String> tags) {
        tagging(repositoryArn, () -> door.tagResource(repositoryArn, tags));
        tagged(repositoryArn, before -> {
            Map<String, String> after = new HashMap<>(before);
            after.putAll(tags);
            return after;
        });
    }

    @Override
    public void untagResource(String repositoryArn, Set<String> tagKeys) {
        tagging(repositoryArn, () -> door.untagResource(repositoryArn, tagKeys));
        tagged(repositoryArn, before -> {
            Map<String, String> after = new HashMap<>(before);
            after.keySet().removeAll(tagKeys);
            return after;
        });
    }

    private void tagging(String repositoryArn, Runnable call) {
        calls.writing(nameIn(repositoryArn), call, ViewedRepository::withTagsUnread);
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
