package io.ecroperator.emulator;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * With what ECR logs in at an upstream registry: what a rule may name, and whether that works.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-rule.html">Creating a pull
 *     through cache rule</a>
 */
final class CacheRuleAccess {
    private static final String SECRET_REGEX =
            "^arn:aws(-\\w+)*:secretsmanager:[a-zA-Z0-9-:]+:secret:ecr\\-pullthroughcache\\/[a-zA-Z0-9\\/_+=.@-]+$";
    private static final Pattern SECRET = Pattern.compile(SECRET_REGEX);
    private static final int SECRET_MIN = 50;
    private static final int SECRET_MAX = 612;
    private static final int ROLE_MAX = 2048;

    private final EmulatorState state;

    CacheRuleAccess(EmulatorState state) {
        this.state = state;
    }

    /** {@return what a request names, by the service model alone} */
    CacheRule.Access read(Parameters parameters) {
        Optional<String> secret = parameters.matching("credentialArn", SECRET_MIN, SECRET_MAX, SECRET);
        Optional<String> role = parameters.string("customRoleArn", 0, ROLE_MAX);
        return new CacheRule.Access(secret, role);
    }

    /** Refuses what does not go with the upstream, and secrets that ECR cannot read. */
    void check(CacheRule.Access access, CacheUpstream upstream, String url, RegistryKey registry) {
        if (upstream.needsCredentials() && access.credentialArn().isEmpty()) {
            throw unsupported(
                    "The specified upstream registry requires authentication. Specify a valid Secrets Manager ARN");
        }
        if (upstream == CacheUpstream.ECR && access.credentialArn().isPresent()) {
            throw AwsError.invalidParameter("credentialArn", "must be null when the upstream registry is Amazon ECR");
        }
        if (upstream != CacheUpstream.ECR && access.customRoleArn().isPresent()) {
            throw AwsError.invalidParameter("customRoleArn", "must be null unless the upstream registry is Amazon ECR");
        }
        boolean otherAccount = CacheUpstream.privateRegistry(url)
                .filter(key -> !key.account().equals(registry.account()))
                .isPresent();
        if (otherAccount && access.customRoleArn().isEmpty()) {
            throw AwsError.invalidParameter(
                    "customRoleArn", "must not be null when the upstream registry is in another account");
        }
        access.customRoleArn().ifPresent(role -> checkRole(role, registry));
        access.credentialArn().ifPresent(secret -> checkSecret(secret, registry));
    }

    private static void checkRole(String role, RegistryKey registry) {
        if (!role.matches("arn:%s:iam::%s:role/.+".formatted(registry.partition(), registry.account()))) {
            throw AwsError.invalidParameter("customRoleArn", "must be a role of the account of the registry");
        }
    }

    /** A secret of another account or region is one that ECR does not find. */
    private void checkSecret(String secret, RegistryKey registry) {
        String here =
                "arn:%s:secretsmanager:%s:%s:".formatted(registry.partition(), registry.region(), registry.account());
        switch (secret.startsWith(here) ? state.secrets().of(secret) : Secrets.State.MISSING) {
            case MISSING ->
                throw AwsError.of(
                        "SecretNotFoundException",
                        "The ARN of the secret specified in the pull through cache rule was not found. Update the pull through cache rule with a valid secret ARN and try again.");
            case FORBIDDEN ->
                throw AwsError.of(
                        "UnableToAccessSecretException",
                        "The secret is unable to be accessed. Verify the resource permissions for the secret and try again.");
            case UNDECRYPTABLE ->
                throw AwsError.of(
                        "UnableToDecryptSecretValueException",
                        "The secret is accessible but is unable to be decrypted. Verify the resource permissions and try again.");
            case GOOD, STALE -> {
                // What the secret holds shows at the upstream.
            }
        }
    }

    /** {@return why ECR cannot get at the upstream with a rule; empty if it can} */
    Optional<String> failure(CacheRule rule, RegistryKey registry) {
        try {
            check(rule.access(), rule.upstream(), rule.url(), registry);
        } catch (AwsError error) {
            return Optional.of(error.getMessage());
        }
        if (rule.access().credentialArn().map(state.secrets()::of).equals(Optional.of(Secrets.State.STALE))) {
            return Optional.of("The upstream registry did not accept the credentials in the secret");
        }
        return rule.access()
                .customRoleArn()
                .filter(role -> !state.principals().exists(role))
                .map(role -> "Amazon ECR cannot assume the role " + role);
    }

    static AwsError unsupported(String message) {
        return AwsError.of("UnsupportedUpstreamRegistryException", message);
    }
}
