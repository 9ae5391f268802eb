package io.ecroperator.registryconfig.merge;

/** The settings of a registry, each of which ECR reads and writes as a whole. */
public enum Section {
    POLICY("policy"),
    REPLICATION("replication"),
    SCANNING("scanning"),
    SIGNING("signing"),
    ACCOUNT_SETTINGS("accountSettings"),
    PULL_TIME_UPDATE_EXCLUSIONS("pullTimeUpdateExclusions");

    private final String field;

    Section(String field) {
        this.field = field;
    }

    /** The field of the spec. */
    public String field() {
        return field;
    }
}
