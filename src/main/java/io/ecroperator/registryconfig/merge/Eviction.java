package io.ecroperator.registryconfig.merge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes out of a section what no fragment has, where a registry is Exclusive. */
public final class Eviction {

    private Eviction() {}

    /**
     * The same merge without entries that are neither wanted by nor recorded for any of its fragments.
     *
     * @param evictor the name of the fragment that is told of it
     */
    public static SectionMerge of(SectionMerge merge, List<FragmentSection> fragments, String evictor) {
        Set<String> kept = fragments.stream()
                .flatMap(fragment ->
                        Stream.concat(fragment.wanted().stream().map(Entry::key), fragment.recorded().stream()))
                .collect(Collectors.toSet());
        List<String> evicted = merge.after().namesBeside(kept);
        if (evicted.isEmpty()) {
            return merge;
        }
        Map<String, FragmentOutcome> outcomes = new LinkedHashMap<>(merge.outcomes());
        outcomes.computeIfPresent(evictor, (name, outcome) -> outcome.evicting(evicted));
        return new SectionMerge(merge.before(), merge.after().only(kept), outcomes);
    }
}
