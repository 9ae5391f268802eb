package io.ecroperator.pullsecret;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * Whose Secrets, and where.
 *
 * @param object an EcrPullSecret, or a ClusterEcrPullSecret
 * @param namespace where its Secrets are
 */
record SecretOwner(HasMetadata object, String namespace) {

    String name() {
        return object.getMetadata().getName();
    }

    String uid() {
        return object.getMetadata().getUid();
    }
}
