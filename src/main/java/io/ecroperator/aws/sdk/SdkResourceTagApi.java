package io.ecroperator.aws.sdk;

import io.ecroperator.aws.ResourceTagApi;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ecr.EcrClient;

/** Tags through the SDK. */
final class SdkResourceTagApi implements ResourceTagApi {

    private final ServiceCalls<EcrClient> ecr;

    SdkResourceTagApi(ServiceCalls<EcrClient> ecr) {
        this.ecr = ecr;
    }

    @Override
    public Map<String, String> listTagsForResource(String repositoryArn) {
        return TagConversions.fromTags(ecr.call("ListTagsForResource", client -> client.listTagsForResource(
                        request -> request.resourceArn(repositoryArn))
                .tags()));
    }

    @Override
    public void tagResource(String repositoryArn, Map<String, String> tags) {
        ecr.call(
                "TagResource",
                client -> client.tagResource(
                        request -> request.resourceArn(repositoryArn).tags(TagConversions.toTags(tags))));
    }

    @Override
    public void untagResource(String repositoryArn, Set<String> tagKeys) {
        ecr.call(
                "UntagResource",
                client -> client.untagResource(
                        request -> request.resourceArn(repositoryArn).tagKeys(tagKeys)));
    }
}
