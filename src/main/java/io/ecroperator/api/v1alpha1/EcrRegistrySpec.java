package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Which registry, as whom, and who may use it. {@code null} means the default that the description of the field names. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record EcrRegistrySpec(
        @JsonPropertyDescription(
                "The account that the registry belongs to, 12 digits. The credentials are checked against it"
                        + " before any other call: where they belong to another account, nothing is read or written. Cannot be"
                        + " changed or removed.")
        @Required
        @Size(max = 64)
        @ValidationRule(
                value = "self.matches('^[0-9]{12}$')",
                message = "accountId has 12 digits; write it in quotes, since YAML takes it for a number")
        @ValidationRule(
                value = "self == oldSelf",
                message =
                        "accountId cannot be changed, because objects would mean repositories of another account: put the"
                                + " old one back, and create another EcrRegistry")
        String accountId,

        @JsonPropertyDescription("The region of the registry, such as eu-central-1. Cannot be changed or removed.")
        @Required
        @Size(max = 128)
        @ValidationRule(
                value = "self.matches('^[a-z]{2,4}(-[a-z]+)+-[0-9]+$')",
                message = "region is the code of an AWS region, such as eu-central-1")
        @ValidationRule(
                value = "self == oldSelf",
                message =
                        "region cannot be changed, because objects would mean repositories of another region: put the old"
                                + " one back, and create another EcrRegistry")
        String region,

        @JsonPropertyDescription("Who calls AWS. A change is used from the next call on. Removing the field means the"
                + " operator's own identity.")
        RegistryCredentials credentials,

        @JsonPropertyDescription(
                "Which endpoints are called. A change is used from the next call on. Removing the field"
                        + " means those that AWS has for everybody.")
        RegistryEndpoints endpoints,

        @JsonPropertyDescription("What EcrRepositories of this registry get where their spec says nothing. A change is"
                + " written to all of them. Removing the field leaves what ECR has.")
        RegistryDefaults defaults,

        @JsonPropertyDescription(
                "Who may use the registry: an object needs one entry with its namespace, its kind and, for a"
                        + " repository, its name. Objects that none lets in are refused with ResolvedRefs False, NotPermitted,"
                        + " and nothing is called for them. Removing the field lets in every namespace with every kind and"
                        + " name, and grants no power; [] lets in nobody.")
        @Size(max = 50)
        List<RegistryAccess> access,

        @JsonPropertyDescription(
                "How EcrRegistryConfigurations go together with what others put into the settings of the registry. Removing the"
                        + " field means Merge: entries that no object has stay.")
        RegistryConfigurationMode registryConfiguration,

        @JsonPropertyDescription(
                "How often the operator looks for what others have changed. A change takes effect at once."
                        + " Removing the field means what the operator's configuration says.")
        RegistryDrift drift,

        @JsonPropertyDescription(
                "An upper bound for the calls to AWS, beside what AWS itself lets through, which the operator"
                        + " finds out. It holds for the account and region: of several EcrRegistries there, the lowest. A change"
                        + " is used from the next call on. Removing the field removes the bound.")
        RegistryRateLimit rateLimit)
        implements Whole {

    /** Copies the list, so that a spec never changes. */
    public EcrRegistrySpec {
        access = Copies.of(access);
    }

    @Override
    public boolean lacksNothing() {
        return accountId != null
                && region != null
                && (credentials == null || credentials.lacksNothing())
                && (rateLimit == null || rateLimit.callsPerSecond() != null)
                && (access == null || access.stream().allMatch(entry -> entry != null && entry.lacksNothing()));
    }
}
