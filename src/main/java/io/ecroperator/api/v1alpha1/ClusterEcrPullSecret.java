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

/** The same pull credentials in many namespaces, renewed before they expire. */
@Group("ecr-operator.io")
@Version("v1alpha1")
@Plural("clusterecrpullsecrets")
@ShortNames("cecrps")
@Categories("ecr")
@JsonClassDescription(
        "A Secret with pull credentials for ECR registries, in every selected namespace, renewed before"
                + " they expire. Served only by an operator that runs with ecr-operator.pull-secrets.enabled=true and the rights"
                + " of deploy/pull-secrets, and watches all namespaces; without, nothing happens. The Secrets go with this object.")
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        getDescription = "Whether every selected namespace has valid tokens.")
@AdditionalPrinterColumn(
        name = "Reason",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
        getDescription = "Why it is ready or not.")
@AdditionalPrinterColumn(
        name = "Expires",
        jsonPath = ".status.expiresAt",
        getDescription = "When the first of the tokens expires, unless it is renewed.")
@AdditionalPrinterColumn(
        name = "Targets",
        jsonPath = ".status.targets",
        type = AdditionalPrinterColumn.Type.INTEGER,
        getDescription = "How many namespaces are selected.")
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
public class ClusterEcrPullSecret extends CustomResource<ClusterEcrPullSecretSpec, ClusterEcrPullSecretStatus> {

    private static final long serialVersionUID = 1L;

    @Override
    @Required
    @JsonPropertyDescription("Which registries, for which namespaces, and how the Secrets look.")
    public ClusterEcrPullSecretSpec getSpec() {
        return super.getSpec();
    }

    @Override
    @JsonPropertyDescription("How the Secrets stand. Written by the operator only; edits are overwritten.")
    public ClusterEcrPullSecretStatus getStatus() {
        return super.getStatus();
    }
}
