package io.ecroperator.aws.view;

import io.ecroperator.interning.RecentValues;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who relies on which repository, and on which parts of it. Several may rely on one repository (one that manages it and
 * one that only observes it); what is read is all that any of them needs. Thread-safe.
 */
final class DeepReadSubscriptions {

    /** By repository and tracker. The inner maps are small, and never changed: there is one for each repository. */
    private final Map<String, Map<String, Set<DeepFacet>>> facetsByTracker = new ConcurrentHashMap<>();

    private final RecentValues recent = new RecentValues(16);

    /** Has one tracker rely on these parts of a repository, instead of those that it relied on before. */
    void track(String tracker, String repositoryName, Set<DeepFacet> facets) {
        Set<DeepFacet> shared = recent.shared(Set.copyOf(facets));
        facetsByTracker.compute(repositoryName, (name, before) -> {
            Map<String, Set<DeepFacet>> after = before == null ? new HashMap<>() : new HashMap<>(before);
            after.put(tracker, shared);
            return Map.copyOf(after);
        });
    }

    /** Has one tracker rely on the repository no more; what others need of it is unchanged. */
    void untrack(String tracker, String repositoryName) {
        facetsByTracker.computeIfPresent(repositoryName, (name, before) -> {
            Map<String, Set<DeepFacet>> after = new HashMap<>(before);
            after.remove(tracker);
            return after.isEmpty() ? null : Map.copyOf(after);
        });
    }

    /** The repositories that somebody relies on. */
    Set<String> repositories() {
        return Set.copyOf(facetsByTracker.keySet());
    }

    /** Whether anybody relies on the repository. */
    boolean tracks(String repositoryName) {
        return facetsByTracker.containsKey(repositoryName);
    }

    /** The parts of a repository that somebody needs. */
    Set<DeepFacet> facets(String repositoryName) {
        Set<DeepFacet> facets = EnumSet.noneOf(DeepFacet.class);
        facetsByTracker.getOrDefault(repositoryName, Map.of()).values().forEach(facets::addAll);
        return facets;
    }
}
