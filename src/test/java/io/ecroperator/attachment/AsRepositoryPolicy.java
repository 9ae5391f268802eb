package io.ecroperator.attachment;

import static io.ecroperator.attachment.PolicyObjects.repositoryPolicy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrLifecyclePolicySpec;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositoryPolicy;
import io.ecroperator.api.v1alpha1.EcrRepositoryPolicySpec;
import io.ecroperator.api.v1alpha1.PolicyStatement;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;

/** What a table says of lifecycle policies, said of repository policies, so that one table holds for both kinds. */
public final class AsRepositoryPolicy {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private AsRepositoryPolicy() {}

    /** A policy: rules that keep so many images become a statement that permits an action of that number. */
    public static EcrRepositoryPolicy of(EcrLifecyclePolicy policy) {
        EcrRepositoryPolicy other = repositoryPolicy("any", "");
        other.setMetadata(policy.getMetadata());
        other.setStatus(policy.getStatus());
        other.setSpec(policy.getSpec() == null ? null : spec(policy.getSpec()));
        return other;
    }

    private static EcrRepositoryPolicySpec spec(EcrLifecyclePolicySpec spec) {
        return new EcrRepositoryPolicySpec(
                spec.registryRef(),
                spec.rules() == null
                        ? null
                        : spec.rules().stream()
                                .map(rule -> statement(rule.selection().countNumber()))
                                .toList(),
                spec.policyText(),
                null,
                spec.repositorySelector(),
                spec.repositoryNamePatterns(),
                spec.onExisting(),
                spec.onDelete());
    }

    private static PolicyStatement statement(int number) {
        List<PolicyStatement> one = repositoryPolicy(
                        "any", PolicyObjects.statement(number == 10 ? "ecr:BatchGetImage" : "ecr:PutImage"))
                .getSpec()
                .statements();
        return one.getFirst();
    }

    /** An EcrRepository: the field of the spec and that of the status. */
    public static EcrRepository of(EcrRepository repository) {
        ObjectNode json = MAPPER.valueToTree(repository);
        if (json.path("spec") instanceof ObjectNode spec && spec.remove("lifecyclePolicy") instanceof ObjectNode own) {
            if (own.remove("rules") != null) {
                own.putArray("statements");
            }
            spec.set("repositoryPolicy", own);
        }
        if (json.path("status") instanceof ObjectNode status
                && status.remove("lifecycle") instanceof ObjectNode stands) {
            stands.put("source", stands.path("source").asText().replace("EcrLifecyclePolicy", "EcrRepositoryPolicy"));
            status.set("repositoryPolicy", stands);
        }
        return Serialization.unmarshal(json.toString(), EcrRepository.class);
    }
}
