package io.ecroperator.aws.sdk;

import java.net.URI;
import java.util.Optional;

/**
 * Where a connection goes and as whom. What is left empty comes from the process's own environment, as every AWS tool
 * reads it ({@code AWS_REGION}, {@code AWS_ENDPOINT_URL} and its per-service siblings, the default credentials chain).
 *
 * @param region the region
 * @param endpoint one endpoint for all services, for private endpoints and stand-ins
 * @param accessKey static credentials
 */
public record ConnectionSpec(Optional<String> region, Optional<URI> endpoint, Optional<AccessKey> accessKey) {

    /** The operator's own identity and region. */
    public static ConnectionSpec ambient() {
        return new ConnectionSpec(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same in another region. */
    public ConnectionSpec withRegion(String other) {
        return new ConnectionSpec(Optional.of(other), endpoint, accessKey);
    }

    /** The same at another endpoint. */
    public ConnectionSpec withEndpoint(URI other) {
        return new ConnectionSpec(region, Optional.of(other), accessKey);
    }

    /** The same with static credentials. */
    public ConnectionSpec withAccessKey(AccessKey other) {
        return new ConnectionSpec(region, endpoint, Optional.of(other));
    }

    /** Static credentials. */
    public record AccessKey(String accessKeyId, String secretAccessKey, Optional<String> sessionToken) {

        /** Only the id, which is no secret. */
        @Override
        public String toString() {
            return "AccessKey[" + accessKeyId + "]";
        }
    }
}
