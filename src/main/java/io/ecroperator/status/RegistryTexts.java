package io.ecroperator.status;

/** The sentences of the reasons about who may do what where: owners, registries and their access. */
final class RegistryTexts {
    private RegistryTexts() {}

    static final ReasonText NOT_OWNED = new ReasonText(
            "The repository exists and carries no ownership tag, or the entry of a registry's settings is there and no object has put it"
                    + " there; and adoptionPolicy is IfOwned.",
            "Set adoptionPolicy: IfUnowned to take it over, or choose another name.");

    static final ReasonText OWNED_BY_ANOTHER = new ReasonText(
            "The repository's ownership tag names another object.",
            "Choose another repositoryName, or set adoptionPolicy: Always to take it over, which"
                    + " ecr-operator.powers.adoption-policy-always has to grant to the namespace.");

    static final ReasonText NOT_PERMITTED = new ReasonText(
            "The spec asks for something that its namespace may not do: use an EcrRegistry, have a repository of that name, or"
                    + " reach beyond its own objects. That part was left alone, and nothing was called for it.",
            "Have whoever runs the EcrRegistry (spec.access) or the operator (ecr-operator.powers) grant what the message names,"
                    + " or do without, as the message says.");

    static final ReasonText REGISTRY_NOT_FOUND = new ReasonText(
            "registryRef names an EcrRegistry that is not there. Nothing is read or written in AWS for this object; what it has"
                    + " there stays.",
            "Create the EcrRegistry, or have whoever runs the operator do so; registryRef cannot be changed.");

    static final ReasonText REGISTRY_MISMATCH = new ReasonText(
            "The repository is in another account or region than the registry that the object leads to now. It is left alone,"
                    + " and nothing is created elsewhere.",
            "Set the EcrRegistry, or without a registryRef the operator's identity and region, back to what the message names;"
                    + " or delete this object with deletionPolicy: Retain and create a new one for the new registry.");

    static final ReasonText ACCOUNT_VERIFIED = new ReasonText(
            "AWS accepts the credentials of the EcrRegistry, and they belong to its account.", "Nothing.");

    static final ReasonText WRONG_ACCOUNT = new ReasonText(
            "The credentials belong to another account than the EcrRegistry names, so nothing is read or written with them.",
            "Correct spec.credentials of the EcrRegistry; or, if its accountId is wrong, create another one.");

    static final ReasonText LISTED = new ReasonText("The repositories of the registry can be listed.", "Nothing.");

    static final ReasonText CLUSTER_NAME_TAKEN = new ReasonText(
            "The repository belongs to another cluster that has the same ecr-operator.cluster-name.",
            "Give one of the two clusters another ecr-operator.cluster-name; or, if that cluster is gone and this one takes"
                    + " its place, write its UID into ecr-operator.replaces-cluster-uids.");

    static final ReasonText DUPLICATE_REPOSITORY = new ReasonText(
            "An older EcrRepository in this cluster declares the same repository.",
            "Delete one of the two, or give this one another repositoryName.");

    static final ReasonText DUPLICATE = new ReasonText(
            "An older object of the same kind in this cluster declares the same thing in ECR.",
            "Delete one of the two, or have this one name another.");

    static final ReasonText RULE_VALIDATED =
            new ReasonText("ECR gets into the upstream of the pull through cache rule.", "Nothing.");

    static final ReasonText RULE_INVALID = new ReasonText(
            "ECR does not get into the upstream of the cache rule: only images that are cached can be pulled.",
            "Correct the login in the secret, the role or the upstream; it is tried again every hour, or when you ask for it.");

    static final ReasonText RULE_NOT_VALIDATED = new ReasonText(
            "AWS does not tell whether ECR gets into the upstream of the pull through cache rule.",
            "See the message; grant ecr:ValidatePullThroughCacheRule (deploy/iam). The rule itself is as the spec says.");

    static final ReasonText EXCLUSIVE_UNWATCHED = new ReasonText(
            "The registry is Exclusive, and the operator watches the namespaces of ecr-operator.namespaces only. What objects in"
                    + " others say it cannot tell, so nothing is removed.",
            "Have one operator watch all namespaces, or set the mode to Merge.");

    static final ReasonText CREATABLE_BY_PUSH = new ReasonText(
            "A repository creation template has CREATE_ON_PUSH, and the registry policy lets principals of other accounts create"
                    + " repositories, or cannot be read.",
            "Narrow the registry policy, or take CREATE_ON_PUSH out of appliedFor; or leave it, if that is meant.");

    static final ReasonText WAITING_FOR_REGISTRY =
            new ReasonText("The operator has started and is still listing the registry.", "Wait a moment.");
}
