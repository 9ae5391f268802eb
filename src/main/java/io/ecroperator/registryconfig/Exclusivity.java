package io.ecroperator.registryconfig;

import static java.util.stream.Collectors.joining;

import io.ecroperator.registryconfig.Fragment.Stance;
import io.ecroperator.registryconfig.merge.Eviction;
import io.ecroperator.registryconfig.merge.FragmentSection;
import io.ecroperator.registryconfig.merge.Section;
import io.ecroperator.registryconfig.merge.SectionMerge;
import io.ecroperator.registryconfig.merge.WantedEntries;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether what no fragment has goes from a section. */
sealed interface Exclusivity {

    /** So many fragments are named. */
    int NAMED = 3;

    /** It stays: no fragment says which entries there are, or one of them speaks of the section through a registry that merges. */
    record Merging() implements Exclusivity {}

    /**
     * It goes.
     *
     * @param evictor the oldest of the fragments, which is told
     */
    record Evicting(String evictor) implements Exclusivity {}

    /** It stays for now, since nobody can say what these fragments want. */
    record Waiting(List<String> fragments) implements Exclusivity {}

    /**
     * That of a section.
     *
     * @param fragments all of the registry, and those of which it is not known whether they are
     */
    static Exclusivity of(Section section, Stream<Fragment> fragments) {
        List<Fragment> concerned = fragments
                .filter(fragment -> fragment.object().getSpec() == null
                        || fragment.sections().contains(section))
                .sorted(Comparator.comparing(Fragment::createdAt).thenComparing(Fragment::name))
                .toList();
        List<Fragment> speaking = concerned.stream()
                .filter(fragment -> fragment.stance() == Stance.WRITES && fragment.speaksOf(section))
                .toList();
        boolean enumerated = section.hasEntries()
                && speaking.stream()
                        .anyMatch(fragment ->
                                !WantedEntries.leavesRules(fragment.object().getSpec(), section));
        if (!enumerated || !speaking.stream().allMatch(Fragment::exclusive)) {
            return new Merging();
        }
        List<String> silent = concerned.stream()
                .filter(fragment -> fragment.stance() != Stance.WRITES)
                .map(Fragment::name)
                .toList();
        return silent.isEmpty() ? new Evicting(speaking.getFirst().name()) : new Waiting(silent);
    }

    /** The merge with what follows from this. */
    default SectionMerge in(SectionMerge merge, List<FragmentSection> fragments) {
        return this instanceof Evicting(var evictor) ? Eviction.of(merge, fragments, evictor) : merge;
    }

    /** What it means for a section, for the condition Ready; empty where nothing goes. */
    default Optional<String> remark(Section section) {
        return switch (this) {
            case Merging merging -> Optional.empty();
            case Evicting evicting ->
                Optional.of("The registry is Exclusive: what no object says of " + section.field() + " is removed.");
            case Waiting(var names) ->
                Optional.of("The registry is Exclusive, but what no object says of " + section.field()
                        + " stays as long as nobody can tell what these want: "
                        + names.stream().limit(NAMED).collect(joining(", "))
                        + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "") + ".");
        };
    }
}
