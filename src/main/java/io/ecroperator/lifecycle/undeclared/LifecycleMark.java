package io.ecroperator.lifecycle.undeclared;

import io.ecroperator.ownership.Ownership;
import io.ecroperator.policy.LifecyclePolicyDocument;
import java.util.Map;

/**
 * The tag that notes a policy on a repository that no EcrRepository declares. It is set twice: before the first rules are
 * put it announces them by their digest, and once ECR has taken them it names the policy alone. Only then does whatever
 * stands there count as ours and changed by somebody; rules that ECR refused and somebody else set since do not.
 *
 * @param policy {@code <clusterName>/<namespace>/<name>}, the value that stays
 */
record LifecycleMark(String policy) {

    /** Stands in no name. */
    private static final String ANNOUNCES = "@";
    /** Enough to tell one document from another. */
    private static final int DIGITS = 12;

    /** The tag's value before these rules are put. */
    String announcing(LifecyclePolicyDocument document) {
        String digest = document.digest();
        return policy + ANNOUNCES + digest.substring(digest.indexOf(':') + 1).substring(0, DIGITS);
    }

    /** Whether the tag names the policy, and ECR has taken its rules or was about to. */
    boolean isIn(Map<String, String> tags) {
        return stands(tags) || value(tags).startsWith(policy + ANNOUNCES);
    }

    /** Whether ECR has taken the policy's rules once. */
    boolean stands(Map<String, String> tags) {
        return policy.equals(value(tags));
    }

    /** Whether the tag announces these very rules. */
    boolean announces(Map<String, String> tags, LifecyclePolicyDocument document) {
        return announcing(document).equals(value(tags));
    }

    /** Whether the value of an owner's tag names an object of the same cluster. */
    boolean isOfSameCluster(String owner) {
        return owner.startsWith(policy.substring(0, policy.indexOf('/') + 1));
    }

    private static String value(Map<String, String> tags) {
        return tags.getOrDefault(Ownership.LIFECYCLE_POLICY_TAG_KEY, "");
    }
}
