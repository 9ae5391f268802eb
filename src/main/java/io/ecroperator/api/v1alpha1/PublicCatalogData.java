package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/**
 * What the gallery of ECR Public shows of a repository. Limits are those of <a
 * href="https://docs.aws.amazon.com/AmazonECRPublic/latest/APIReference/API_RepositoryCatalogDataInput.html">
 * RepositoryCatalogDataInput</a>.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(value = PublicRepositoryRules.SAYS_SOMETHING, message = PublicRepositoryRules.SAYS_SOMETHING_MESSAGE)
@ValidationRule(value = PublicRepositoryRules.ONE_LOGO, message = PublicRepositoryRules.ONE_LOGO_MESSAGE)
public record PublicCatalogData(
        @JsonPropertyDescription(
                "A sentence or two, shown in search results too; at most 1024 characters. Changed in place; an"
                        + " empty text removes it, and removing the field leaves what the gallery has.")
        @Size(max = 1024)
        String description,

        @JsonPropertyDescription(
                "What the software is, as Markdown of at most 25600 characters. Changed in place; an empty text"
                        + " removes it, and removing the field leaves what the gallery has.")
        @Size(max = 25_600)
        String aboutText,

        @JsonPropertyDescription(
                "How to use the images, as Markdown of at most 25600 characters. Changed in place; an empty text"
                        + " removes it, and removing the field leaves what the gallery has.")
        @Size(max = 25_600)
        String usageText,

        @JsonPropertyDescription(
                "What the images run on; the gallery makes badges of ARM, ARM 64, x86 and x86-64. A change replaces the"
                        + " whole list, whose order has no meaning; [] removes it, and removing the field leaves what the gallery has.")
        @Size(max = 50)
        @ValidationRule(value = PublicRepositoryRules.BADGES, message = PublicRepositoryRules.ARCHITECTURES_MESSAGE)
        List<@Size(max = 50) String> architectures,

        @JsonPropertyDescription(
                "What the images run in; the gallery makes badges of Linux and Windows. A change replaces the whole list,"
                        + " whose order has no meaning; [] removes it, and removing the field leaves what the gallery has.")
        @Size(max = 50)
        @ValidationRule(value = PublicRepositoryRules.BADGES, message = PublicRepositoryRules.OPERATING_SYSTEMS_MESSAGE)
        List<@Size(max = 50) String> operatingSystems,

        @JsonPropertyDescription(
                "The logo: a PNG in base64, at most 512000 bytes of it. AWS shows logos of verified accounts only, and never"
                        + " gives the picture back: the operator compares the address under which AWS keeps it, and otherwise"
                        + " goes by what it has written. Empty removes the logo. Removing the field leaves it, and then no other"
                        + " field of catalogData can be changed as long as there is one: AWS takes all of it in one piece.")
        @Size(max = MAX_LOGO)
        @ValidationRule(value = PublicRepositoryRules.LOGO, message = PublicRepositoryRules.LOGO_MESSAGE)
        String logoImage,

        @JsonPropertyDescription(
                "The logo where it is in a ConfigMap of the namespace, beside what logoImage says of logos. It is read again"
                        + " within drift.deepReadPeriod, and at once when ecr-operator.io/reconcile-requested-at changes. As long as"
                        + " it cannot be read, catalogData is not changed. Removing the field leaves the logo.")
        LogoImageSource logoImageFrom) {

    /** The base64 of 512000 bytes, and a line break after each 76 characters. */
    private static final int MAX_LOGO = 700_000;

    /** Copies the lists, so that catalog data never changes. */
    public PublicCatalogData {
        architectures = Copies.of(architectures);
        operatingSystems = Copies.of(operatingSystems);
    }
}
