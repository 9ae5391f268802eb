package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** What concerns the account and not one repository: tags in bulk, tokens, the caller's identity. */
final class AccountOperations {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TOKEN_LIFETIME = Duration.ofHours(12);
    private static final int MAX_PAGE = 100;

    private AccountOperations() {}

    /** Repositories that have or once had tags, a hundred at a time. */
    static ObjectNode getResources(EmulatedRegistry registry, JsonNode input) {
        synchronized (registry) {
            List<EmulatedRepository> tagged = registry.repositories().values().stream()
                    .filter(repository -> repository.onceTagged)
                    .toList();
            int max = Math.min(input.path("ResourcesPerPage").asInt(MAX_PAGE), MAX_PAGE);
            String token = input.path("PaginationToken").asText("");
            int from = token.isEmpty() ? 0 : Integer.parseInt(token);
            ObjectNode answer = JSON.createObjectNode();
            ArrayNode list = answer.putArray("ResourceTagMappingList");
            int to = Math.min(from + max, tagged.size());
            for (EmulatedRepository repository : tagged.subList(Math.min(from, to), to)) {
                ObjectNode mapping = list.addObject().put("ResourceARN", registry.arn(repository.name));
                ArrayNode tags = mapping.putArray("Tags");
                repository.tags.forEach(
                        (key, value) -> tags.addObject().put("Key", key).put("Value", value));
            }
            return answer.put("PaginationToken", to < tagged.size() ? String.valueOf(to) : "");
        }
    }

    /** A token of random content that holds for twelve hours. */
    static ObjectNode getAuthorizationToken(EmulatedRegistry registry, Random random) {
        byte[] password = new byte[32];
        random.nextBytes(password);
        String token = "AWS:" + Base64.getUrlEncoder().withoutPadding().encodeToString(password);
        ObjectNode answer = JSON.createObjectNode();
        answer.putArray("authorizationData")
                .addObject()
                .put("authorizationToken", Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8)))
                .put(
                        "expiresAt",
                        registry.clock().instant().plus(TOKEN_LIFETIME).toEpochMilli() / 1000.0)
                .put(
                        "proxyEndpoint",
                        "https://" + registry.account() + ".dkr.ecr." + registry.region() + ".amazonaws.com");
        return answer;
    }

    /** The STS answer, which is XML. */
    static String getCallerIdentity(EmulatedRegistry registry) {
        return "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult>"
                + "<Arn>" + principal(registry) + "</Arn><UserId>AROAEMULATOR:session</UserId><Account>"
                + registry.account()
                + "</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>emulator</RequestId>"
                + "</ResponseMetadata></GetCallerIdentityResponse>";
    }

    static String principal(EmulatedRegistry registry) {
        return "arn:aws:sts::" + registry.account() + ":assumed-role/ecr-operator/session";
    }
}
