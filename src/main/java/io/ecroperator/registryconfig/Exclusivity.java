package io.ecroperator.registryconfig;

import static java.util.stream.Collectors.joining;

import io.ecroperator.registryconfig.Fragment.Mode;
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

    /** It stays: what fragments say that the operator does not watch, nobody here can tell. */
    record Unwatched() implements Exclusivity {}

    /** It stays: those who speak of the section are of namespaces that may have some repositories only, and decide for no others. */
    record Bounded() implements Exclusivity {}

    /**
     * It goes.
     *
     * @param evictor the oldest of the fragments that decide it, which is told
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
        List<Fragment> enumerating = speaking.stream()
                .filter(fragment -> !WantedEntries.leavesRules(fragment.object().getSpec(), section))
                .toList();
        if (!section.hasEntries()
                || enumerating.isEmpty()
                || speaking.stream().anyMatch(fragment -> fragment.mode() == Mode.MERGE)) {
            return new Merging();
        }
        if (speaking.stream().anyMatch(fragment -> fragment.mode() == Mode.EXCLUSIVE_UNWATCHED)) {
            return new Unwatched();
        }
        Optional<Fragment> evictor = enumerating.stream()
                .filter(fragment -> fragment.mode() == Mode.EXCLUSIVE)
                .findFirst();
        if (evictor.isEmpty()) {
            return new Bounded();
        }
        List<String> silent = concerned.stream()
                .filter(fragment -> fragment.stance() != Stance.WRITES)
                .map(Fragment::name)
                .toList();
        return silent.isEmpty() ? new Evicting(evictor.get().name()) : new Waiting(silent);
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
            case Unwatched unwatched ->
                Optional.of("The registry is Exclusive, but what no object says of " + section.field()
                        + " stays: the operator watches the namespaces of ecr-operator.namespaces only, and cannot tell"
                        + " what objects in others say.");
            case Bounded bounded ->
                Optional.of("The registry is Exclusive, but what no object says of " + section.field()
                        + " stays, since no object speaks of it whose namespace may have every repository.");
            case Waiting(var names) ->
                Optional.of("The registry is Exclusive, but what no object says of " + section.field()
                        + " stays as long as nobody can tell what these want: "
                        + names.stream().limit(NAMED).collect(joining(", "))
                        + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "") + ".");
        };
    }
}
