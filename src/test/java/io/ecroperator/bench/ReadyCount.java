package io.ecroperator.bench;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * Counts the EcrRepositories that are Ready at a generation. It lists them when asked: a watch would take from the
 * operator the processor time to read every object again after each of its writes.
 *
 * @param client a client of somebody who may list them
 * @param namespace where they live
 */
record ReadyCount(KubernetesClient client, String namespace) {

    /** How many are Ready at the given generation or a later one. */
    long atGeneration(long generation) {
        return client
                .resources(EcrRepository.class)
                .inNamespace(namespace)
                // From the API server's cache.
                .list(new ListOptionsBuilder().withResourceVersion("0").build())
                .getItems()
                .stream()
                .filter(object -> isReady(object, generation))
                .count();
    }

    private static boolean isReady(EcrRepository object, long generation) {
        long current = object.getMetadata().getGeneration();
        return current >= generation
                && object.getStatus() != null
                && Conditions.isTrue(object.getStatus().conditions(), ConditionType.READY, current);
    }
}
