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

/** One public ECR repository with its policy, tags and what the gallery shows of it. */
@Group("ecr-operator.io")
@Version("v1alpha1")
@Plural("ecrpublicrepositories")
@ShortNames("ecrpub")
@Categories("ecr")
@JsonClassDescription("One repository of ECR Public, from which everybody can pull, with its policy, tags and what the"
        + " gallery shows of it. The operator keeps it as spec says, and tells in status.conditions whether it is so.")
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
        message = "repositoryName of a public repository can be added or removed only where it equals metadata.name:"
                + " put back what was there, and create a new EcrPublicRepository for the new name",
        fieldPath = ".spec.repositoryName")
@ValidationRule(
        value = "size(self.metadata.name) >= 2 || has(self.spec.repositoryName)",
        message = "metadata.name has 1 character, and the name of a public repository at least 2:"
                + " write spec.repositoryName",
        fieldPath = ".spec.repositoryName")
public class EcrPublicRepository extends CustomResource<EcrPublicRepositorySpec, EcrPublicRepositoryStatus>
        implements Namespaced, Copyable {

    private static final long serialVersionUID = 1L;

    @Override
    @Required
    @JsonPropertyDescription("What the repository shall be. A field that is absent is not managed: the operator leaves"
            + " what ECR has. An explicit empty value removes it from ECR.")
    public EcrPublicRepositorySpec getSpec() {
        return super.getSpec();
    }

    @Override
    @JsonPropertyDescription(
            "What the operator knows of the repository. Written by the operator only; edits are" + " overwritten.")
    public EcrPublicRepositoryStatus getStatus() {
        return super.getStatus();
    }

    @Override
    public EcrPublicRepository copy() {
        EcrPublicRepository copy = new EcrPublicRepository();
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
}
