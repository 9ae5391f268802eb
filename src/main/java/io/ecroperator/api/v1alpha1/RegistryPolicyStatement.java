package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/**
 * One statement of a <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry-permissions.html">registry
 * policy</a>: like one of a repository policy, but with a sid that tells it from others, and with repositories as resources.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "has(self.principal) != has(self.notPrincipal)",
        message = "a statement takes exactly one of principal and notPrincipal; everyone is principal: {AWS: [\"*\"]}")
@ValidationRule(
        value = "has(self.action) != has(self.notAction)",
        message = "a statement takes exactly one of action and notAction; everything is action: [\"ecr:*\"]")
public record RegistryPolicyStatement(
        @JsonPropertyDescription(
                "Name of the statement in the registry policy, by which the operator knows whose it is; no"
                        + " two objects may use the same. A change puts a statement of the new name in the place of the old one."
                        + " Cannot be removed.")
        @Required
        @Size(min = 1, max = 128)
        String sid,

        @JsonPropertyDescription("Allow or Deny; a Deny goes before every Allow. Cannot be removed.") @Required
        PolicyStatement.Effect effect,

        @JsonPropertyDescription("Whom the statement is about, by kind: AWS (account ids, ARNs of roles and users, *),"
                + " Service, Federated, CanonicalUser. Remove it only to write notPrincipal instead.")
        @Size(min = 1, max = 10)
        @ValidationRule(value = StatementRules.PRINCIPALS, messageExpression = StatementRules.PRINCIPAL_MESSAGE)
        Map<String, List<String>> principal,

        @JsonPropertyDescription("Everyone but these, written as principal is; meant for Deny. Remove it only to write"
                + " principal instead.")
        @Size(min = 1, max = 10)
        @ValidationRule(value = StatementRules.PRINCIPALS, messageExpression = StatementRules.NOT_PRINCIPAL_MESSAGE)
        Map<String, List<String>> notPrincipal,

        @JsonPropertyDescription(
                "Actions of ECR, such as ecr:CreateRepository and ecr:ReplicateImage for who replicates into"
                        + " this registry; ecr:* and * are all of them. Remove it only to write notAction instead.")
        @Size(min = 1, max = 100)
        @ValidationRule(value = StatementRules.ACTIONS, messageExpression = StatementRules.ACTIONS_MESSAGE)
        List<@Size(min = 1, max = 128) String> action,

        @JsonPropertyDescription("Every action but these, written as action is; meant for Deny. Remove it only to write"
                + " action instead.")
        @Size(min = 1, max = 100)
        @ValidationRule(value = StatementRules.NOT_ACTIONS, messageExpression = StatementRules.NOT_ACTIONS_MESSAGE)
        List<@Size(min = 1, max = 128) String> notAction,

        @JsonPropertyDescription(
                "ARNs of repositories of the registry, those that are to be created too; * stands for any"
                        + " characters. Removing it means every repository of the registry.")
        @Size(min = 1, max = 50)
        @ValidationRule(
                value = RegistryConfigurationRules.RESOURCES,
                messageExpression = RegistryConfigurationRules.RESOURCES_MESSAGE)
        List<@Size(max = 512) String> resource,

        @JsonPropertyDescription("When the statement applies: operator, then key, then values, such as StringEquals:"
                + " {aws:PrincipalOrgID: [o-example]}. Removing it makes the statement apply always.")
        @Size(max = 50)
        @ValidationRule(
                value = "self.all(o, size(o) <= 128 && self[o].all(k, size(k) <= 256))",
                message = "an operator in condition has at most 128 characters, and a key of it at most 256")
        Map<String, Map<String, List<String>>> condition) {

    /** Copies the collections, so that a statement never changes. */
    public RegistryPolicyStatement {
        principal = Copies.of(principal, Copies::of);
        notPrincipal = Copies.of(notPrincipal, Copies::of);
        action = Copies.of(action);
        notAction = Copies.of(notAction);
        resource = Copies.of(resource);
        condition = Copies.of(condition, keys -> Copies.of(keys, Copies::of));
    }

    /** Whether it says whose it is, for whom and what. */
    boolean lacksNothing() {
        return sid != null
                && effect != null
                && (principal != null || notPrincipal != null)
                && (action != null || notAction != null);
    }
}
