package io.ecroperator.pullsecret;

import io.ecroperator.api.v1alpha1.ClusterEcrPullSecret;
import io.ecroperator.api.v1alpha1.RegistryKind;
import io.ecroperator.api.v1alpha1.RegistryRef;
import io.ecroperator.cache.SharedCache.NotKnownException;
import io.ecroperator.reference.NamedRegistry.Found;
import io.ecroperator.reference.NamedRegistry.Missing;
import io.ecroperator.reference.Registries;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;

/** The EcrRegistries that pull secrets name. Thread-safe. */
interface NamedRegistries {

    /**
     * What the name leads to for an EcrPullSecret in that namespace; or, without one, for a ClusterEcrPullSecret, whose authors
     * are the platform's, so that access rules do not concern it.
     *
     * @throws NotKnownException as long as it is not known which EcrRegistries there are, or which labels the namespace
     *     has, where they matter
     */
    RegistryAnswer get(String name, Optional<String> namespace);

    /** Tells the listener when names may lead elsewhere than before, or be let in or refused, and which ones in which objects. */
    void onChange(Consumer<BiPredicate<HasMetadata, String>> listener);

    /** What a name leads to for this object. */
    default Function<String, RegistryAnswer> forObject(HasMetadata object) {
        Optional<String> namespace = object instanceof ClusterEcrPullSecret
                ? Optional.empty()
                : Optional.of(object.getMetadata().getNamespace());
        return name -> get(name, namespace);
    }

    /** Those of the cluster. */
    static NamedRegistries of(Registries registries) {
        return new NamedRegistries() {
            @Override
            public RegistryAnswer get(String name, Optional<String> namespace) {
                return switch (registries.named(name)) {
                    case Missing(var reason, var message) -> RegistryAnswer.missing(reason, message);
                    case Found(var connection, var access) ->
                        namespace
                                .flatMap(each -> access.refusal(RegistryKind.ECR_PULL_SECRET, each))
                                .map(refusal -> RegistryAnswer.forbidden(connection, refusal))
                                .orElseGet(() -> RegistryAnswer.found(connection));
                };
            }

            @Override
            public void onChange(Consumer<BiPredicate<HasMetadata, String>> listener) {
                registries.onReferenceChange(which -> listener.accept(
                        (object, name) -> which.concerns(object.getMetadata().getNamespace(), new RegistryRef(name))));
            }
        };
    }
}
