package io.ecroperator.aws;

/**
 * Encryption at rest.
 *
 * @param encryptionType AES256, KMS or KMS_DSSE
 * @param kmsKey an alias, key id or ARN when asked for, always the key's ARN in an answer, {@code null} for AES256
 */
public record Encryption(String encryptionType, String kmsKey) {}
