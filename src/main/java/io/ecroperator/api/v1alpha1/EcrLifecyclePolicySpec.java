package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** The rules, and where they stand. {@code null} means the default that the description of the field names. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "has(self.rules) != has(self.policyText)",
        message = "an EcrLifecyclePolicy takes exactly one of rules and policyText")
@ValidationRule(
        value = RegistryRef.IMMUTABLE,
        message = SharedPolicyRules.REGISTRY_REF_MESSAGE,
        fieldPath = ".registryRef")
public record EcrLifecyclePolicySpec(
        @JsonPropertyDescription(
                "The EcrRegistry whose repositories repositoryNamePatterns mean. Absent: the one called"
                        + " default, if there is one, else the operator's own account and region. EcrRepositories that name this"
                        + " policy, or that repositorySelector selects, get it wherever they are. Cannot be added, changed or"
                        + " removed.")
        RegistryRef registryRef,

        @JsonPropertyDescription(
                "The rules, 1 to 50, in any order: rulePriority decides. Any change replaces the policy"
                        + " on every repository that it is attached to. Remove the field only to write policyText"
                        + " instead.")
        @Size(max = 50)
        @ValidationRule(
                value = "size(self) > 0",
                message = "an EcrLifecyclePolicy has at least one rule: delete the object to remove its policy from the"
                        + " repositories")
        @ValidationRule(value = LifecycleRules.RULES, messageExpression = LifecycleRules.RULES_MESSAGE)
        List<LifecycleRule> rules,

        @JsonPropertyDescription(
                "The policy as JSON text, as PutLifecyclePolicy takes it: 100 to 30720 characters without"
                        + " white space, which is not sent. It is checked before any call, and compared by meaning, so that spaces and order do not count."
                        + " Remove the field only to write rules instead.")
        @Size(max = LifecycleRules.TEXT_CHARACTERS)
        @ValidationRule(value = LifecycleRules.TEXT, messageExpression = LifecycleRules.TEXT_MESSAGE)
        String policyText,

        @JsonPropertyDescription(
                "EcrRepositories of this namespace that get the policy, by label; {} selects all of them."
                        + " One with a lifecyclePolicy of its own is not touched, one that two policies select keeps"
                        + " what it has. When it no longer selects a repository, onDelete says what happens there."
                        + " Removing the field selects none.")
        RepositorySelector repositorySelector,

        @JsonPropertyDescription(
                "Names of repositories in ECR that get the policy; * stands for any characters, slashes too. They reach"
                        + " EcrRepositories of this namespace that have no lifecyclePolicy of their own and that no"
                        + " repositorySelector selects, and repositories that no EcrRepository declares, such as those"
                        + " of a pull-through cache, if whoever runs the operator grants that to the namespace"
                        + " (ecr-operator.powers.repository-name-patterns, or powers in the EcrRegistry): the operator notes itself on these in the"
                        + " tag ecr-operator.io/lifecycle-policy. A repository that carries the tag ecr-operator.io/owner is"
                        + " left to its owner, one that two policies match keeps what it has. When no pattern matches a"
                        + " repository any more, onDelete says what happens there. Removing the field matches none.")
        @Size(max = 100)
        @ValidationRule(value = RepositoryNameRules.PATTERNS, messageExpression = RepositoryNameRules.PATTERNS_MESSAGE)
        List<@Size(max = RepositoryNameRules.SCHEMA_CHARACTERS) String> repositoryNamePatterns,

        @JsonPropertyDescription(
                "What happens where a pattern matches a repository that no EcrRepository declares and that"
                        + " has a lifecycle policy which this object has not set: Keep (default) leaves it there; Replace"
                        + " puts this one in its place, if whoever runs the operator grants that to the namespace"
                        + " (ecr-operator.powers.on-existing-replace, or powers in the EcrRegistry). From Replace to Keep: what was replaced stays replaced.")
        OnExisting onExisting,

        @JsonPropertyDescription("What happens in ECR when this object is deleted, or no longer selects or matches a"
                + " repository: Remove (default) removes the policy that it had set, so that nothing"
                + " expires any more; Leave keeps it in ECR. Takes effect at once, also while a deletion"
                + " waits; removing the field means Remove.")
        OnDelete onDelete)
        implements SharedPolicySpec {

    /** Copies the rules, so that a spec never changes. */
    public EcrLifecyclePolicySpec {
        rules = Copies.of(rules);
        repositoryNamePatterns = Copies.of(repositoryNamePatterns);
    }
}
