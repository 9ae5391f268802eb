package io.ecroperator.publicrepository;

import io.ecroperator.api.v1alpha1.EcrPublicRepository;
import io.ecroperator.api.v1alpha1.EcrPublicRepositorySpec;
import io.ecroperator.api.v1alpha1.LogoImageSource;
import io.ecroperator.api.v1alpha1.LogoImageSource.ConfigMapKeyRef;
import io.ecroperator.api.v1alpha1.PublicCatalogData;
import io.ecroperator.publicrepository.DesiredCatalog.DesiredLogo;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Logos that specs keep in ConfigMaps. Each is got by name before a pass of its object: a watch would need the right to list all
 * ConfigMaps, where a Role of the namespace can let the operator get this one. Thread-safe.
 */
final class LogoConfigMaps {

    /**
     * What came of it.
     *
     * @param logo empty if it could not be had
     * @param problem why not, in a sentence; empty if it could
     */
    record Got(Optional<DesiredLogo> logo, String problem) {}

    private static final Got NOT_TRIED = new Got(Optional.empty(), "it is not read for a plan.");

    private final Map<String, Got> byUid = new ConcurrentHashMap<>();

    /** The ConfigMap and key that a spec, which may be null, names. */
    static Optional<ConfigMapKeyRef> named(EcrPublicRepositorySpec spec) {
        return Optional.ofNullable(spec)
                .map(EcrPublicRepositorySpec::catalogData)
                .map(PublicCatalogData::logoImageFrom)
                .map(LogoImageSource::configMapKeyRef);
    }

    /** Gets what the object names, if it names something. */
    void get(EcrPublicRepository object, Supplier<KubernetesClient> client) {
        named(object.getSpec())
                .ifPresentOrElse(
                        reference -> byUid.put(object.getMetadata().getUid(), got(object, reference, client.get())),
                        () -> forget(object));
    }

    /** What the last {@link #get} brought. */
    Got of(EcrPublicRepository object) {
        return byUid.getOrDefault(object.getMetadata().getUid(), NOT_TRIED);
    }

    void forget(EcrPublicRepository object) {
        byUid.remove(object.getMetadata().getUid());
    }

    private static Got got(EcrPublicRepository object, ConfigMapKeyRef reference, KubernetesClient client) {
        try {
            Optional<ConfigMap> found = Optional.ofNullable(client.configMaps()
                    .inNamespace(object.getMetadata().getNamespace())
                    .withName(reference.name())
                    .get());
            return found.map(map -> in(map, reference.key()))
                    .orElseGet(() -> new Got(Optional.empty(), "it does not exist. Create it."));
        } catch (KubernetesClientException e) {
            return new Got(
                    Optional.empty(),
                    e.getCode() == HttpURLConnection.HTTP_FORBIDDEN
                            ? "the operator may not get it. Let it, by a Role for this one ConfigMap as in"
                                    + " docs/public-repositories.md."
                            : "the API server did not answer, or answered " + e.getCode() + ".");
        }
    }

    private static Got in(ConfigMap map, String key) {
        Optional<String> base64 = Optional.ofNullable(map.getBinaryData())
                .map(data -> data.get(key))
                .or(() -> Optional.ofNullable(map.getData()).map(data -> data.get(key)));
        try {
            return base64.map(text -> new Got(Optional.of(Pictures.logo(text)), ""))
                    .orElseGet(() -> new Got(Optional.empty(), "it has no key " + key + ". Correct key."));
        } catch (UnusableLogoException e) {
            return new Got(Optional.empty(), "its key " + key + " " + e.getMessage());
        }
    }
}
