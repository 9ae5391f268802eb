package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A fragment of the settings that a registry has once: many of them merge into one. */
@Group("ecr-operator.io")
@Version("v1alpha1")
@Plural("ecrregistryconfigurations")
@ShortNames("ecrconf")
@Categories("ecr")
@JsonClassDescription(
        "A fragment of the settings that a registry has once: its policy, replication, scanning, signing, account settings"
                + " and pull-time exclusions. All fragments of a registry merge into one; entries in ECR that no fragment"
                + " wants stay as they are. A section that is absent is left alone.")
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        getDescription = "Whether the registry has what this fragment says.")
@AdditionalPrinterColumn(
        name = "Reason",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
        getDescription = "Why it is ready or not.")
@AdditionalPrinterColumn(
        name = "Registry",
        jsonPath = ".spec.registryRef.name",
        priority = 1,
        getDescription = "The EcrRegistry that it names.")
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
public class EcrRegistryConfiguration
        extends CustomResource<EcrRegistryConfigurationSpec, EcrRegistryConfigurationStatus> implements Namespaced {

    private static final long serialVersionUID = 1L;

    @Override
    @JsonPropertyDescription("What the registry is to have, section by section.")
    public EcrRegistryConfigurationSpec getSpec() {
        return super.getSpec();
    }

    @Override
    @JsonPropertyDescription("Where the fragment stands. Written by the operator only; edits are overwritten.")
    public EcrRegistryConfigurationStatus getStatus() {
        return super.getStatus();
    }

    /** {@code spec.registryRef}; null if there is none, or the spec cannot be read. */
    public RegistryRef registryRef() {
        return getSpec() == null ? null : getSpec().registryRef();
    }
}
