package io.ecroperator.cli.export.object;

import java.util.EnumSet;
import java.util.Set;

/** What can be asked for with {@code --kinds}, in the order in which it is written: what others refer to comes first. */
public enum ExportedKind {
    /** The account and region, if it is given a name. */
    REGISTRY("EcrRegistry"),
    /** Settings that the registry has once. */
    REGISTRY_CONFIGURATION("EcrRegistryConfiguration"),
    /** Templates for repositories that ECR creates. */
    CREATION_TEMPLATE("EcrRepositoryCreationTemplate"),
    /** Caches of other registries. */
    CACHE_RULE("EcrPullThroughCacheRule"),
    /** Private repositories, with what they share. */
    REPOSITORY("EcrRepository"),
    /** Public repositories and how the public registry is called: those of the account, whichever the region. */
    PUBLIC_REPOSITORY("EcrPublicRepository");

    private final String kind;

    ExportedKind(String kind) {
        this.kind = kind;
    }

    /**
     * What is exported where nothing is asked for: all that the region has. What the account has in all regions alike would be
     * in the exports of all of them, and one object only can own it.
     */
    public static Set<ExportedKind> ofTheRegion() {
        return EnumSet.complementOf(EnumSet.of(PUBLIC_REPOSITORY));
    }

    /** As it is written in a manifest, and on a command line. */
    @Override
    public String toString() {
        return kind;
    }
}
