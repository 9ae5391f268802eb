package io.ecroperator.registryconfig.merge;

/** The settings of a registry, each of which ECR reads and writes as a whole. */
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

    /** Whether the registries of an account share it, whatever their region. */
    public boolean isOfAccount() {
        return this == PUBLIC_REGISTRY_CATALOG_DATA;
    }

    /** The field of the spec. */
    public String field() {
        return field;
    }
}
