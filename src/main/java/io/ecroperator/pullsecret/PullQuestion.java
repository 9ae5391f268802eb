package io.ecroperator.pullsecret;

import io.ecroperator.api.v1alpha1.ClusterEcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrPullSecretSpec;
import io.ecroperator.api.v1alpha1.PullProbe;
import io.ecroperator.pullsecret.PullSecretResolution.Resolved;
import io.ecroperator.token.TokenKey;
import java.util.List;
import java.util.stream.Stream;

/**
 * What has to be asked of one registry.
 *
 * @param key which token is tried
 * @param host the first host that it opens
 */
record PullQuestion(TokenKey key, String host, String repository) {

    /** What the object wants to be asked; nothing if its spec cannot be read. */
    static List<PullQuestion> of(EcrPullSecret object) {
        return of(object.getMetadata().getName(), object.getSpec());
    }

    /** What the object wants to be asked, for all namespaces together; nothing if its spec cannot be read. */
    static List<PullQuestion> of(ClusterEcrPullSecret object) {
        return object.getSpec() == null
                ? List.of()
                : of(object.getMetadata().getName(), object.getSpec().inEachNamespace());
    }

    private static List<PullQuestion> of(String objectName, EcrPullSecretSpec spec) {
        boolean asks = spec != null && spec.probe() != null;
        return asks
                        && PullSecretResolver.resolve(objectName, spec, ManagedSecret.OF_ONE)
                                instanceof Resolved(var desired)
                ? of(desired, spec.probe())
                : List.of();
    }

    /** What is to be asked about these Secrets, by a probe that may be null: one registry per region, ECR Public not. */
    static List<PullQuestion> of(List<DesiredSecret> desired, PullProbe probe) {
        return probe == null || probe.repository() == null
                ? List.of()
                : desired.stream()
                        .flatMap(secret -> of(secret, probe.repository()))
                        .distinct()
                        .toList();
    }

    private static Stream<PullQuestion> of(DesiredSecret secret, String repository) {
        return secret.keys().stream()
                .filter(key -> key.region().isPresent())
                .map(key -> new PullQuestion(key, secret.hostOf(key), repository));
    }
}
