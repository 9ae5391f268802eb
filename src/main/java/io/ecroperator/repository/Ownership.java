package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.EcrRepository;

/**
 * The tag that says which object a repository belongs to. It goes into CreateRepository itself, so that a create whose
 * answer was lost is recognised as ours: the API has no client token.
 */
final class Ownership {

    /** The key of the tag. */
    static final String TAG_KEY = "ecr-operator.io/owner";

    private Ownership() {}

    /**
     * The value of the tag. It carries the configured name of the cluster, not a generated id: a cluster that is rebuilt
     * finds its own repositories again.
     */
    static String of(String clusterName, EcrRepository object) {
        return clusterName + "/" + object.getMetadata().getNamespace() + "/"
                + object.getMetadata().getName();
    }
}
