package io.ecroperator.pullsecret;

import io.ecroperator.api.v1alpha1.ClusterEcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrPullSecretSpec;
import io.ecroperator.api.v1alpha1.PullProbe;
import io.ecroperator.pullsecret.PullSecretResolution.Resolved;
import io.ecroperator.token.TokenKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
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
    static List<PullQuestion> of(EcrPullSecret object, NamedRegistries registries) {
        return of(object, object.getSpec(), registries);
    }

    /** What the object wants to be asked, for all namespaces together; nothing if its spec cannot be read. */
    static List<PullQuestion> of(ClusterEcrPullSecret object, NamedRegistries registries) {
        return object.getSpec() == null
                ? List.of()
                : of(object, object.getSpec().inEachNamespace(), registries);
    }

    private static List<PullQuestion> of(HasMetadata object, EcrPullSecretSpec spec, NamedRegistries registries) {
        boolean asks = spec != null && spec.probe() != null;
        return asks
                        && PullSecretResolver.resolve(
                                        object.getMetadata().getName(),
                                        spec,
                                        ManagedSecret.OF_ONE,
                                        registries.forObject(object))
                                instanceof Resolved resolved
                ? of(resolved, spec.probe())
                : List.of();
    }

    /**
     * What is to be asked about these Secrets, by a probe that may be null: one registry per region and identity, but for ECR
     * Public, and what is refused.
     */
    static List<PullQuestion> of(Resolved resolved, PullProbe probe) {
        return probe == null || probe.repository() == null
                ? List.of()
                : resolved.secrets().stream()
                        .flatMap(secret -> of(secret, probe.repository()))
                        .filter(question -> !resolved.refusals().containsKey(question.key()))
                        .distinct()
                        .toList();
    }

    private static Stream<PullQuestion> of(DesiredSecret secret, String repository) {
        return secret.keys().stream()
                .filter(key -> key.region().isPresent())
                .map(key -> new PullQuestion(key, secret.hostOf(key), repository));
    }
}
