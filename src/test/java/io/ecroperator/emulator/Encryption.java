package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Encryption at rest, fixed at creation. ECR resolves an alias or key id by kms:DescribeKey and keeps the key's ARN.
 *
 * @param type AES256, KMS or KMS_DSSE
 * @param kmsKeyArn ARN of the key, empty with AES256
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html">Encryption at rest</a>
 */
record Encryption(String type, Optional<String> kmsKeyArn) {
    static final Encryption DEFAULT = new Encryption("AES256", Optional.empty());

    static final Set<String> TYPES = new TreeSet<>(Set.of("AES256", "KMS", "KMS_DSSE"));
    private static final int MAX_KEY = 2048;

    static Encryption from(Parameters create, RegistryKey registry) {
        return create.structure("encryptionConfiguration")
                .map(config -> fromConfiguration(config, registry))
                .orElse(DEFAULT);
    }

    private static Encryption fromConfiguration(Parameters config, RegistryKey registry) {
        String type = config.oneOf("encryptionType", TYPES).orElseThrow(() -> config.missing("encryptionType"));
        Optional<String> key = config.string("kmsKey", 1, MAX_KEY);
        if ("AES256".equals(type)) {
            if (key.isPresent()) {
                throw AwsError.invalidParameter(
                        "encryptionConfiguration", "kmsKey must be null when encryptionType is set as AES256");
            }
            return DEFAULT;
        }
        if ("KMS_DSSE".equals(type) && !registry.region().startsWith("us-gov-")) {
            throw AwsError.invalidParameter(
                    "encryptionConfiguration.encryptionType", "KMS_DSSE is not supported in " + registry.region());
        }
        return new Encryption(type, Optional.of(resolve(key.orElse("alias/aws/ecr"), registry)));
    }

    /** {@return the same with the ARN of its key, the one of ECR itself if none is named; AwsError if the key cannot be used} */
    Encryption resolved(RegistryKey registry) {
        return "AES256".equals(type)
                ? this
                : new Encryption(type, Optional.of(resolve(kmsKeyArn.orElse("alias/aws/ecr"), registry)));
    }

    /** Keys called missing or disabled stand for keys in that state: there is no KMS here to ask. */
    private static String resolve(String key, RegistryKey registry) {
        String lower = key.toLowerCase(Locale.ROOT);
        if (lower.contains("missing")) {
            throw AwsError.kms("NotFoundException", "Key '" + key + "' does not exist");
        }
        if (lower.contains("disabled")) {
            throw AwsError.kms("DisabledException", "Key '" + key + "' is disabled.");
        }
        if (key.startsWith("arn:") && key.contains(":key/")) {
            return key;
        }
        String alias = key.contains("alias/") ? key.substring(key.indexOf("alias/")) : "";
        String id = alias.isEmpty()
                ? key
                : UUID.nameUUIDFromBytes((registry + alias).getBytes(StandardCharsets.UTF_8))
                        .toString();
        return "arn:%s:kms:%s:%s:key/%s".formatted(registry.partition(), registry.region(), registry.account(), id);
    }

    void writeTo(ObjectNode repository) {
        ObjectNode node = repository.putObject("encryptionConfiguration").put("encryptionType", type);
        kmsKeyArn.ifPresent(arn -> node.put("kmsKey", arn));
    }
}
