package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/**
 * What a user asks of one repository creation template. Limits are those of <a
 * href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepositoryCreationTemplate.html">
 * CreateRepositoryCreationTemplate</a>.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(value = MutabilityRules.FILTERS, messageExpression = MutabilityRules.FILTERS_MESSAGE)
@ValidationRule(
        value = TemplateRules.NEEDS_ROLE,
        message = TemplateRules.NEEDS_ROLE_MESSAGE,
        fieldPath = ".customRoleArn")
@ValidationRule(
        value = RegistryRef.IMMUTABLE,
        message =
                "registryRef cannot be added, changed or removed, because the object would mean another template, in another"
                        + " account or region: put back what was there, and create a new EcrRepositoryCreationTemplate",
        fieldPath = ".registryRef")
public record EcrRepositoryCreationTemplateSpec(
        @JsonPropertyDescription(
                "The EcrRegistry, that is the account and region, that the template is in. Absent: the one"
                        + " called default, if there is one, else the operator's own account and region. Cannot be added,"
                        + " changed or removed.")
        RegistryRef registryRef,

        @JsonPropertyDescription(
                "What the names of the repositories begin with that the template is for, without the slash that"
                        + " follows, such as team-a for team-a/api: up to 256 characters; ROOT for all that no other template is for."
                        + " Default: metadata.name. Cannot be changed.")
        @Size(min = 1, max = TemplateRules.SCHEMA_CHARACTERS)
        @ValidationRule(value = TemplateRules.PREFIX, messageExpression = TemplateRules.PREFIX_MESSAGE)
        @ValidationRule(
                value = "self == oldSelf",
                message = "prefix cannot be changed, because ECR has no rename: put the old one back, and create a new"
                        + " EcrRepositoryCreationTemplate for the new prefix")
        String prefix,

        @JsonPropertyDescription(
                "On which occasions ECR creates a repository by the template: PULL_THROUGH_CACHE, REPLICATION,"
                        + " CREATE_ON_PUSH. With the last one, whoever may push and create makes repositories by pushing. Changed"
                        + " in place. Cannot be removed.")
        @Required
        @Size(min = 1, max = 3)
        List<TemplateOccasion> appliedFor,

        @JsonPropertyDescription(
                "What the template is for, for people: up to 256 characters. Changed in place; an empty text"
                        + " removes it. Removing the field leaves what ECR has.")
        @Size(max = 256)
        String description,

        @JsonPropertyDescription(
                "Encryption at rest of repositories that are created from now on; KMS needs customRoleArn. Changed"
                        + " in place. Removing the field leaves what ECR has; a new template starts with AES256.")
        TemplateEncryption encryptionConfiguration,

        @JsonPropertyDescription(
                "AWS tags that a new repository gets, as key: value; needs customRoleArn. The operator keeps them"
                        + " all: a key that is not here is removed from the template, and {} removes every one. Removing the field"
                        + " leaves what ECR has. Tags that say whose a repository is cannot be given.")
        @Size(max = 200)
        @ValidationRule(value = TagRules.VALID, messageExpression = TagRules.MESSAGE)
        Map<String, @Size(max = 256) String> resourceTags,

        @JsonPropertyDescription("Whether a tag may be pushed again: MUTABLE, IMMUTABLE, or one of the two with the"
                + " exceptions of imageTagMutabilityExclusionFilters. For PULL_THROUGH_CACHE it should stay MUTABLE, since"
                + " ECR moves tags itself there. Changed in place. Removing the field leaves what ECR has; a new"
                + " template starts as MUTABLE.")
        ImageTagMutability imageTagMutability,

        @JsonPropertyDescription("Tags that a *_WITH_EXCLUSION mutability treats the other way: 1 to 5 filters. Any"
                + " change replaces the whole list in ECR. With MUTABLE and IMMUTABLE, remove the field or"
                + " write []; the template then has no filters.")
        @Size(max = 5)
        @ValidationRule(value = MutabilityRules.DISTINCT, message = MutabilityRules.DISTINCT_MESSAGE)
        List<ImageTagMutabilityExclusionFilter> imageTagMutabilityExclusionFilters,

        @JsonPropertyDescription("Who may use the repositories, beside what IAM allows in their own account. Any change"
                + " replaces the whole policy in the template. Removing the field leaves what ECR has; statements: []"
                + " removes it.")
        TemplateRepositoryPolicy repositoryPolicy,

        @JsonPropertyDescription(
                "Rules by which ECR expires or archives images in the repositories. Any change replaces"
                        + " the whole policy in the template. Removing the field leaves what ECR has; rules: [] removes it.")
        TemplateLifecyclePolicy lifecyclePolicy,

        @JsonPropertyDescription(
                "IAM role of the registry's account that ECR assumes to create a repository; needed for tags and"
                        + " for KMS. The operator needs iam:PassRole for it. Changed in place; an empty text"
                        + " removes it. Removing the field leaves what ECR has.")
        @Size(max = 2048)
        @ValidationRule(value = TemplateRules.ROLE, messageExpression = TemplateRules.ROLE_MESSAGE)
        String customRoleArn,

        @JsonPropertyDescription(
                "Full (default) keeps the template as the spec says. Observe writes nothing to ECR: status.plan"
                        + " tells what would be done. Takes effect at once, in both directions; removing the field means Full.")
        ManagementPolicy managementPolicy,

        @JsonPropertyDescription(
                "What to do with a template for the prefix that exists already. IfOwned (default) keeps only what"
                        + " this object has created or taken over, which its status records, since templates have no tags."
                        + " IfUnowned takes it over. Without effect once taken over; removing the field means IfOwned.")
        RecordedAdoptionPolicy adoptionPolicy,

        @JsonPropertyDescription(
                "What happens to the template when this object is deleted. Delete (default) deletes it; the"
                        + " repositories that it made stay. Retain leaves it. Takes effect at once; removing the field means Delete.")
        DeleteOrRetain deletionPolicy)
        implements ManagedSpec {

    /** Copies the collections, so that a spec never changes. */
    public EcrRepositoryCreationTemplateSpec {
        appliedFor = Copies.of(appliedFor);
        resourceTags = Copies.of(resourceTags);
        imageTagMutabilityExclusionFilters = Copies.of(imageTagMutabilityExclusionFilters);
    }

    @Override
    public boolean retained() {
        return deletionPolicy == DeleteOrRetain.RETAIN;
    }
}
