package io.ecroperator.pullsecret;

import io.ecroperator.api.v1alpha1.EcrPullSecretSpec;
import io.ecroperator.pullsecret.PullSecretResolution.Resolved;
import java.util.List;
import java.util.stream.Stream;

/**
 * What has to be asked of one registry.
 *
 * @param key which token is tried
 * @param host the first host that it opens
 */
record PullQuestion(TokenKey key, String host, String repository) {

    /** What the spec, which may be null, wants to be asked: one registry per region; of ECR Public nothing. */
    static List<PullQuestion> of(String objectName, EcrPullSecretSpec spec) {
        if (spec == null || spec.probe() == null || spec.probe().repository() == null) {
            return List.of();
        }
        return PullSecretResolver.resolve(objectName, spec, ManagedSecret.OF_ONE) instanceof Resolved(var desired)
                ? desired.stream()
                        .flatMap(secret -> of(secret, spec.probe().repository()))
                        .distinct()
                        .toList()
                : List.of();
    }

    private static Stream<PullQuestion> of(DesiredSecret secret, String repository) {
        return secret.keys().stream()
                .filter(key -> key.region().isPresent())
                .map(key -> new PullQuestion(key, secret.hostOf(key), repository));
    }
}
