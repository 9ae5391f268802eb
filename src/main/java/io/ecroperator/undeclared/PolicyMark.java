package io.ecroperator.undeclared;

import io.ecroperator.ownership.ClusterUid;
import io.ecroperator.ownership.PolicyTags;
import io.ecroperator.policy.PolicyDocument;
import java.util.Map;
import java.util.Optional;

/**
 * The tag that notes a policy on a repository that no EcrRepository declares. It is set twice: before the first rules are
 * put it announces them by their digest, and once ECR has taken them it names the policy alone. Only then does whatever
 * stands there count as ours and changed by somebody; rules that ECR refused and somebody else set since do not.
 *
 * @param tags the keys of the tag, and of the one beside it that names the cluster
 * @param policy {@code <clusterName>/<namespace>/<name>}, the value that stays
 */
record PolicyMark(PolicyTags tags, String policy) {

    /** Stands in no name. */
    private static final String ANNOUNCES = "@";
    /** Enough to tell one document from another. */
    private static final int DIGITS = 12;

    /** The tag's value before these rules are put. */
    String announcing(PolicyDocument document) {
        String digest = document.digest();
        return policy + ANNOUNCES + digest.substring(digest.indexOf(':') + 1).substring(0, DIGITS);
    }

    /** Whether the tag names the policy, and ECR has taken its rules or was about to. */
    boolean isIn(Map<String, String> found) {
        return stands(found) || value(found).startsWith(policy + ANNOUNCES);
    }

    /** Whether ECR has taken the policy's rules once. */
    boolean stands(Map<String, String> found) {
        return policy.equals(value(found));
    }

    /** Whether the tag announces these very rules. */
    boolean announces(Map<String, String> found, PolicyDocument document) {
        return announcing(document).equals(value(found));
    }

    /** Whether the value of an owner's tag names an object of the same cluster. */
    boolean isOfSameCluster(String owner) {
        return owner.startsWith(policy.substring(0, policy.indexOf('/') + 1));
    }

    /** The UID of another cluster that has written the tag. */
    Optional<String> strangerIn(Map<String, String> found, ClusterUid here) {
        return here.strangerIn(found, tags.clusterUid());
    }

    /** Whether a cluster has written the tag that this one replaces. */
    boolean replacedIn(Map<String, String> found, ClusterUid here) {
        return here.replacedIn(found, tags.clusterUid());
    }

    /** The tag's value; empty without it. */
    String value(Map<String, String> found) {
        return found.getOrDefault(tags.policy(), "");
    }
}
