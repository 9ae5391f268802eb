package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Encryption at rest; chosen when the repository is created and never changed by ECR afterwards. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "self.encryptionType != 'AES256' || !has(self.kmsKey)",
        message = "kmsKey goes with encryptionType KMS or KMS_DSSE only: change encryptionType, or take kmsKey out",
        fieldPath = ".kmsKey")
public record EncryptionConfiguration(
        @JsonPropertyDescription("AES256 (keys of Amazon S3), KMS, or KMS_DSSE (two layers of KMS encryption, in AWS"
                + " GovCloud regions). Cannot be changed or removed.")
        @Required
        EncryptionType encryptionType,

        @JsonPropertyDescription(
                "The KMS key: its id, ARN, or alias such as alias/ecr, in the region of the repository."
                        + " ECR keeps the ARN of the key. Cannot be changed; without it, KMS uses the key that AWS"
                        + " manages for ECR.")
        @Size(min = 1, max = 2048)
        String kmsKey) {

    /** The kinds of encryption that ECR offers. */
    public enum EncryptionType {
        /** Keys that Amazon S3 manages. */
        AES256,
        /** A key in KMS. */
        KMS,
        /** Two layers, both with a key in KMS. */
        KMS_DSSE
    }
}
