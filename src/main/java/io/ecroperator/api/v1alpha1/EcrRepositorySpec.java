package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/**
 * What a user asks of one repository.
 *
 * <p>The schema has no defaults, so that nobody but the user writes here; {@code null} means unmanaged, or the default
 * that the description of the field names. Limits are those of <a
 * href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html">CreateRepository</a>.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(value = MutabilityRules.FILTERS, messageExpression = MutabilityRules.FILTERS_MESSAGE)
@ValidationRule(
        value = RegistryRef.IMMUTABLE,
        message =
                "registryRef cannot be added, changed or removed, because the object would mean another repository, in"
                        + " another account or region: put back what was there, and create a new EcrRepository",
        fieldPath = ".registryRef")
public record EcrRepositorySpec(
        @JsonPropertyDescription(
                "The EcrRegistry, that is the account and region, that the repository is in. Absent: the one"
                        + " called default, if there is one, else the operator's own account and region. Cannot be added,"
                        + " changed or removed. A repository that exists is never created anew elsewhere: where the registry"
                        + " leads to another account or region than status.repositoryArn, the object is refused with the"
                        + " reason RegistryMismatch.")
        RegistryRef registryRef,

        @JsonPropertyDescription("Name of the repository in ECR, with its namespaces, such as team-a/api: 2 to 256"
                + " characters, without the host of the registry. Default: metadata.name. It cannot be changed, nor removed unless it equals metadata.name, because"
                + " ECR has no rename.")
        @Size(min = 2, max = RepositoryNameRules.SCHEMA_CHARACTERS)
        @ValidationRule(value = RepositoryNameRules.VALID, messageExpression = RepositoryNameRules.MESSAGE)
        @ValidationRule(
                value = "self == oldSelf",
                message = "the name of the repository cannot be changed, because ECR has no rename: put the old"
                        + " repositoryName back, and create a new EcrRepository for the new name")
        String repositoryName,

        @JsonPropertyDescription("Whether a tag may be pushed again: MUTABLE, IMMUTABLE, or one of the two with the"
                + " exceptions of imageTagMutabilityExclusionFilters. Changed in place at any time. Removing"
                + " the field leaves what ECR has; a new repository starts as MUTABLE.")
        ImageTagMutability imageTagMutability,

        @JsonPropertyDescription("Tags that a *_WITH_EXCLUSION mutability treats the other way: 1 to 5 filters. Any"
                + " change replaces the whole list in ECR. With MUTABLE and IMMUTABLE, remove the field or"
                + " write []; ECR then has no filters.")
        @Size(max = 5)
        @ValidationRule(value = MutabilityRules.DISTINCT, message = MutabilityRules.DISTINCT_MESSAGE)
        List<ImageTagMutabilityExclusionFilter> imageTagMutabilityExclusionFilters,

        @JsonPropertyDescription("Basic scanning of this repository; {} turns scanning on push off. Changed in place."
                + " Removing the field leaves what ECR has. AWS prefers the scanning configuration of the"
                + " registry, which goes before this one where it is set.")
        ImageScanningConfiguration imageScanningConfiguration,

        @JsonPropertyDescription("Encryption at rest. ECR sets it when it creates the repository and never changes"
                + " it, so once written it cannot be changed. Removing the field leaves what ECR has; adding"
                + " it to a repository that is encrypted otherwise changes nothing there and is reported in"
                + " the conditions. Default of a new repository: AES256.")
        @ValidationRule(
                value = "self == oldSelf",
                message = "encryptionConfiguration cannot be changed, because ECR sets it when it creates the"
                        + " repository: put the old value back, or create another EcrRepository and push the"
                        + " images there")
        EncryptionConfiguration encryptionConfiguration,

        @JsonPropertyDescription("AWS tags, as key: value. The operator owns the keys named here and no others: a"
                + " changed value is written, a key taken out is removed from ECR, keys set by others stay."
                + " Removing the whole field leaves the tags as they are; {} removes those that the operator"
                + " set.")
        @Size(max = 200)
        @ValidationRule(value = TagRules.VALID, messageExpression = TagRules.MESSAGE)
        Map<String, @Size(max = 256) String> tags,

        @JsonPropertyDescription("Rules by which ECR expires or archives images. Any change replaces the whole policy"
                + " in ECR. Removing the field leaves the policy that ECR has; rules: [] removes it, and"
                + " then nothing expires.")
        LifecyclePolicy lifecyclePolicy,

        @JsonPropertyDescription("Who may use the repository, beside what IAM allows in its own account. Any change"
                + " replaces the whole policy in ECR. Removing the field leaves the policy that ECR has;"
                + " statements: [] removes it.")
        RepositoryPolicy repositoryPolicy,

        @JsonPropertyDescription("Full (default) keeps ECR as the spec says. Observe writes nothing to ECR:"
                + " status.plan tells what would be done, and Ready is False with the reason NotOwned or OwnedByAnother"
                + " where Full would be refused. Takes effect at once, in both directions; removing the field means"
                + " Full.")
        ManagementPolicy managementPolicy,

        @JsonPropertyDescription("What to do with a repository that exists already. IfOwned (default) takes it over"
                + " if its ownership tag names this object, IfUnowned also if it has no ownership tag, Always"
                + " also from another owner, which whoever runs the operator has to grant to the namespace"
                + " (ecr-operator.powers.adoption-policy-always, or powers in the EcrRegistry). Without effect once taken over; removing the field"
                + " means IfOwned.")
        AdoptionPolicy adoptionPolicy,

        @JsonPropertyDescription("What happens to the repository when this object is deleted. Delete (default) deletes"
                + " it once it is empty and waits until then, Retain leaves it in ECR, DeleteWithImages"
                + " deletes it with every image and cannot be undone. Takes effect at once, also while a"
                + " deletion waits; removing the field means Delete.")
        DeletionPolicy deletionPolicy,

        @JsonPropertyDescription("What happens when the repository is deleted in ECR behind the operator's back."
                + " Recreate (default) creates it again, empty; Report says so in the conditions and waits."
                + " Takes effect at once; removing the field means Recreate.")
        RecreatePolicy recreatePolicy,

        @JsonPropertyDescription(
                "Where to publish the coordinates of the repository for workloads. Needs an operator with"
                        + " ecr-operator.output-config-maps.enabled=true. Removing the field removes the ConfigMap.")
        Output output)
        implements ManagedSpec {

    /** Copies the collections, so that a spec never changes. */
    public EcrRepositorySpec {
        imageTagMutabilityExclusionFilters = Copies.of(imageTagMutabilityExclusionFilters);
        tags = Copies.of(tags);
    }

    @Override
    public boolean retained() {
        return deletionPolicy == DeletionPolicy.RETAIN;
    }
}
