package io.ecroperator.emulator;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The registries that ECR caches from.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html">Sync an upstream registry with a
 *     private registry</a>
 */
enum CacheUpstream {
    ECR("ecr", "(?<account>[0-9]{12})\\.dkr\\.ecr\\.(?<region>[a-z0-9-]+)\\.amazonaws\\.com(\\.cn)?", false),
    ECR_PUBLIC("ecr-public", "public\\.ecr\\.aws", false),
    QUAY("quay", "quay\\.io", false),
    KUBERNETES("k8s", "registry\\.k8s\\.io", false),
    DOCKER_HUB("docker-hub", "registry-1\\.docker\\.io", true),
    GITHUB("github-container-registry", "ghcr\\.io", true),
    AZURE("azure-container-registry", "[a-zA-Z0-9]{5,50}\\.azurecr\\.io", true),
    GITLAB("gitlab-container-registry", "registry\\.gitlab\\.com", true),
    CHAINGUARD("chainguard", "cgr\\.dev", true);

    private final String apiName;
    private final Pattern host;
    private final boolean needsCredentials;

    CacheUpstream(String apiName, String host, boolean needsCredentials) {
        this.apiName = apiName;
        this.host = Pattern.compile(host);
        this.needsCredentials = needsCredentials;
    }

    /** {@return whose registry is at a URL, which has no scheme} */
    static Optional<CacheUpstream> at(String url) {
        return Arrays.stream(values())
                .filter(upstream -> upstream.host.matcher(url).matches())
                .findFirst();
    }

    /** {@return the private registry of ECR at a URL, empty if that is no registry of ECR} */
    static Optional<RegistryKey> privateRegistry(String url) {
        Matcher matcher = ECR.host.matcher(url);
        return matcher.matches()
                ? Optional.of(new RegistryKey(matcher.group("account"), matcher.group("region")))
                : Optional.empty();
    }

    /** {@return the value of upstreamRegistry} */
    String apiName() {
        return apiName;
    }

    /** {@return whether a rule without a secret is refused} */
    boolean needsCredentials() {
        return needsCredentials;
    }
}
