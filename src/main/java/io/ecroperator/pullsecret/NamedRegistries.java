package io.ecroperator.pullsecret;

import io.ecroperator.api.v1alpha1.ClusterEcrPullSecret;
import io.ecroperator.status.Reason;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** The EcrRegistries that pull secrets name. Thread-safe. */
interface NamedRegistries {

    /** There are none, and there will be none. */
    NamedRegistries NONE = new NamedRegistries() {
        @Override
        public NamedRegistry get(String name, Optional<String> namespace) {
            return NamedRegistry.missing(
                    Reason.REGISTRY_NOT_FOUND,
                    "there is no EcrRegistry " + name + ". " + Reason.REGISTRY_NOT_FOUND.remedy());
        }

        @Override
        public void onChange(Consumer<Predicate<String>> listener) {}
    };

    /**
     * What the name leads to for an EcrPullSecret in that namespace; or, without one, for a ClusterEcrPullSecret, whose authors
     * are the platform's, so that access rules do not concern it.
     *
     * @throws NotKnownException while the operator has not seen all EcrRegistries
     */
    NamedRegistry get(String name, Optional<String> namespace);

    /** Tells the listener when names may lead elsewhere than before, and which ones. */
    void onChange(Consumer<Predicate<String>> listener);

    /** The operator has just started. */
    final class NotKnownException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotKnownException() {
            super("It is not known which EcrRegistries there are");
        }
    }

    /** What a name leads to for this object. */
    default Function<String, NamedRegistry> forObject(HasMetadata object) {
        Optional<String> namespace = object instanceof ClusterEcrPullSecret
                ? Optional.empty()
                : Optional.of(object.getMetadata().getNamespace());
        return name -> get(name, namespace);
    }
}
