package io.ecroperator.aws.view;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who relies on which repository, and on which parts of it. Several may rely on one repository (one that manages it and
 * one that only observes it); what is read is all that any of them needs. Thread-safe.
 */
final class Tracking {

    private final Map<String, Map<String, Set<DeepFacet>>> facetsByTracker = new ConcurrentHashMap<>();

    /** Has one tracker rely on these parts of a repository, instead of those that it relied on before. */
    void track(String tracker, String repositoryName, Set<DeepFacet> facets) {
        facetsByTracker.compute(repositoryName, (name, before) -> {
            Map<String, Set<DeepFacet>> after = before == null ? new ConcurrentHashMap<>() : before;
            after.put(tracker, Set.copyOf(facets));
            return after;
        });
    }

    /** Has one tracker rely on the repository no more; what others need of it is unchanged. */
    void untrack(String tracker, String repositoryName) {
        facetsByTracker.computeIfPresent(repositoryName, (name, trackers) -> {
            trackers.remove(tracker);
            return trackers.isEmpty() ? null : trackers;
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
