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

/** One pull through cache rule. */
@Group("ecr-operator.io")
@Version("v1alpha1")
@Plural("ecrpullthroughcacherules")
@ShortNames("ecrptc")
@Categories("ecr")
@JsonClassDescription(
        "One pull through cache rule: repositories whose names begin with a prefix are filled by ECR from an"
                + " upstream registry when somebody pulls. The operator keeps the rule in ECR as spec says, and tells in"
                + " status.conditions whether it is so and whether ECR gets into the upstream.")
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        getDescription = "Whether ECR equals the spec.")
@AdditionalPrinterColumn(
        name = "Reason",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
        getDescription = "Why it is ready or not.")
@AdditionalPrinterColumn(
        name = "Upstream",
        jsonPath = ".status.upstreamRegistryUrl",
        getDescription = "Where ECR pulls from.")
@AdditionalPrinterColumn(
        name = "Validated",
        jsonPath = ".status.conditions[?(@.type==\"Validated\")].status",
        priority = 1,
        getDescription = "Whether ECR gets into the upstream.")
@AdditionalPrinterColumn(
        name = "Message",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].message",
        priority = 1,
        getDescription = "The reason in a sentence.")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE,
        getDescription = "Age of this object, not of the rule.")
@ValidationRule(
        value = "has(self.spec.ecrRepositoryPrefix)"
                + " ? has(oldSelf.spec.ecrRepositoryPrefix) || self.spec.ecrRepositoryPrefix == oldSelf.metadata.name"
                + " : !has(oldSelf.spec.ecrRepositoryPrefix) || oldSelf.spec.ecrRepositoryPrefix == self.metadata.name",
        message =
                "ecrRepositoryPrefix can be added or removed only where it equals metadata.name, because ECR has no rename:"
                        + " put back what was there, and create a new EcrPullThroughCacheRule for the new prefix",
        fieldPath = ".spec.ecrRepositoryPrefix")
@ValidationRule(
        value =
                "has(self.spec.ecrRepositoryPrefix) || (size(self.metadata.name) >= 2 && size(self.metadata.name) <= 30)",
        message = "metadata.name is no prefix, which has 2 to 30 characters: write spec.ecrRepositoryPrefix",
        fieldPath = ".spec.ecrRepositoryPrefix")
public class EcrPullThroughCacheRule extends CustomResource<EcrPullThroughCacheRuleSpec, EcrPullThroughCacheRuleStatus>
        implements Namespaced, Copyable {

    private static final long serialVersionUID = 1L;

    @Override
    @Required
    @JsonPropertyDescription(
            "The rule as it should be. A field that is absent is not managed: the operator leaves what ECR" + " has.")
    public EcrPullThroughCacheRuleSpec getSpec() {
        return super.getSpec();
    }

    @Override
    @JsonPropertyDescription(
            "What the operator knows of the rule. Written by the operator only; edits are overwritten.")
    public EcrPullThroughCacheRuleStatus getStatus() {
        return super.getStatus();
    }

    @Override
    public EcrPullThroughCacheRule copy() {
        EcrPullThroughCacheRule copy = new EcrPullThroughCacheRule();
        copy.setMetadata(new ObjectMetaBuilder(getMetadata()).build());
        copy.setSpec(getSpec());
        copy.setStatus(getStatus());
        return copy;
    }

    /** What the repositories begin with that the rule fills: {@code spec.ecrRepositoryPrefix}, or the object's own name. */
    public String effectivePrefix() {
        return getSpec() != null && getSpec().ecrRepositoryPrefix() != null
                ? getSpec().ecrRepositoryPrefix()
                : getMetadata().getName();
    }
}
