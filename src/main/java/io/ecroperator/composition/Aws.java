package io.ecroperator.composition;

import io.ecroperator.aws.AuthorizationSource;
import io.ecroperator.aws.AwsConnectionSource;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.PullApi;
import io.ecroperator.aws.SecretAccessKeys;
import io.ecroperator.aws.ratelimit.RateLimitSettings;
import io.ecroperator.aws.sdk.AwsClientSettings;
import io.ecroperator.aws.sdk.AwsConnections;
import io.ecroperator.runtime.OperatorConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * How AWS and its registries are reached.
 *
 * @param own the operator's own identity, region and endpoint
 * @param connections to ECR
 * @param tokens for pull secrets
 * @param pulls try logins on registries
 * @param countFor is told for which EcrRegistry the calls of a connection count
 */
public record Aws(
        ConnectionSpec own,
        AwsConnectionSource connections,
        AuthorizationSource tokens,
        PullApi pulls,
        BiConsumer<ConnectionSpec, String> countFor) {

    /** What AWS takes for the name of a session. */
    private static final int SESSION_NAME_CHARACTERS = 64;

    /** All of it by the SDK; whoever made the connections closes them. */
    public static Aws of(AwsConnections connections, ConnectionSpec own) {
        return new Aws(own, connections, connections.authorization(own), connections.pulls(), connections::countFor);
    }

    /** The same with others that try logins. */
    public Aws withPulls(PullApi others) {
        return new Aws(own, connections, tokens, others, countFor);
    }

    /** The SDK as these settings want it. */
    public static AwsConnections sdk(
            OperatorConfig config, String version, SecretAccessKeys secrets, MeterRegistry meters) {
        AwsClientSettings settings = new AwsClientSettings(
                version,
                sessionName(config),
                config.aws().attemptTimeout(),
                config.aws().callTimeout(),
                RateLimitSettings.defaults(),
                Set.copyOf(config.pullSecrets().additionalRegions().orElse(List.of())));
        return new AwsConnections(settings, secrets, meters);
    }

    /** What CloudTrail shows of who assumed a role. */
    private static String sessionName(OperatorConfig config) {
        String name = "ecr-operator-" + config.clusterName().orElse("");
        return name.substring(0, Math.min(name.length(), SESSION_NAME_CHARACTERS));
    }
}
