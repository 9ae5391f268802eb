package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.apiserver.WriteRefusal;
import io.ecroperator.aws.Repository;
import io.ecroperator.managed.Problem;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The ConfigMap that gives workloads the repository's coordinates. Owned by the object, so it goes with it. */
final class OutputConfigMap {

    /** Marks our ConfigMaps, so that the informer does not hold everybody's. */
    static final Map<String, String> LABELS = Map.of("app.kubernetes.io/managed-by", "ecr-operator");

    private static final String FIELD_MANAGER = "ecr-operator";

    private OutputConfigMap() {}

    /**
     * Writes the ConfigMap that the spec asks for and removes one that it no longer asks for.
     *
     * @param labelled the ConfigMaps that name this object as their owner
     * @return what keeps it from being so, if anything does
     */
    static Optional<Problem> publish(
            EcrRepository object, Repository repository, Set<ConfigMap> labelled, KubernetesClient client) {
        Optional<String> wanted = Optional.ofNullable(object.getSpec().output()).map(output -> output.configMapName());
        List<ConfigMap> existing =
                labelled.stream().filter(map -> isOwnedBy(object, map)).toList();
        Optional<Problem> leftover = existing.stream()
                .filter(map ->
                        !wanted.filter(map.getMetadata().getName()::equals).isPresent())
                .flatMap(map -> guarded(map, () -> delete(map, client)).stream())
                .findFirst();
        return wanted.flatMap(name -> keep(object, desired(object, repository, name), existing, client))
                .or(() -> leftover);
    }

    private static Optional<Problem> keep(
            EcrRepository object, ConfigMap desired, List<ConfigMap> existing, KubernetesClient client) {
        Optional<ConfigMap> present = existing.stream()
                .filter(map ->
                        desired.getMetadata().getName().equals(map.getMetadata().getName()))
                .findFirst();
        if (present.filter(map -> desired.getData().equals(map.getData())).isPresent()) {
            return Optional.empty();
        }
        return guarded(desired, () -> present.map(map -> update(desired, map, client))
                .orElseGet(() -> create(object, desired, client)));
    }

    private static Optional<Problem> guarded(ConfigMap map, Supplier<Optional<Problem>> write) {
        try {
            return write.get();
        } catch (KubernetesClientException e) {
            return Optional.of(OutputProblem.refused(map.getMetadata().getName(), WriteRefusal.of(e)));
        }
    }

    private static boolean isOwnedBy(EcrRepository object, ConfigMap map) {
        return Optional.ofNullable(map.getMetadata().getOwnerReferences()).orElse(List.of()).stream()
                .anyMatch(owner -> object.getMetadata().getUid().equals(owner.getUid()));
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
    private static Optional<Problem> create(EcrRepository object, ConfigMap desired, KubernetesClient client) {
        try {
            client.resource(desired).create();
            return Optional.empty();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
        Optional<ConfigMap> found = Optional.ofNullable(client.resource(desired).get());
        if (found.filter(map -> !isOwnedBy(object, map)).isPresent()) {
            return Optional.of(OutputProblem.notOurs(desired.getMetadata().getName()));
        }
        // One that is gone by now is created by the next pass.
        return found.isPresent()
                ? update(desired, found.get(), client)
                : Optional.of(OutputProblem.overtaken(desired.getMetadata().getName()));
    }

    /** The UID binds the write to what was seen: a ConfigMap that took its name meanwhile makes a conflict. */
    private static Optional<Problem> update(ConfigMap desired, ConfigMap before, KubernetesClient client) {
        desired.getMetadata().setUid(before.getMetadata().getUid());
        client.resource(desired)
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager(FIELD_MANAGER)
                        .withForce(true)
                        .build());
        return Optional.empty();
    }

    private static Optional<Problem> delete(ConfigMap before, KubernetesClient client) {
        client.resource(before)
                .lockResourceVersion(before.getMetadata().getResourceVersion())
                .delete();
        return Optional.empty();
    }
}
