package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** The statements, and where they stand. {@code null} means the default that the description of the field names. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "has(self.statements) != has(self.policyText)",
        message = "an EcrRepositoryPolicy takes exactly one of statements and policyText")
@ValidationRule(
        value = RegistryRef.IMMUTABLE,
        message = SharedPolicyRules.REGISTRY_REF_MESSAGE,
        fieldPath = ".registryRef")
public record EcrRepositoryPolicySpec(
        @JsonPropertyDescription(
                "The EcrRegistry whose repositories repositoryNamePatterns mean. Absent: the one called"
                        + " default, if there is one, else the operator's own account and region. EcrRepositories that name this"
                        + " policy, or that repositorySelector selects, get it wherever they are. Cannot be added, changed or"
                        + " removed.")
        RegistryRef registryRef,

        @JsonPropertyDescription(
                "The statements, 1 to 100; their order has no meaning. Any change of meaning replaces the"
                        + " policy on every repository that it is attached to. Remove the field only to write policyText"
                        + " instead.")
        @Size(max = 100)
        @ValidationRule(
                value = "size(self) > 0",
                message =
                        "an EcrRepositoryPolicy has at least one statement: delete the object to remove its policy from"
                                + " the repositories")
        List<PolicyStatement> statements,

        @JsonPropertyDescription("The policy as JSON text, as SetRepositoryPolicy takes it: at most 10240 characters"
                + " without white space, which is not sent. It is checked before any call, and compared by meaning, so that"
                + " spaces and order do not count. Remove the field only to write statements instead.")
        @Size(max = 4 * 10_240)
        @ValidationRule(
                value = "self.matches(r'^\\s*\\{')",
                message = "policyText of an EcrRepositoryPolicy is a JSON object and starts with {")
        String policyText,

        @JsonPropertyDescription("Whether to write a policy that keeps the operator itself from changing it later"
                + " (force of SetRepositoryPolicy): such a policy is on the repositories for good. Matters at the next"
                + " write only. Removing it means false: ECR then refuses such a policy.")
        Boolean allowLockout,

        @JsonPropertyDescription(
                "EcrRepositories of this namespace that get the policy, by label; {} selects all of them."
                        + " One with a repositoryPolicy of its own is not touched, one that two policies select keeps"
                        + " what it has. When it no longer selects a repository, onDelete says what happens there."
                        + " Removing the field selects none.")
        RepositorySelector repositorySelector,

        @JsonPropertyDescription(
                "Names of repositories in ECR that get the policy; * stands for any characters, slashes too. They reach"
                        + " EcrRepositories of this namespace that have no repositoryPolicy of their own and that no"
                        + " repositorySelector selects, and repositories that no EcrRepository declares, such as replicas and"
                        + " those of a pull-through cache, if whoever runs the operator grants that to the namespace"
                        + " (ecr-operator.powers.repository-name-patterns, or powers in the EcrRegistry): the operator notes itself on these in the"
                        + " tag ecr-operator.io/repository-policy. A repository that carries the tag ecr-operator.io/owner is"
                        + " left to its owner, one that two policies match keeps what it has. When no pattern matches a"
                        + " repository any more, onDelete says what happens there. Removing the field matches none.")
        @Size(max = 100)
        @ValidationRule(value = RepositoryNameRules.PATTERNS, messageExpression = RepositoryNameRules.PATTERNS_MESSAGE)
        List<@Size(max = RepositoryNameRules.SCHEMA_CHARACTERS) String> repositoryNamePatterns,

        @JsonPropertyDescription(
                "What happens where a pattern matches a repository that no EcrRepository declares and that"
                        + " has a repository policy which this object has not set: Keep (default) leaves it there; Replace"
                        + " puts this one in its place, if whoever runs the operator grants that to the namespace"
                        + " (ecr-operator.powers.on-existing-replace, or powers in the EcrRegistry). From Replace to Keep: what was replaced stays replaced.")
        OnExisting onExisting,

        @JsonPropertyDescription("What happens in ECR when this object is deleted, or no longer selects or matches a"
                + " repository: Remove (default) removes the policy that it had set, with every permission and every Deny"
                + " in it; Leave keeps it in ECR. Takes effect at once, also while a deletion"
                + " waits; removing the field means Remove.")
        OnDelete onDelete)
        implements SharedPolicySpec {

    @Override
    public boolean mayLockOut() {
        return Boolean.TRUE.equals(allowLockout);
    }

    /** Copies the statements, so that a spec never changes. */
    public EcrRepositoryPolicySpec {
        statements = Copies.of(statements);
        repositoryNamePatterns = Copies.of(repositoryNamePatterns);
    }
}
