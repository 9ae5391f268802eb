package io.ecroperator.registryconfig.merge;

/** The settings of a registry, each of which ECR reads, and but for some writes, as a whole. */
public enum Section {
    POLICY("policy"),
    REPLICATION("replication"),
    SCANNING("scanning"),
    SIGNING("signing"),
    ACCOUNT_SETTINGS("accountSettings"),
    PULL_TIME_UPDATE_EXCLUSIONS("pullTimeUpdateExclusions"),
    PUBLIC_REGISTRY_CATALOG_DATA("publicRegistryCatalogData");

    private final String field;

    Section(String field) {
        this.field = field;
    }

    /** Whether ECR has no Put of the whole: each entry has a call of its own, and some may succeed before one is refused. */
    public boolean isWrittenByEntry() {
        return this == ACCOUNT_SETTINGS || this == PULL_TIME_UPDATE_EXCLUSIONS;
    }

    /** Whether the registries of an account share it, whatever their region. */
    public boolean isOfAccount() {
        return this == PUBLIC_REGISTRY_CATALOG_DATA;
    }

    /** Whether it has entries that come and go; the others have values alone, which are always there. */
    public boolean hasEntries() {
        return this != ACCOUNT_SETTINGS && this != PUBLIC_REGISTRY_CATALOG_DATA;
    }

    /** The field of the spec. */
    public String field() {
        return field;
    }
}
