package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** Pull credentials in one namespace, renewed before they expire. */
@Group("ecr-operator.io")
@Version("v1alpha1")
@Plural("ecrpullsecrets")
@ShortNames("ecrps")
@Categories("ecr")
@JsonClassDescription(
        "A Secret with pull credentials for ECR registries, in the namespace of this object, renewed before"
                + " they expire. Served only by an operator that runs with ecr-operator.pull-secrets.enabled=true and the rights"
                + " of deploy/pull-secrets; without, nothing happens. The Secret goes with this object.")
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        getDescription = "Whether the Secret holds a valid token for every registry.")
@AdditionalPrinterColumn(
        name = "Reason",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
        getDescription = "Why it is ready or not.")
@AdditionalPrinterColumn(
        name = "Expires",
        jsonPath = ".status.expiresAt",
        getDescription = "When the first of the tokens expires, unless it is renewed.")
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
public class EcrPullSecret extends CustomResource<EcrPullSecretSpec, EcrPullSecretStatus> implements Namespaced {

    private static final long serialVersionUID = 1L;

    @Override
    @Required
    @JsonPropertyDescription("Which registries, and how the Secret looks.")
    public EcrPullSecretSpec getSpec() {
        return super.getSpec();
    }

    @Override
    @JsonPropertyDescription("How the Secret stands. Written by the operator only; edits are overwritten.")
    public EcrPullSecretStatus getStatus() {
        return super.getStatus();
    }
}
