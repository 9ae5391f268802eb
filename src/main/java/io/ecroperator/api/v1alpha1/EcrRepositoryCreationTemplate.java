package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** One repository creation template. */
@Group("ecr-operator.io")
@Version("v1alpha1")
@Plural("ecrrepositorycreationtemplates")
@ShortNames("ecrtpl")
@Categories("ecr")
@JsonClassDescription(
        "One repository creation template: what the repositories get that ECR itself creates below a prefix, for a cache"
                + " rule, a replication or a push. The operator keeps the template in ECR as spec says, and tells in"
                + " status.conditions whether it is so. Repositories that exist are not changed by it.")
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        getDescription = "Whether ECR equals the spec.")
@AdditionalPrinterColumn(
        name = "Reason",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
        getDescription = "Why it is ready or not.")
@AdditionalPrinterColumn(
        name = "Prefix",
        jsonPath = ".status.prefix",
        getDescription = "What the names of the repositories begin with.")
@AdditionalPrinterColumn(
        name = "Applied for",
        jsonPath = ".spec.appliedFor",
        priority = 1,
        getDescription = "On which occasions ECR uses the template.")
@AdditionalPrinterColumn(
        name = "Message",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].message",
        priority = 1,
        getDescription = "The reason in a sentence.")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE,
        getDescription = "Age of this object, not of the template.")
@ValidationRule(
        value = "has(self.spec.prefix)"
                + " ? has(oldSelf.spec.prefix) || self.spec.prefix == oldSelf.metadata.name"
                + " : !has(oldSelf.spec.prefix) || oldSelf.spec.prefix == self.metadata.name",
        message =
                "prefix can be added or removed only where it equals metadata.name, because ECR has no rename: put back what"
                        + " was there, and create a new EcrRepositoryCreationTemplate for the new prefix",
        fieldPath = ".spec.prefix")
public class EcrRepositoryCreationTemplate
        extends CustomResource<EcrRepositoryCreationTemplateSpec, EcrRepositoryCreationTemplateStatus>
        implements Namespaced, Copyable {

    private static final long serialVersionUID = 1L;

    @Override
    @Required
    @JsonPropertyDescription(
            "The template as it should be. A field that is absent is not managed: the operator leaves what ECR has.")
    public EcrRepositoryCreationTemplateSpec getSpec() {
        return super.getSpec();
    }

    @Override
    @JsonPropertyDescription(
            "What the operator knows of the template. Written by the operator only; edits are overwritten.")
    public EcrRepositoryCreationTemplateStatus getStatus() {
        return super.getStatus();
    }

    @Override
    public EcrRepositoryCreationTemplate copy() {
        EcrRepositoryCreationTemplate copy = new EcrRepositoryCreationTemplate();
        copy.setMetadata(new ObjectMetaBuilder(getMetadata()).build());
        copy.setSpec(getSpec());
        copy.setStatus(getStatus());
        return copy;
    }

    /** What the names begin with that the template is for: {@code spec.prefix}, or the object's own name. */
    public String effectivePrefix() {
        return getSpec() != null && getSpec().prefix() != null
                ? getSpec().prefix()
                : getMetadata().getName();
    }
}
