package io.ecroperator.e2e;

import io.ecroperator.support.EstablishedCrd;
import io.ecroperator.support.LocalCluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of External Secrets in a cluster, with any fields: nobody serves them. */
record ExternalSecretsKinds(KubernetesClient client) {

    private static final String EXTERNAL_SECRETS = "external-secrets.io";
    private static final String GENERATORS = "generators.external-secrets.io";

    /** A kind, and the version that it is served in. */
    private record Kind(String group, String version, String kind, String scope) {

        CustomResourceDefinition definition() {
            return Serialization.unmarshal(
                    """
                    apiVersion: apiextensions.k8s.io/v1
                    kind: CustomResourceDefinition
                    metadata: {name: %1$ss.%2$s}
                    spec:
                      group: %2$s
                      names: {kind: %3$s, plural: %1$ss, singular: %1$s}
                      scope: %4$s
                      versions:
                        - name: %5$s
                          served: true
                          storage: true
                          schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                    """.formatted(kind.toLowerCase(Locale.ROOT), group, kind, scope, version),
                    CustomResourceDefinition.class);
        }
    }

    private static final List<Kind> KINDS = List.of(
            new Kind(EXTERNAL_SECRETS, "v1", "ExternalSecret", "Namespaced"),
            new Kind(EXTERNAL_SECRETS, "v1", "ClusterExternalSecret", "Cluster"),
            new Kind(GENERATORS, "v1alpha1", "ECRAuthorizationToken", "Namespaced"),
            new Kind(GENERATORS, "v1alpha1", "ClusterGenerator", "Cluster"));

    /** Creates them. */
    static ExternalSecretsKinds in(LocalCluster cluster) {
        KubernetesClient client = cluster.client();
        List<CustomResourceDefinition> definitions =
                KINDS.stream().map(Kind::definition).toList();
        definitions.forEach(definition -> client.resource(definition).serverSideApply());
        definitions.forEach(
                definition -> client.resource(definition).waitUntilCondition(EstablishedCrd::is, 30, TimeUnit.SECONDS));
        return new ExternalSecretsKinds(client);
    }

    /** All resources, as kubectl takes them. */
    static String resources() {
        return KINDS.stream()
                .map(kind -> kind.definition().getMetadata().getName())
                .collect(Collectors.joining(","));
    }

    /** What makes an ExternalSecret the owner of its Secret. */
    OwnerReference owner(String namespace, String externalSecret) {
        GenericKubernetesResource owner = externalSecrets(namespace).stream()
                .filter(each -> each.getMetadata().getName().equals(externalSecret))
                .findFirst()
                .orElseThrow();
        return new OwnerReference(
                owner.getApiVersion(),
                true,
                true,
                owner.getKind(),
                externalSecret,
                owner.getMetadata().getUid());
    }

    /** Does what the garbage collector of a cluster does, which is not there: what an owner that is gone had, goes. */
    void collectGarbage(String... namespaces) {
        Set<String> clusterExternalSecrets = client
                .genericKubernetesResources("external-secrets.io/v1", "ClusterExternalSecret")
                .list()
                .getItems()
                .stream()
                .map(each -> each.getMetadata().getName())
                .collect(Collectors.toSet());
        for (String namespace : namespaces) {
            delete(externalSecrets(namespace).stream(), "ClusterExternalSecret", clusterExternalSecrets);
            Set<String> externalSecrets = externalSecrets(namespace).stream()
                    .map(each -> each.getMetadata().getName())
                    .collect(Collectors.toSet());
            delete(
                    client.secrets().inNamespace(namespace).list().getItems().stream(),
                    "ExternalSecret",
                    externalSecrets);
        }
    }

    private void delete(Stream<? extends HasMetadata> objects, String ownerKind, Set<String> owners) {
        objects.filter(object -> object.getMetadata().getOwnerReferences().stream()
                        .anyMatch(owner -> owner.getKind().equals(ownerKind) && !owners.contains(owner.getName())))
                .forEach(object -> client.resource(object).delete());
    }

    private List<GenericKubernetesResource> externalSecrets(String namespace) {
        return client.genericKubernetesResources("external-secrets.io/v1", "ExternalSecret")
                .inNamespace(namespace)
                .list()
                .getItems();
    }

    /** Takes the kinds away, and all objects of them. */
    void close() {
        KINDS.forEach(kind -> client.resource(kind.definition()).delete());
        client.close();
    }
}
