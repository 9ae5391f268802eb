package io.ecroperator.gitops;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;

/**
 * Does what the controller manager does in a cluster with nodes, as far as Argo CD looks at it.
 *
 * @param client of the administrator
 */
record MissingControllers(KubernetesClient client) {

    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private static final String AVAILABLE = """
            {"status": {"observedGeneration": %1$d, "replicas": %2$d, "updatedReplicas": %2$d, "readyReplicas": %2$d,
             "availableReplicas": %2$d, "conditions": [{"type": "Available", "status": "True", "reason": "MinimumReplicasAvailable"}]}}
            """;

    private static final String DISRUPTIONS_ALLOWED = """
            {"status": {"observedGeneration": 1, "currentHealthy": %1$d, "desiredHealthy": 1, "disruptionsAllowed": 1,
             "expectedPods": %1$d, "conditions": [{"type": "DisruptionAllowed", "status": "True", "reason": "SufficientPods",
             "message": "", "lastTransitionTime": "2000-01-01T00:00:00Z"}]}}
            """;

    /** Says that the Pods of a Deployment, which has a PodDisruptionBudget of its name, are available. */
    void makeAvailable(Deployment deployment) {
        String namespace = deployment.getMetadata().getNamespace();
        String name = deployment.getMetadata().getName();
        int replicas = deployment.getSpec().getReplicas();
        client.apps()
                .deployments()
                .inNamespace(namespace)
                .withName(name)
                .subresource("status")
                .patch(MERGE, AVAILABLE.formatted(deployment.getMetadata().getGeneration(), replicas));
        client.policy()
                .v1()
                .podDisruptionBudget()
                .inNamespace(namespace)
                .withName(name)
                .subresource("status")
                .patch(MERGE, DISRUPTIONS_ALLOWED.formatted(replicas));
    }

    /**
     * Collects the EcrRepositories of a namespace that are being deleted and that nobody else holds. Argo CD deletes in the
     * foreground, so they wait for the garbage collector.
     */
    void collectGarbage(String namespace) {
        var repositories = client.resources(EcrRepository.class).inNamespace(namespace);
        for (HasMetadata each : repositories.list().getItems()) {
            if (each.getMetadata().getFinalizers().equals(List.of("foregroundDeletion"))) {
                repositories
                        .withName(each.getMetadata().getName())
                        .patch(MERGE, "{\"metadata\": {\"finalizers\": null}}");
            }
        }
    }
}
