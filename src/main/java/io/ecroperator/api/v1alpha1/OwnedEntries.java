package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** The entries of a registry's settings that a fragment owns, by section; an absent list is an empty one. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record OwnedEntries(
        @JsonPropertyDescription("Statements of the registry policy, by their sid.") @Size(max = 2 * MOST)
        List<@Size(max = 512) String> policy,

        @JsonPropertyDescription("Filters of replication rules, each with its destinations.") @Size(max = 2 * MOST)
        List<@Size(max = 2048) String> replication,

        @JsonPropertyDescription("Filters of scanning rules, each with its frequency.") @Size(max = 2 * MOST)
        List<@Size(max = 512) String> scanning,

        @JsonPropertyDescription("Filters of signing rules, each with its profile.") @Size(max = 2 * MOST)
        List<@Size(max = 512) String> signing,

        @JsonPropertyDescription("Principals whose pulls do not count.") @Size(max = 2 * MOST)
        List<@Size(max = 512) String> pullTimeUpdateExclusions) {

    /** As many as a fragment may have in a section; after an edit the old ones stay until they are gone from ECR. */
    private static final int MOST = RegistryConfigurationRules.ENTRIES;

    /** Copies the lists, so that they never change. */
    public OwnedEntries {
        policy = Copies.of(policy);
        replication = Copies.of(replication);
        scanning = Copies.of(scanning);
        signing = Copies.of(signing);
        pullTimeUpdateExclusions = Copies.of(pullTimeUpdateExclusions);
    }
}
