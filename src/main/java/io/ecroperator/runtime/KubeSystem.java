package io.ecroperator.runtime;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.OperatorException;

/** The namespace whose UID stands for a cluster: there is no other identity that every cluster has. */
public final class KubeSystem {

    private static final String NAME = "kube-system";

    private KubeSystem() {}

    /**
     * Its UID.
     *
     * @throws OperatorException if the API server does not tell
     */
    public static String uid(KubernetesClient client) {
        Namespace namespace;
        try {
            namespace = client.namespaces().withName(NAME).get();
        } catch (KubernetesClientException e) {
            throw new OperatorException(
                    "The namespace " + NAME
                            + ", whose UID tells this cluster from others, could not be read; the right to"
                            + " get it is in deploy/install/02-ClusterRole.ecr-operator-watched.yaml",
                    e);
        }
        if (namespace == null) {
            throw new OperatorException("The namespace " + NAME + " is not there yet");
        }
        return namespace.getMetadata().getUid();
    }
}
