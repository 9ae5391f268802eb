package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Which repositories are replicated, and whereto. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReplicationRule(
        @JsonPropertyDescription(
                "Whereto images are replicated, 1 to 25. A change replaces the rule in ECR; replicas that"
                        + " are there stay. Cannot be removed.")
        @Required
        @Size(min = 1, max = 25)
        @ValidationRule(
                value = "self.all(d, self.exists_one(e, e == d))",
                message = "a replication rule names a destination twice: write each one once")
        List<Destination> destinations,

        @JsonPropertyDescription(
                "Beginnings of the names of repositories that are replicated, 1 to 100. Images that are"
                        + " there when a filter is added are not replicated. Removing it replicates every repository of the"
                        + " registry.")
        @Size(min = 1, max = 100)
        List<Filter> repositoryFilters,

        @JsonPropertyDescription(
                "Whether deletions of images and removals of tags are replicated too. Removing it leaves"
                        + " what ECR has; a new rule does not replicate deletions.")
        DeleteReplication deleteReplication) {

    /** Copies the lists, so that a rule never changes. */
    public ReplicationRule {
        destinations = Copies.of(destinations);
        repositoryFilters = Copies.of(repositoryFilters);
    }

    /** Whether it says whereto, and nothing in it cannot be read. */
    boolean lacksNothing() {
        return destinations != null
                && Whole.all(destinations, to -> to.region() != null && to.registryId() != null)
                && Whole.all(repositoryFilters, which -> which.filter() != null && which.filterType() != null)
                && (deleteReplication == null || deleteReplication.enabled() != null);
    }

    /** A registry. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Destination(
            @JsonPropertyDescription("Region to replicate to, such as eu-central-1. Cannot be removed.")
            @Required
            @Size(max = 25)
            @ValidationRule(
                    value = "self.matches('^[a-z]{2,4}(-[a-z]+)+-[0-9]+$')",
                    message = "the region of a destination is the code of an AWS region, such as eu-central-1")
            String region,

            @JsonPropertyDescription(
                    "Account to replicate to, 12 digits; this registry's own for another region of it. The"
                            + " registry policy of another account has to allow ecr:ReplicateImage and ecr:CreateRepository. Cannot be"
                            + " removed.")
            @Required
            @Size(max = 64)
            @ValidationRule(
                    value = "self.matches('^[0-9]{12}$')",
                    message =
                            "registryId of a destination has 12 digits; write it in quotes, since YAML takes it for a number")
            String registryId) {}

    /** Some repositories, by name. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Filter(
            @JsonPropertyDescription(
                    "How filter is read. PREFIX_MATCH, the beginning of the name, is the only one that ECR"
                            + " knows. Cannot be removed.")
            @Required
            FilterType filterType,

            @JsonPropertyDescription(
                    "The beginning of the names, such as team-a/: 2 to 256 characters. team-a without the"
                            + " slash means team-ab too. Cannot be removed; take the whole entry out instead.")
            @Required
            @Size(min = 2, max = 256)
            @ValidationRule(
                    value = RegistryConfigurationRules.PREFIX,
                    messageExpression = RegistryConfigurationRules.PREFIX_MESSAGE)
            String filter) {}

    /** How a filter is read. */
    public enum FilterType {
        /** The name begins with it. */
        PREFIX_MATCH
    }

    /** Whether deletions are replicated. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record DeleteReplication(
            @JsonPropertyDescription(
                    "true deletes images and tags in every destination when they are deleted here, which"
                            + " whoever runs the operator has to grant to the namespace (ecr-operator.powers.delete-replication, or"
                            + " powers in the EcrRegistry); false does not. Cannot be removed; remove deleteReplication instead.")
            @Required
            Boolean enabled) {}
}
