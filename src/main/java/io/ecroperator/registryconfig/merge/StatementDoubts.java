package io.ecroperator.registryconfig.merge;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.api.v1alpha1.EcrRegistryConfigurationSpec;
import io.ecroperator.policy.RepositoryPolicyDocument;
import java.util.List;

/**
 * What in the statements of a spec is worth a look once ECR has refused them, as it does without saying which.
 *
 * @param suspicions sentences that name statements by their place in the spec
 * @param principals users and roles that they name, shortened for messages
 */
public record StatementDoubts(List<String> suspicions, List<String> principals) {

    /** Copies the lists. */
    public StatementDoubts {
        suspicions = List.copyOf(suspicions);
        principals = List.copyOf(principals);
    }

    /** Those of a spec. */
    public static StatementDoubts of(EcrRegistryConfigurationSpec spec) {
        ObjectNode policy = JsonNodeFactory.instance.objectNode();
        ArrayNode statements = policy.putArray("Statement");
        WantedEntries.of(spec, Section.POLICY, "*").orElse(List.of()).stream()
                .filter(Entry.Statement.class::isInstance)
                .map(Entry.Statement.class::cast)
                .forEach(entry -> statements.add(entry.statement()));
        RepositoryPolicyDocument document = RepositoryPolicyDocument.of(policy);
        return new StatementDoubts(document.suspicions(), document.namedPrincipals());
    }
}
