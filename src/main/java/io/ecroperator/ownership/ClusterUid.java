package io.ecroperator.ownership;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which cluster a tag of ours was written by: two clusters that share a name, and so the values of all other tags, differ in
 * it.
 *
 * @param uid the UID of the namespace {@code kube-system} of this cluster
 * @param replaced the UIDs of clusters that are gone and whose repositories this one takes back
 */
public record ClusterUid(String uid, Set<String> replaced) {

    /** Of a cluster that was not asked: no tag tells that it is another one. */
    public static final ClusterUid UNKNOWN = new ClusterUid("(UID of the cluster)", Set.of());

    /** Copies the UIDs. */
    public ClusterUid {
        replaced = Set.copyOf(replaced);
    }

    /** The UID of another cluster that these tags name; empty without the tag, which counts as this cluster's. */
    public Optional<String> strangerIn(Map<String, String> tags) {
        return strangerIn(tags, Ownership.CLUSTER_UID_TAG_KEY);
    }

    /** The same under another key. */
    public Optional<String> strangerIn(Map<String, String> tags, String key) {
        return Optional.ofNullable(tags.get(key)).filter(found -> !isIn(tags, key) && !replaced.contains(found));
    }

    /** Whether these tags name this cluster; also any, if its UID is not known. */
    public boolean isIn(Map<String, String> tags) {
        return isIn(tags, Ownership.CLUSTER_UID_TAG_KEY);
    }

    private boolean isIn(Map<String, String> tags, String key) {
        String found = tags.get(key);
        return found != null && (found.equals(uid) || equals(UNKNOWN));
    }

    /** Whether these tags name a cluster that this one replaces, so that the tag is to be rewritten. */
    public boolean replacedIn(Map<String, String> tags) {
        return replacedIn(tags, Ownership.CLUSTER_UID_TAG_KEY);
    }

    /** The same under another key. */
    public boolean replacedIn(Map<String, String> tags, String key) {
        String found = tags.get(key);
        return found != null && !found.equals(uid) && replaced.contains(found);
    }

    /** Says that it is another cluster's, and what to do. */
    public String taken(String stranger) {
        return "another cluster of the same name has it (tag " + Ownership.CLUSTER_UID_TAG_KEY + " " + stranger
                + "; this cluster has " + uid + ")";
    }
}
