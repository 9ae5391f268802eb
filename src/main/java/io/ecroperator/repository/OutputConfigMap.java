package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.aws.Repository;
import io.ecroperator.repository.RepositoryOutcome.Observed;
import io.ecroperator.repository.RepositoryPlan.Refusal;
import io.ecroperator.status.Reason;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The ConfigMap that gives workloads the repository's coordinates. Owned by the object, so it goes with it. */
final class OutputConfigMap {

    /** Marks our ConfigMaps, so that the informer does not hold everybody's. */
    static final Map<String, String> LABELS = Map.of("app.kubernetes.io/managed-by", "ecr-operator");

    private static final String FIELD_MANAGER = "ecr-operator";

    private OutputConfigMap() {}

    /** Publishes what the pass found, unless the repository is not this object's. */
    static Optional<String> publish(EcrRepository object, Observed observed, Context<EcrRepository> context) {
        boolean ours = observed.plan().refusal().filter(Refusal::blocksChanges).isEmpty();
        return observed.seen()
                .repository()
                .toOptional()
                .filter(repository -> ours)
                .flatMap(repository -> publish(
                        object, repository, context.getSecondaryResources(ConfigMap.class), context.getClient()));
    }

    /**
     * Writes the ConfigMap that the spec asks for and removes one that it no longer asks for.
     *
     * @param existing the ConfigMaps that this object owns
     * @return what keeps it from being written, if anything does
     */
    private static Optional<String> publish(
            EcrRepository object, Repository repository, Set<ConfigMap> existing, KubernetesClient client) {
        Optional<String> wanted = Optional.ofNullable(object.getSpec().output()).map(output -> output.configMapName());
        existing.stream()
                .filter(map ->
                        !wanted.filter(map.getMetadata().getName()::equals).isPresent())
                .forEach(map -> client.resource(map).delete());
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        ConfigMap desired = desired(object, repository, wanted.get());
        Optional<ConfigMap> present = existing.stream()
                .filter(map -> wanted.get().equals(map.getMetadata().getName()))
                .findFirst();
        if (present.filter(map -> desired.getData().equals(map.getData())).isPresent()) {
            return Optional.empty();
        }
        return present.isPresent() ? write(desired, client) : create(object, desired, client);
    }

    static ConfigMap desired(EcrRepository object, Repository repository, String name) {
        String uri = repository.repositoryUri();
        String[] arn = repository.repositoryArn().split(":", 6);
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(object.getMetadata().getNamespace())
                .withLabels(LABELS)
                .addNewOwnerReference()
                .withApiVersion(object.getApiVersion())
                .withKind(object.getKind())
                .withName(object.getMetadata().getName())
                .withUid(object.getMetadata().getUid())
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .addToData("repositoryUri", uri)
                .addToData("repositoryArn", repository.repositoryArn())
                .addToData("registry", uri.substring(0, Math.max(uri.indexOf('/'), 0)))
                .addToData("region", arn.length > 3 ? arn[3] : "")
                .build();
    }

    /** A ConfigMap of that name which is not ours is never overwritten. */
    private static Optional<String> create(EcrRepository object, ConfigMap desired, KubernetesClient client) {
        try {
            client.resource(desired).create();
            return Optional.empty();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
        ConfigMap found = client.resource(desired).get();
        boolean ours = found != null
                && found.getMetadata().getOwnerReferences().stream()
                        .anyMatch(owner -> object.getMetadata().getUid().equals(owner.getUid()));
        return ours
                ? write(desired, client)
                : Optional.of("ConfigMap " + desired.getMetadata().getName()
                        + " exists and does not belong to this object; it was left as it is. "
                        + Reason.CONFIG_MAP_NOT_OURS.remedy());
    }

    private static Optional<String> write(ConfigMap desired, KubernetesClient client) {
        client.resource(desired)
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager(FIELD_MANAGER)
                        .withForce(true)
                        .build());
        return Optional.empty();
    }
}
