package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** One statement of the policy of a public repository: as {@link PolicyStatement}, with the actions of ECR Public. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "has(self.principal) != has(self.notPrincipal)",
        message = "a statement takes exactly one of principal and notPrincipal; everyone is principal: {AWS: [\"*\"]}")
@ValidationRule(
        value = "has(self.action) != has(self.notAction)",
        message =
                "a statement of a public repository takes exactly one of action and notAction; everything is action: [\"ecr-public:*\"]")
public record PublicPolicyStatement(
        @JsonPropertyDescription("Name of the statement inside the policy. A change replaces the policy in ECR, and"
                + " removing it removes it there.")
        @Size(max = 512)
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
                "Actions of ECR Public on a repository, such as ecr-public:PutImage; ecr-public:* and * are"
                        + " all of them. Everybody may pull without a statement. Remove it only to write notAction instead.")
        @Size(min = 1, max = 100)
        @ValidationRule(
                value = PublicRepositoryRules.ACTIONS,
                messageExpression = PublicRepositoryRules.ACTIONS_MESSAGE)
        List<@Size(min = 1, max = 128) String> action,

        @JsonPropertyDescription("Every action but these, written as action is; meant for Deny. Remove it only to write"
                + " action instead.")
        @Size(min = 1, max = 100)
        @ValidationRule(
                value = PublicRepositoryRules.ACTIONS,
                messageExpression = PublicRepositoryRules.NOT_ACTIONS_MESSAGE)
        List<@Size(min = 1, max = 128) String> notAction,

        @JsonPropertyDescription("When the statement applies: operator, then key, then values, such as StringEquals:"
                + " {aws:PrincipalOrgID: [o-example]}. Removing it makes the statement apply always.")
        @Size(max = 50)
        @ValidationRule(
                value = "self.all(o, size(o) <= 128 && self[o].all(k, size(k) <= 256))",
                message = "an operator in condition has at most 128 characters, and a key of it at most 256")
        Map<String, Map<String, List<String>>> condition) {

    /** Copies the collections, so that a statement never changes. */
    public PublicPolicyStatement {
        principal = Copies.of(principal, Copies::of);
        notPrincipal = Copies.of(notPrincipal, Copies::of);
        action = Copies.of(action);
        notAction = Copies.of(notAction);
        condition = Copies.of(condition, keys -> Copies.of(keys, Copies::of));
    }

    /** The same as a statement of any repository policy. */
    public PolicyStatement asStatement() {
        return new PolicyStatement(sid, effect, principal, notPrincipal, action, notAction, condition);
    }
}
