package io.ecroperator.tagged;

import io.ecroperator.api.v1alpha1.AdoptionPolicy;
import io.ecroperator.ownership.ClusterUid;
import io.ecroperator.ownership.Ownership;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a spec wants of the tags of its thing, and on which terms it may have the thing.
 *
 * @param thing at the beginning of a sentence: {@code Repository team/api}
 * @param owner the value of the ownership tag that names this object
 * @param clusterUid which cluster this is
 * @param tags empty for a field that is absent, and so unmanaged
 * @param takingNotPermitted why {@code adoptionPolicy: Always} does not take the thing from another owner, and who could let
 *     it; empty if it does
 */
public record TagWish(
        String thing,
        String owner,
        ClusterUid clusterUid,
        Optional<Map<String, String>> tags,
        AdoptionPolicy adoptionPolicy,
        Optional<String> takingNotPermitted) {

    /** All tags that a new thing gets with the call that creates it. */
    public Map<String, String> ofNew() {
        Map<String, String> all = new HashMap<>(tags.orElse(Map.of()));
        all.put(Ownership.TAG_KEY, owner);
        all.put(Ownership.CLUSTER_UID_TAG_KEY, clusterUid.uid());
        return all;
    }

    /** Whether tags that were read name this object. */
    boolean isNamedIn(Map<String, String> found) {
        return owner.equals(found.get(Ownership.TAG_KEY));
    }
}
