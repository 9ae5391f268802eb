package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/**
 * What a user asks of one public repository. {@code null} means unmanaged, or the default that the description of the field
 * names. Limits are those of <a
 * href="https://docs.aws.amazon.com/AmazonECRPublic/latest/APIReference/API_CreateRepository.html">CreateRepository</a>.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = RegistryRef.IMMUTABLE,
        message =
                "registryRef cannot be added, changed or removed, because the object would mean a public repository of"
                        + " another account: put back what was there, and create a new EcrPublicRepository",
        fieldPath = ".registryRef")
public record EcrPublicRepositorySpec(
        @JsonPropertyDescription(
                "The EcrRegistry whose account and identity the public repository is made with. An account has one public"
                        + " registry, whichever its region: that of the EcrRegistry does not matter. Absent: the one called"
                        + " default, if there is one, else the operator's own account. Cannot be added, changed or removed.")
        RegistryRef registryRef,

        @JsonPropertyDescription("Name of the repository in the account's public registry, such as team-a/api: 2 to 205"
                + " characters, without public.ecr.aws and the alias. Default: metadata.name. It cannot be changed, nor removed"
                + " unless it equals metadata.name, because ECR has no rename.")
        @Size(min = 2, max = 1024)
        @ValidationRule(value = PublicRepositoryRules.NAME, messageExpression = PublicRepositoryRules.NAME_MESSAGE)
        @ValidationRule(
                value = "self == oldSelf",
                message = "the name of a public repository cannot be changed, because ECR has no rename: put the old"
                        + " repositoryName back, and create a new EcrPublicRepository for the new name")
        String repositoryName,

        @JsonPropertyDescription("What the gallery shows, field by field: one that is absent is left as it is. Removing"
                + " catalogData leaves all of it.")
        PublicCatalogData catalogData,

        @JsonPropertyDescription("AWS tags, as key: value. The operator owns the keys named here and no others: a"
                + " changed value is written, a key taken out is removed from ECR, keys set by others stay."
                + " Removing the whole field leaves the tags as they are; {} removes those that the operator"
                + " set.")
        @Size(max = 200)
        @ValidationRule(value = TagRules.VALID, messageExpression = TagRules.MESSAGE)
        Map<String, @Size(max = 256) String> tags,

        @JsonPropertyDescription(
                "Who may push, beside what IAM allows in its own account; everybody may pull. Any change"
                        + " replaces the whole policy in ECR. Removing the field leaves the policy that ECR has;"
                        + " statements: [] removes it.")
        PublicRepositoryPolicy repositoryPolicy,

        @JsonPropertyDescription("Full (default) keeps ECR as the spec says. Observe writes nothing to ECR:"
                + " status.plan tells what would be done, and Ready is False with the reason NotOwned or OwnedByAnother"
                + " where Full would be refused. Takes effect at once, in both directions; removing the field means"
                + " Full.")
        ManagementPolicy managementPolicy,

        @JsonPropertyDescription(
                "What to do with a public repository that exists already. IfOwned (default) takes it over"
                        + " if its ownership tag names this object, IfUnowned also if it has no ownership tag, Always"
                        + " also from another owner, which whoever runs the operator has to grant to the namespace"
                        + " (ecr-operator.powers.adoption-policy-always, or powers in the EcrRegistry). Without effect once taken"
                        + " over; removing the field means IfOwned.")
        AdoptionPolicy adoptionPolicy,

        @JsonPropertyDescription("What happens to the public repository when this object is deleted. Delete (default)"
                + " deletes it once it is empty and waits until then, Retain leaves it in ECR, DeleteWithImages"
                + " deletes it with every image, which others may be pulling, and cannot be undone. Takes effect at once, also"
                + " while a deletion waits; removing the field means Delete.")
        DeletionPolicy deletionPolicy,

        @JsonPropertyDescription("What happens when the public repository is deleted in ECR behind the operator's back."
                + " Recreate (default) creates it again, empty; Report says so in the conditions and waits."
                + " Takes effect at once; removing the field means Recreate.")
        RecreatePolicy recreatePolicy)
        implements ManagedSpec {

    /** Copies the tags, so that a spec never changes. */
    public EcrPublicRepositorySpec {
        tags = Copies.of(tags);
    }

    @Override
    public boolean retained() {
        return deletionPolicy == DeletionPolicy.RETAIN;
    }
}
