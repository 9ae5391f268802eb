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

/** One private ECR repository with its policies, tags and settings. */
@Group("ecr-operator.io")
@Version("v1alpha1")
@Plural("ecrrepositories")
@ShortNames("ecrrepo")
@Categories("ecr")
@JsonClassDescription("One private ECR repository with its policies, tags and settings. The operator keeps it in ECR as"
        + " spec says, and tells in status.conditions whether it is so.")
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        getDescription = "Whether ECR equals the spec.")
@AdditionalPrinterColumn(
        name = "Reason",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
        getDescription = "Why it is ready or not.")
@AdditionalPrinterColumn(
        name = "URI",
        jsonPath = ".status.repositoryUri",
        priority = 1,
        getDescription = "What to push to and pull from.")
@AdditionalPrinterColumn(
        name = "ARN",
        jsonPath = ".status.repositoryArn",
        priority = 1,
        getDescription = "What IAM policies name.")
@AdditionalPrinterColumn(
        name = "Message",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].message",
        priority = 1,
        getDescription = "The reason in a sentence.")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE,
        getDescription = "Age of this object, not of the repository.")
@ValidationRule(
        value = "has(self.spec.repositoryName)"
                + " ? has(oldSelf.spec.repositoryName) || self.spec.repositoryName == oldSelf.metadata.name"
                + " : !has(oldSelf.spec.repositoryName) || oldSelf.spec.repositoryName == self.metadata.name",
        message =
                "repositoryName can be added or removed only where it equals metadata.name, because ECR has no rename:"
                        + " put back what was there, and create a new EcrRepository for the new name",
        fieldPath = ".spec.repositoryName")
@ValidationRule(
        value = "size(self.metadata.name) >= 2 || has(self.spec.repositoryName)",
        message = "metadata.name is too short to name a repository: ECR asks for at least 2 characters,"
                + " so write spec.repositoryName",
        fieldPath = ".spec.repositoryName")
public class EcrRepository extends CustomResource<EcrRepositorySpec, EcrRepositoryStatus>
        implements Namespaced, Copyable {

    private static final long serialVersionUID = 1L;

    @Override
    @Required
    @JsonPropertyDescription("What the repository shall be. A field that is absent is not managed: the operator leaves"
            + " what ECR has. An explicit empty value removes it from ECR.")
    public EcrRepositorySpec getSpec() {
        return super.getSpec();
    }

    @Override
    @JsonPropertyDescription(
            "What the operator knows of the repository. Written by the operator only; edits are" + " overwritten.")
    public EcrRepositoryStatus getStatus() {
        return super.getStatus();
    }

    @Override
    public EcrRepository copy() {
        EcrRepository copy = new EcrRepository();
        copy.setMetadata(new ObjectMetaBuilder(getMetadata()).build());
        copy.setSpec(getSpec());
        copy.setStatus(getStatus());
        return copy;
    }

    /** The name of the repository in ECR: {@code spec.repositoryName}, or the object's own name. */
    public String effectiveRepositoryName() {
        return getSpec() != null && getSpec().repositoryName() != null
                ? getSpec().repositoryName()
                : getMetadata().getName();
    }

    /** {@code spec.registryRef}; null if there is none, or the spec cannot be read. */
    public RegistryRef registryRef() {
        return getSpec() == null ? null : getSpec().registryRef();
    }
}
