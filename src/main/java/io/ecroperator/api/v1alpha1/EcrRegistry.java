package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A connection to one registry of ECR: an account and region, as whom, and who may use it. */
@Group("ecr-operator.io")
@Version("v1alpha1")
@Plural("ecrregistries")
@ShortNames("ecrreg")
@Categories("ecr")
@JsonClassDescription(
        "A connection to the ECR registry of one account and region: as whom the operator calls AWS, and which"
                + " namespaces may use it. Other objects name it in spec.registryRef; those that name none mean the one called"
                + " default, if there is one, and else the operator's own identity and region. Deleting it changes nothing in AWS:"
                + " objects that use it say RegistryNotFound until it is back.")
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        getDescription = "Whether the credentials were accepted and belong to the account.")
@AdditionalPrinterColumn(
        name = "Reason",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
        getDescription = "Why it is ready or not.")
@AdditionalPrinterColumn(
        name = "Account",
        jsonPath = ".spec.accountId",
        getDescription = "The account that the registry belongs to.")
@AdditionalPrinterColumn(name = "Region", jsonPath = ".spec.region", getDescription = "The region of the registry.")
@AdditionalPrinterColumn(
        name = "Repositories",
        jsonPath = ".status.repositories",
        type = AdditionalPrinterColumn.Type.INTEGER,
        priority = 1,
        getDescription = "How many repositories the last listing found.")
@AdditionalPrinterColumn(
        name = "Principal",
        jsonPath = ".status.principalArn",
        priority = 1,
        getDescription = "Who calls ECR.")
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
@ValidationRule(
        value = "size(self.metadata.name) <= 63",
        message = "the name of an EcrRegistry has at most 63 characters, because it becomes the value of labels")
public class EcrRegistry extends CustomResource<EcrRegistrySpec, EcrRegistryStatus> {

    private static final long serialVersionUID = 1L;

    @Override
    @Required
    @JsonPropertyDescription("Which registry, as whom, and who may use it.")
    public EcrRegistrySpec getSpec() {
        return super.getSpec();
    }

    @Override
    @JsonPropertyDescription("How the connection stands. Written by the operator only; edits are overwritten.")
    public EcrRegistryStatus getStatus() {
        return super.getStatus();
    }
}
