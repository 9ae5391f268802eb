package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** Statements of a repository policy that many repositories share. */
@Group("ecr-operator.io")
@Version("v1alpha1")
@Plural("ecrrepositorypolicies")
@ShortNames("ecrrp")
@Categories("ecr")
@JsonClassDescription(
        "A repository policy that many repositories share: EcrRepositories name it in repositoryPolicy.ref, or it selects"
                + " them by label, or it matches repositories by name, those too that no EcrRepository declares. What an"
                + " EcrRepository says itself goes first, then ref, then the selector, then the patterns.")
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        getDescription = "Whether every attached repository has the policy in ECR.")
@AdditionalPrinterColumn(
        name = "Reason",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
        getDescription = "Why it is ready or not.")
@AdditionalPrinterColumn(
        name = "Attached",
        jsonPath = ".status.attachedRepositories",
        type = AdditionalPrinterColumn.Type.INTEGER,
        getDescription = "How many repositories the policy is attached to.")
@AdditionalPrinterColumn(
        name = "Synced",
        jsonPath = ".status.syncedRepositories",
        type = AdditionalPrinterColumn.Type.INTEGER,
        getDescription = "On how many of them it stands in ECR.")
@AdditionalPrinterColumn(
        name = "Message",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].message",
        priority = 1,
        getDescription = "The reason in a sentence.")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE,
        getDescription = "Age of this object.")
public class EcrRepositoryPolicy extends CustomResource<EcrRepositoryPolicySpec, SharedPolicyStatus>
        implements SharedPolicy {

    private static final long serialVersionUID = 1L;

    @Override
    @Required
    @JsonPropertyDescription("The statements, and which repositories get them.")
    public EcrRepositoryPolicySpec getSpec() {
        return super.getSpec();
    }

    @Override
    @JsonPropertyDescription("Where the policy stands. Written by the operator only; edits are overwritten.")
    public SharedPolicyStatus getStatus() {
        return super.getStatus();
    }
}
