package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** What an EcrRepository gets where its spec says nothing. The fields mean what they mean in {@link EcrRepositorySpec}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(value = MutabilityRules.FILTERS, messageExpression = MutabilityRules.FILTERS_MESSAGE)
public record RegistryDefaults(
        @JsonPropertyDescription(
                "AWS tags that every EcrRepository has beside its own; a key in its own tags goes first."
                        + " ECR takes 50 with the operator's two. A key taken out is removed from ECR.")
        @Size(max = 200)
        @ValidationRule(value = TagRules.VALID, messageExpression = TagRules.MESSAGE)
        Map<String, @Size(max = 256) String> tags,

        @JsonPropertyDescription(
                "The mutability of tags where the EcrRepository says none. Changed in place at any time."
                        + " Removing the field leaves what ECR has.")
        ImageTagMutability imageTagMutability,

        @JsonPropertyDescription("The exceptions that go with imageTagMutability, 1 to 5; an EcrRepository with its own"
                + " imageTagMutability has its own exceptions too.")
        @Size(max = 5)
        @ValidationRule(value = MutabilityRules.DISTINCT, message = MutabilityRules.DISTINCT_MESSAGE)
        List<ImageTagMutabilityExclusionFilter> imageTagMutabilityExclusionFilters,

        @JsonPropertyDescription(
                "Basic scanning where the EcrRepository says nothing of it. Removing the field leaves what"
                        + " ECR has.")
        ImageScanningConfiguration imageScanningConfiguration,

        @JsonPropertyDescription(
                "Encryption of repositories that are created from now on; those that exist keep theirs,"
                        + " because ECR cannot change it. Removing the field means AES256.")
        EncryptionConfiguration encryptionConfiguration) {

    /** Copies the collections, so that defaults never change. */
    public RegistryDefaults {
        tags = Copies.of(tags);
        imageTagMutabilityExclusionFilters = Copies.of(imageTagMutabilityExclusionFilters);
    }
}
