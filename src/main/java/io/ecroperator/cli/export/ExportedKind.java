package io.ecroperator.cli.export;

/** What can be asked for with {@code --kinds}, in the order in which it is written: what others refer to comes first. */
enum ExportedKind {
    /** The account and region, if it is given a name. */
    REGISTRY("EcrRegistry"),
    /** Settings that the registry has once. */
    REGISTRY_CONFIGURATION("EcrRegistryConfiguration"),
    /** Templates for repositories that ECR creates. */
    CREATION_TEMPLATE("EcrRepositoryCreationTemplate"),
    /** Caches of other registries. */
    CACHE_RULE("EcrPullThroughCacheRule"),
    /** Private repositories, with what they share. */
    REPOSITORY("EcrRepository");

    private final String kind;

    ExportedKind(String kind) {
        this.kind = kind;
    }

    /** As it is written in a manifest, and on a command line. */
    @Override
    public String toString() {
        return kind;
    }
}
