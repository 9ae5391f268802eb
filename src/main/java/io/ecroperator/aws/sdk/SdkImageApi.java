package io.ecroperator.aws.sdk;

import io.ecroperator.aws.ImageApi;
import io.ecroperator.aws.ImageCount;
import java.util.HashSet;
import java.util.Set;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageStatusFilter;
import software.amazon.awssdk.services.ecr.model.ListImagesResponse;

/** Images through the SDK. */
final class SdkImageApi implements ImageApi {

    /** The largest page that AWS gives. */
    private static final int PAGE = 1000;

    private final ServiceCalls<EcrClient> ecr;

    SdkImageApi(ServiceCalls<EcrClient> ecr) {
        this.ecr = ecr;
    }

    /** Pages through ListImages, which lists an image once per tag, until the limit is passed. */
    @Override
    public ImageCount countImages(String repositoryName, int limit) {
        Set<String> digests = new HashSet<>();
        String nextToken = null;
        do {
            ListImagesResponse page = listImages(repositoryName, Math.clamp(limit, 1, PAGE), nextToken);
            for (ImageIdentifier image : page.imageIds()) {
                if (digests.size() == limit && !digests.contains(image.imageDigest())) {
                    return new ImageCount(limit, true);
                }
                digests.add(image.imageDigest());
            }
            nextToken = ServiceCalls.tokenOf(page.nextToken());
        } while (nextToken != null && digests.size() < limit);
        return new ImageCount(digests.size(), nextToken != null);
    }

    private ListImagesResponse listImages(String repositoryName, int maxResults, String nextToken) {
        return ecr.call(
                "ListImages",
                client -> client.listImages(request -> request.repositoryName(repositoryName)
                        .filter(filter -> filter.imageStatus(ImageStatusFilter.ANY))
                        .maxResults(maxResults)
                        .nextToken(nextToken)));
    }
}
