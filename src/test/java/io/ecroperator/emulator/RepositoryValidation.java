package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What ECR checks of a repository's name, settings and tags; the constraints are those of the service model. */
final class RepositoryValidation {

    private static final String NAME = "[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(\\/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*";
    private static final Pattern NAME_PATTERN = Pattern.compile(NAME);
    private static final Pattern FILTER = Pattern.compile("[0-9a-zA-Z._*-]{1,128}");
    private static final Set<String> WITH_EXCLUSION = Set.of("IMMUTABLE_WITH_EXCLUSION", "MUTABLE_WITH_EXCLUSION");
    private static final Set<String> MUTABILITIES =
            Set.of("MUTABLE", "IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION", "MUTABLE_WITH_EXCLUSION");
    private static final int MAX_TAGS = 50;

    /** Mutability with its filters. */
    record Mutability(String value, List<String> filters) {}

    private RepositoryValidation() {}

    static String name(JsonNode input) {
        String name = input.path("repositoryName").asText("");
        if (name.length() < 2 || name.length() > 256) {
            throw AwsError.invalidParameter("repositoryName", "Member must have length between 2 and 256");
        }
        if (!NAME_PATTERN.matcher(name).matches()) {
            throw AwsError.invalidParameter("repositoryName", "must satisfy regular expression '" + NAME + "'");
        }
        return name;
    }

    static Mutability mutability(JsonNode input) {
        String value = input.path("imageTagMutability").asText("MUTABLE");
        if (!MUTABILITIES.contains(value)) {
            throw AwsError.invalidParameter(
                    "imageTagMutability", "Member must satisfy enum value set: " + MUTABILITIES);
        }
        List<String> filters = new ArrayList<>();
        for (JsonNode filter : input.path("imageTagMutabilityExclusionFilters")) {
            if (!"WILDCARD".equals(filter.path("filterType").asText())) {
                throw AwsError.invalidParameter("filterType", "Member must satisfy enum value set: [WILDCARD]");
            }
            String text = filter.path("filter").asText();
            if (!FILTER.matcher(text).matches()) {
                throw AwsError.invalidParameter("filter", "must satisfy regular expression '^[0-9a-zA-Z._*-]{1,128}$'");
            }
            filters.add(text);
        }
        if (WITH_EXCLUSION.contains(value) == filters.isEmpty() || filters.size() > 5) {
            throw AwsError.invalidParameter(
                    "imageTagMutabilityExclusionFilters",
                    WITH_EXCLUSION.contains(value)
                            ? "1 to 5 filters must be given with " + value
                            : "filters can be given only with a mutability WITH_EXCLUSION");
        }
        return new Mutability(value, List.copyOf(filters));
    }

    /** Encryption as ECR stores it: the key's ARN, whatever named the key. */
    static void encryption(JsonNode input, EmulatedRepository repository, EmulatedRegistry registry) {
        JsonNode encryption = input.path("encryptionConfiguration");
        if (encryption.isMissingNode()) {
            return;
        }
        String type = encryption.path("encryptionType").asText();
        String key = encryption.path("kmsKey").asText("");
        if (!Set.of("AES256", "KMS", "KMS_DSSE").contains(type)) {
            throw AwsError.invalidParameter(
                    "encryptionType", "Member must satisfy enum value set: [AES256, KMS, KMS_DSSE]");
        }
        if (type.equals("KMS_DSSE") && !registry.region().startsWith("us-gov-")) {
            throw AwsError.invalidParameter("encryptionType", "KMS_DSSE is not supported in this region");
        }
        if (type.equals("AES256") && !key.isEmpty()) {
            throw AwsError.invalidParameter("kmsKey", "KMS key can not be specified with AES256 encryption");
        }
        if (key.contains("missing") || key.contains("disabled")) {
            throw AwsError.of("KmsException", "The KMS key '" + key + "' is not usable");
        }
        repository.encryptionType = type;
        if (!type.equals("AES256")) {
            repository.kmsKey = keyArn(key, registry);
        }
    }

    private static String keyArn(String key, EmulatedRegistry registry) {
        if (key.contains(":key/")) {
            return key;
        }
        String id = key.isEmpty() || key.contains("alias/")
                ? "00000000-0000-4000-8000-" + "%012x".formatted(Math.abs((long) key.hashCode()))
                : key;
        return "arn:aws:kms:" + registry.region() + ":" + registry.account() + ":key/" + id;
    }

    /** Tags from a list of Key and Value. */
    static Map<String, String> tags(JsonNode list, Map<String, String> existing) {
        Map<String, String> tags = new TreeMap<>();
        for (JsonNode tag : list) {
            String key = tag.path("Key").asText("");
            String value = tag.path("Value").asText("");
            if (key.isEmpty() || key.length() > 128 || value.length() > 256 || key.startsWith("aws:")) {
                throw AwsError.of(
                        "InvalidTagParameterException",
                        "Tag keys have 1 to 128 characters and do not begin with aws:, values up to 256: '" + key
                                + "'");
            }
            tags.put(key, value);
        }
        Map<String, String> all = new TreeMap<>(existing);
        all.putAll(tags);
        if (all.size() > MAX_TAGS) {
            throw AwsError.of("TooManyTagsException", "A repository can have up to 50 tags");
        }
        return tags;
    }
}
