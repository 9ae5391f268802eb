package io.ecroperator.aws.sdk;

import io.ecroperator.aws.Page;
import io.ecroperator.aws.TaggingApi;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.Tag;

/** The Resource Groups Tagging API through the SDK. */
final class SdkTaggingApi implements TaggingApi {

    private static final String REPOSITORIES = "ecr:repository";
    /** The largest page that GetResources gives. */
    private static final int PAGE = 100;

    private final AwsCalls calls;
    private final Supplier<ResourceGroupsTaggingApiClient> client;

    SdkTaggingApi(AwsCalls calls, Supplier<ResourceGroupsTaggingApiClient> client) {
        this.calls = calls;
        this.client = client;
    }

    @Override
    public Page<TaggedRepository> getResources(String nextToken) {
        GetResourcesResponse answer = calls.call(
                "GetResources", () -> client.get().getResources(request -> request.resourceTypeFilters(REPOSITORIES)
                        .resourcesPerPage(PAGE)
                        .paginationToken(nextToken)));
        // An empty token, not an absent one, ends this listing.
        String token = answer.paginationToken();
        return new Page<>(
                answer.resourceTagMappingList().stream()
                        .map(SdkTaggingApi::toTagged)
                        .toList(),
                token == null || token.isEmpty() ? null : token);
    }

    private static TaggedRepository toTagged(ResourceTagMapping mapping) {
        return new TaggedRepository(
                mapping.resourceARN(),
                mapping.tags().stream()
                        .collect(Collectors.toMap(
                                Tag::key, tag -> tag.value() == null ? "" : tag.value(), (one, other) -> other)));
    }
}
