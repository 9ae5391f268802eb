package io.ecroperator.api.v1alpha1;

/** Encryption at rest; chosen when the repository is created and never changed by ECR afterwards. */
public record EncryptionConfiguration(EncryptionType encryptionType, String kmsKey) {

    /** The kinds of encryption that ECR offers. */
    public enum EncryptionType {
        AES256,
        KMS,
        KMS_DSSE
    }
}
