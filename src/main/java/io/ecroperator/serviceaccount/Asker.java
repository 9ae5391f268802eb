package io.ecroperator.serviceaccount;

/**
 * Which kind asks for pull secrets on a ServiceAccount. Each has a record of its own there: an operator that does not serve
 * a kind knows nothing of its wishes, and so takes nothing back that was appended for it.
 */
enum Asker {
    /** EcrPullSecrets of the ServiceAccount's namespace. */
    ONE_NAMESPACE("ecr-operator.io/pull-secrets"),

    /** ClusterEcrPullSecrets. */
    CLUSTER("ecr-operator.io/cluster-pull-secrets");

    private final String annotation;

    Asker(String annotation) {
        this.annotation = annotation;
    }

    /** The annotation with the names that were appended for this kind, separated by commas. */
    String annotation() {
        return annotation;
    }
}
