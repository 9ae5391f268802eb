package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What some namespaces may do in a registry. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "has(self.namespaces) != has(self.namespaceSelector)",
        message = "an entry has either namespaces or namespaceSelector: write two entries to grant the same by both")
public record RegistryAccess(
        @JsonPropertyDescription(
                "Names of the namespaces that this entry is for; * stands for any characters, as in team-*."
                        + " Taking one out refuses its objects at once: what they have in AWS stays as it is. Cannot be"
                        + " removed unless there is a namespaceSelector instead.")
        @Size(min = 1, max = 50)
        @ValidationRule(
                value = NameRules.NAMESPACE_PATTERNS,
                messageExpression = NameRules.ACCESS_NAMESPACE_PATTERNS_MESSAGE)
        List<@Size(max = 63) String> namespaces,

        @JsonPropertyDescription(
                "The namespaces that this entry is for, by label; {} selects all of them. Labels that change let"
                        + " objects in, or refuse them, at once: select by labels that only the platform can set. Cannot be"
                        + " removed unless there are namespaces instead.")
        NamespaceSelector namespaceSelector,

        @JsonPropertyDescription(
                "The kinds of objects that may use the registry. Removing the field means those whose reach"
                        + " repositoryNamePatterns bound: EcrRepository, EcrLifecyclePolicy, EcrRepositoryPolicy,"
                        + " EcrPullThroughCacheRule, EcrRepositoryCreationTemplate. EcrPullSecret, whose login opens all that the registry's identity may"
                        + " pull, EcrRegistryConfiguration, and EcrPublicRepository, which gives images to everybody, have to be named.")
        @Size(min = 1, max = 16)
        List<RegistryKind> kinds,

        @JsonPropertyDescription(
                "Names of repositories in ECR that the namespaces may have; * stands for any characters,"
                        + " slashes too, and {namespace} for the name of the object's namespace, as in {namespace}/*. It concerns"
                        + " the names of EcrRepositories, the reach of an EcrLifecyclePolicy or EcrRepositoryPolicy and what an"
                        + " EcrRegistryConfiguration says of repositories. Removing the field means any name.")
        @Size(min = 1, max = 20)
        @ValidationRule(value = GrantedNameRules.PATTERNS, messageExpression = GrantedNameRules.PATTERNS_MESSAGE)
        @ValidationRule(value = GrantedNameRules.APART, messageExpression = GrantedNameRules.APART_MESSAGE)
        List<@Size(max = GrantedNameRules.CHARACTERS) String> repositoryNamePatterns,

        @JsonPropertyDescription(
                "Secrets, roles and keys that objects of the namespaces may name, as they write them: credentialArn and"
                        + " customRoleArn of EcrPullThroughCacheRules, customRoleArn and kmsKey of EcrRepositoryCreationTemplates,"
                        + " kmsKey of EcrRepositories; * stands for any characters, and {namespace} for the name of the object's"
                        + " namespace, as in arn:aws:iam::123456789012:role/ecr-{namespace}. Removing the field means none where the entry has"
                        + " repositoryNamePatterns, and any where it has not; [] means none.")
        @Size(max = 10)
        @ValidationRule(value = GrantedArnRules.PATTERNS, messageExpression = GrantedArnRules.PATTERNS_MESSAGE)
        @ValidationRule(value = GrantedArnRules.APART, messageExpression = GrantedArnRules.APART_MESSAGE)
        List<@Size(max = GrantedArnRules.CHARACTERS) String> arnPatterns,

        @JsonPropertyDescription(
                "What reaches beyond the namespaces' own objects: AdoptionPolicyAlways (EcrRepositories may"
                        + " take a repository that another owner's tag names), RepositoryNamePatterns (EcrLifecyclePolicies"
                        + " and EcrRepositoryPolicies may reach repositories that no EcrRepository declares), OnExistingReplace"
                        + " (they may replace a policy there that somebody else has set), DeleteReplication (EcrRegistryConfigurations may have"
                        + " deletions replicated), ReplicationBackfill (they may have images replicated that were there before). Removing the field grants none.")
        @Size(max = 16)
        List<RegistryPower> powers) {

    /** What stands for the name of the object's namespace. */
    public static final String NAMESPACE = "{namespace}";

    /** Copies the lists, so that an entry never changes. */
    public RegistryAccess {
        namespaces = Copies.of(namespaces);
        kinds = Copies.of(kinds);
        repositoryNamePatterns = Copies.of(repositoryNamePatterns);
        arnPatterns = Copies.of(arnPatterns);
        powers = Copies.of(powers);
    }

    /** Whether it says for whom it is; what a newer version says in another field would be for everybody here. */
    boolean lacksNothing() {
        return namespaceSelector == null
                ? namespaces != null && !namespaces.isEmpty()
                : namespaces == null && namespaceSelector.lacksNothing();
    }
}
