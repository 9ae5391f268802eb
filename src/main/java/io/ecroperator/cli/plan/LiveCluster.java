package io.ecroperator.cli.plan;

import io.ecroperator.cli.manifest.OurKinds;
import io.ecroperator.cli.outcome.CommandException;
import io.ecroperator.runtime.LenientObjects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a cluster has, as of now.
 *
 * @param uid of its namespace kube-system
 * @param objects of the operator's kinds, and the namespaces
 */
record LiveCluster(String uid, List<HasMetadata> objects) {

    private static final int NOT_FOUND = 404;

    /** What an operator sees of it that watches those namespaces. */
    LiveCluster in(Set<String> namespaces) {
        return new LiveCluster(
                uid,
                objects.stream()
                        .filter(object -> object.getMetadata().getNamespace() == null
                                || namespaces.contains(object.getMetadata().getNamespace()))
                        .toList());
    }

    /** Lists all; nothing is written. Throws {@link CommandException} if the API server does not tell. */
    static LiveCluster read(Config config) {
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(LenientObjects.serialization())
                .build()) {
            List<Namespace> namespaces = client.namespaces().list().getItems();
            List<HasMetadata> objects = new ArrayList<>(namespaces);
            OurKinds.all().forEach(kind -> objects.addAll(list(client, kind)));
            return new LiveCluster(uid(namespaces), objects);
        } catch (KubernetesClientException e) {
            throw new CommandException("The cluster cannot be read: " + e.getMessage(), e);
        }
    }

    private static String uid(List<Namespace> namespaces) {
        return namespaces.stream()
                .map(Namespace::getMetadata)
                .filter(metadata -> metadata.getName().equals("kube-system"))
                .map(ObjectMeta::getUid)
                .findFirst()
                .orElseThrow(() -> new CommandException("The cluster has no namespace kube-system."));
    }

    /** A kind whose CRD is not there has no objects. */
    private static List<? extends HasMetadata> list(
            KubernetesClient client, Class<? extends CustomResource<?, ?>> kind) {
        try {
            return client.resources(kind).inAnyNamespace().list().getItems();
        } catch (KubernetesClientException e) {
            if (e.getCode() == NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
    }
}
