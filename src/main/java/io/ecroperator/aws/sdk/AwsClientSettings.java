package io.ecroperator.aws.sdk;

import io.ecroperator.aws.ratelimit.RateLimitSettings;
import java.time.Duration;
import java.util.Set;

/**
 * How clients are built.
 *
 * @param version the operator's version, for the User-Agent
 * @param sessionName how sessions of roles are called where a spec gives no name, 2 to 64 letters, digits and {@code =,.@_-}
 * @param attemptTimeout the longest that one request may take
 * @param callTimeout the longest that a call may take with the SDK's own repeats (at most two), its waiting for the
 *     rate limit not included
 * @param rateLimit what to do once AWS throttles
 * @param additionalRegions regions that AWS has and this SDK does not know yet
 */
public record AwsClientSettings(
        String version,
        String sessionName,
        Duration attemptTimeout,
        Duration callTimeout,
        RateLimitSettings rateLimit,
        Set<String> additionalRegions) {

    /** Copies the set, so that settings never change. */
    public AwsClientSettings {
        additionalRegions = Set.copyOf(additionalRegions);
    }

    /** 10 s for a request and 30 s for a call. */
    public static AwsClientSettings defaults(String version) {
        return new AwsClientSettings(
                version,
                "ecr-operator",
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                RateLimitSettings.defaults(),
                Set.of());
    }
}
