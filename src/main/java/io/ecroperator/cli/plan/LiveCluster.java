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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a cluster has, as of now.
 *
 * @param uid of its namespace kube-system
 * @param objects of the operator's kinds, and the namespaces
 * @param prunable the UIDs of those that the files have to hold if they are to stay; empty if nothing is to be pruned
 */
record LiveCluster(String uid, List<HasMetadata> objects, Optional<Set<String>> prunable) {

    private static final int NOT_FOUND = 404;

    /** What an operator sees of it that watches those namespaces. */
    LiveCluster in(Set<String> namespaces) {
        return new LiveCluster(
                uid,
                objects.stream()
                        .filter(object -> object.getMetadata().getNamespace() == null
                                || namespaces.contains(object.getMetadata().getNamespace()))
                        .toList(),
                prunable);
    }

    /** Lists all; nothing is written. Throws {@link CommandException} if the API server does not tell. */
    static LiveCluster read(Config config, Optional<Prunable> prunable) {
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(LenientObjects.serialization())
                .build()) {
            List<Namespace> namespaces = client.namespaces().list().getItems();
            List<HasMetadata> objects = new ArrayList<>(namespaces);
            OurKinds.all().forEach(kind -> objects.addAll(list(client, kind, Optional.empty())));
            return new LiveCluster(
                    uid(namespaces), objects, prunable.map(which -> uids(prunable(client, objects, which))));
        } catch (KubernetesClientException e) {
            throw new CommandException("The cluster cannot be read: " + config.getMasterUrl() + ": " + inWords(e), e);
        }
    }

    private static Stream<? extends HasMetadata> prunable(
            KubernetesClient client, List<HasMetadata> objects, Prunable prunable) {
        return switch (prunable) {
            case Prunable.Labelled(var selector) ->
                OurKinds.all().stream().flatMap(kind -> list(client, kind, Optional.of(selector)).stream());
            case Prunable.Tracked tracked -> objects.stream().filter(tracked::has);
        };
    }

    private static Set<String> uids(Stream<? extends HasMetadata> objects) {
        return objects.map(object -> object.getMetadata().getUid()).collect(Collectors.toSet());
    }

    /** What the API server says, or what kept it from saying anything. */
    private static String inWords(KubernetesClientException e) {
        if (e.getStatus() != null && e.getStatus().getMessage() != null) {
            return e.getStatus().getMessage();
        }
        Throwable cause = e.getCause() == null ? e : e.getCause();
        // The JDK says nothing of a connection that is refused, or of a host that is not known.
        return Objects.requireNonNullElse(
                cause.getMessage(), "There is no connection. Check the address, and whether it is reached from here.");
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
            KubernetesClient client, Class<? extends CustomResource<?, ?>> kind, Optional<String> selector) {
        try {
            var all = client.resources(kind).inAnyNamespace();
            return (selector.isPresent() ? all.withLabelSelector(selector.get()) : all)
                    .list()
                    .getItems();
        } catch (KubernetesClientException e) {
            if (e.getCode() == NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
    }
}
