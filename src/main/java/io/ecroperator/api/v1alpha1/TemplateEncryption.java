package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Encryption at rest of repositories that a template creates; of a template, ECR can change it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "self.encryptionType != 'AES256' || !has(self.kmsKey)",
        message = "kmsKey goes with encryptionType KMS or KMS_DSSE only: change encryptionType, or take kmsKey out",
        fieldPath = ".kmsKey")
public record TemplateEncryption(
        @JsonPropertyDescription("AES256 (keys of Amazon S3), KMS, or KMS_DSSE (two layers of KMS encryption, in AWS"
                + " GovCloud regions). Changed in place; repositories that exist keep theirs. Cannot be removed alone.")
        @Required
        EncryptionConfiguration.EncryptionType encryptionType,

        @JsonPropertyDescription(
                "The full ARN of the KMS key, in the region of the registry; empty for the key that AWS manages for ECR. Changed"
                        + " in place. Removing the field leaves the key that ECR has.")
        @Size(max = 2048)
        @ValidationRule(value = TemplateRules.KEY, messageExpression = TemplateRules.KEY_MESSAGE)
        String kmsKey) {}
