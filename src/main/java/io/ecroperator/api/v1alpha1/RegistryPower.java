package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What reaches beyond a namespace's own objects, so that an EcrRegistry has to grant it. */
public enum RegistryPower {
    /** {@code adoptionPolicy: Always} on a repository that another owner's tag names. */
    @JsonProperty("AdoptionPolicyAlways")
    ADOPTION_POLICY_ALWAYS("AdoptionPolicyAlways"),

    /** {@code repositoryNamePatterns} on repositories that no EcrRepository declares. */
    @JsonProperty("RepositoryNamePatterns")
    REPOSITORY_NAME_PATTERNS("RepositoryNamePatterns"),

    /** {@code onExisting: Replace} on a policy that somebody else has set. */
    @JsonProperty("OnExistingReplace")
    ON_EXISTING_REPLACE("OnExistingReplace"),

    /** {@code deleteReplication.enabled: true} in a replication rule. */
    @JsonProperty("DeleteReplication")
    DELETE_REPLICATION("DeleteReplication"),

    /** {@code replication.backfill}. */
    @JsonProperty("ReplicationBackfill")
    REPLICATION_BACKFILL("ReplicationBackfill");

    private final String label;

    RegistryPower(String label) {
        this.label = label;
    }

    /** The power as it is written in an EcrRegistry. */
    public String label() {
        return label;
    }
}
