package io.ecroperator.emulator.iam;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Values of the global condition keys.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">Global condition context
 *     keys</a>
 */
public final class Keys {
    private Keys() {}

    /**
     * What is known of a caller.
     *
     * @param caller who calls
     * @return values by key
     */
    public static Map<String, List<String>> of(Caller caller) {
        Map<String, List<String>> keys = new HashMap<>();
        caller.tags().forEach((key, value) -> keys.put("aws:PrincipalTag/" + key, List.of(value)));
        keys.put("aws:PrincipalArn", List.of(caller.identityArn()));
        keys.put("aws:PrincipalAccount", List.of(caller.account()));
        keys.put("aws:userid", List.of(caller.userId()));
        if (caller instanceof Caller.User user) {
            keys.put("aws:username", List.of(user.name()));
        }
        if (caller instanceof Caller.RoleSession session && session.expiresAt().isPresent()) {
            keys.put("aws:TokenIssueTime", List.of(session.issuedAt().toString()));
        }
        return keys;
    }

    /**
     * Adds the tags that a request wants to set.
     *
     * @param keys where they go
     * @param tags the tags
     */
    public static void addRequestTags(Map<String, List<String>> keys, Map<String, String> tags) {
        tags.forEach((key, value) -> keys.put("aws:RequestTag/" + key, List.of(value)));
        addTagKeys(keys, List.copyOf(tags.keySet()));
    }

    /**
     * Adds the keys of tags that a request wants to set or remove; none, and the key is absent.
     *
     * @param keys where they go
     * @param tagKeys keys of tags
     */
    public static void addTagKeys(Map<String, List<String>> keys, List<String> tagKeys) {
        if (!tagKeys.isEmpty()) {
            keys.put("aws:TagKeys", tagKeys);
        }
    }

    /**
     * Adds the tags of the resource.
     *
     * @param keys where they go
     * @param service IAM prefix of the service that has a key of its own for them
     * @param tags the tags
     */
    public static void addResourceTags(Map<String, List<String>> keys, String service, Map<String, String> tags) {
        tags.forEach((key, value) -> {
            keys.put("aws:ResourceTag/" + key, List.of(value));
            keys.put(service + ":ResourceTag/" + key, List.of(value));
        });
    }
}
