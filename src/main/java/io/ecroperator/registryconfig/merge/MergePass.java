package io.ecroperator.registryconfig.merge;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One merge of a section, step by step. */
final class MergePass {

    private final SettingsDocument before;
    private final Set<String> there;
    private final List<FragmentSection> fragments;
    private final Set<String> ours;

    /** What fragments want, by key, and by the names of the fragments. */
    private final SortedMap<String, SortedMap<String, Entry>> wanted = new TreeMap<>();

    private final Set<String> contested = new TreeSet<>();
    private final Set<String> removed = new TreeSet<>();
    private final Map<String, FragmentOutcome> outcomes = new LinkedHashMap<>();
    private SettingsDocument document;

    MergePass(SettingsDocument before, List<FragmentSection> fragments) {
        this.before = before;
        this.there = before.keys();
        this.document = before;
        this.fragments = fragments.stream().sorted(FragmentSection.BY_AGE).toList();
        this.ours = fragments.stream()
                .flatMap(fragment -> fragment.recorded().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    SectionMerge run() {
        for (FragmentSection fragment : fragments) {
            fragment.wanted().forEach(entry -> wanted.computeIfAbsent(entry.key(), key -> new TreeMap<>())
                    .merge(fragment.name(), entry, this::together));
        }
        wanted.forEach((key, entries) -> {
            if (entries.values().stream()
                    .anyMatch(one -> entries.values().stream().anyMatch(other -> !one.agreesWith(other)))) {
                contested.add(key);
            }
        });
        remove();
        fragments.forEach(fragment -> outcomes.put(fragment.name(), outcome(fragment)));
        return new SectionMerge(before, document, outcomes);
    }

    /** What one fragment says twice; where it contradicts itself, it is in conflict with itself. */
    private Entry together(Entry one, Entry other) {
        if (!one.agreesWith(other)) {
            contested.add(one.key());
        }
        return one instanceof Entry.Filter filter && filter.deleteReplication().isEmpty() ? other : one;
    }

    /** What is ours and nobody wants, unless a fragment that has it leaves things as they are. */
    private void remove() {
        Set<String> kept = fragments.stream()
                .filter(this::keepsRest)
                .flatMap(fragment -> fragment.recorded().stream())
                .collect(Collectors.toSet());
        for (String key : new TreeSet<>(ours)) {
            if (!kept.contains(key) && !wanted.containsKey(key) && there.contains(key)) {
                document = document.without(key, ours);
                removed.add(key);
            }
        }
    }

    /** Also as long as what is to take the place of the old entries is not recorded: both go into one call. */
    private boolean keepsRest(FragmentSection fragment) {
        return fragment.keepsRest()
                || keysOf(fragment).stream()
                        .anyMatch(key -> !fragment.recorded().contains(key)
                                && !contested.contains(key)
                                && before.presence(agreed(key)) == SettingsDocument.Presence.ABSENT);
    }

    private FragmentOutcome outcome(FragmentSection fragment) {
        Tally tally = new Tally(fragment);
        SettingsDocument edited = document;
        for (String key : keysOf(fragment)) {
            edited = settle(fragment, key, edited, tally);
        }
        Optional<Refusal> refused = edited == document && !tally.wishes()
                ? Optional.empty()
                : whyNot(fragment, whole(fragment, edited, tally.owned));
        if (refused.isPresent()) {
            tally.takeBack(refused.get());
        } else {
            document = edited;
        }
        return tally.outcome();
    }

    /**
     * What ECR would have with all that a fragment wants, also what is to be recorded first, and without what it wants no more:
     * what does not fit is not to be recorded either.
     */
    @SuppressWarnings("ReferenceEquality") // all others, an equal one too
    private SettingsDocument whole(FragmentSection fragment, SettingsDocument edited, Set<String> owned) {
        Set<String> then = new TreeSet<>(ours);
        then.addAll(owned);
        SettingsDocument whole = edited;
        for (String key : fragment.recorded()) {
            boolean kept = fragments.stream()
                    .filter(other -> other != fragment)
                    .anyMatch(other -> other.recorded().contains(key) && keepsRest(other));
            if (!kept && !wanted.containsKey(key) && whole.keys().contains(key)) {
                whole = whole.without(key, ours);
            }
        }
        for (String key : owned) {
            whole = whole.with(agreed(key), then);
        }
        return whole;
    }

    private static List<String> keysOf(FragmentSection fragment) {
        return fragment.wanted().stream().map(Entry::key).distinct().sorted().toList();
    }

    private SettingsDocument settle(FragmentSection fragment, String key, SettingsDocument edited, Tally tally) {
        if (contested.contains(key)) {
            tally.refusals.add(conflict(fragment, key));
            return edited;
        }
        Entry entry = agreed(key);
        boolean owned = ours.contains(key) || fragment.adopts();
        return switch (before.presence(entry)) {
            case EQUAL -> {
                if (owned && !(entry instanceof Entry.Value)) { // which nobody owns, also who would adopt it
                    tally.own(key);
                }
                yield edited;
            }
            case ABSENT -> {
                tally.own(key);
                yield tally.isRecorded(key) ? tally.edit(tally.added, key, edited, edited.with(entry, ours)) : edited;
            }
            case DIFFERENT -> {
                boolean value = entry instanceof Entry.Value;
                Optional<Refusal> refusal =
                        value ? Optional.empty() : owned ? keptByAnother(fragment, key) : Optional.of(notOwned(key));
                if (refusal.isPresent()) {
                    tally.refusals.add(refusal.get());
                    yield edited;
                }
                if (!value) {
                    tally.own(key);
                }
                if (!value && !tally.isRecorded(key)) {
                    yield edited;
                }
                SettingsDocument with = edited.with(entry, ours);
                if (with.presence(entry) == SettingsDocument.Presence.DIFFERENT) {
                    tally.refusals.add(alsoOfOthers(key));
                    yield edited;
                }
                yield tally.edit(tally.changed, key, edited, with);
            }
        };
    }

    /** What all that want the entry agree on: the one that says most. */
    private Entry agreed(String key) {
        return wanted.get(key).values().stream()
                .filter(entry -> !(entry instanceof Entry.Filter filter)
                        || filter.deleteReplication().isPresent())
                .findFirst()
                .orElseGet(() -> wanted.get(key).values().iterator().next());
    }

    private Optional<Refusal> whyNot(FragmentSection fragment, SettingsDocument edited) {
        return fragment.rejected().or(() -> before.violation().isPresent() ? Optional.empty() : edited.violation());
    }

    private Refusal conflict(FragmentSection fragment, String key) {
        String others = wanted.get(key).keySet().stream()
                .filter(name -> !name.equals(fragment.name()))
                .collect(joining(", "));
        return new Refusal(
                Refusal.Kind.CONFLICT,
                key + " is also in " + (others.isEmpty() ? "another rule of this object" : others)
                        + ", which says something else");
    }

    /** What a fragment owns that is not written for is not another's to change: nobody knows what it is to become. */
    private Optional<Refusal> keptByAnother(FragmentSection fragment, String key) {
        return fragments.stream()
                .filter(other -> !other.name().equals(fragment.name()))
                .filter(other -> other.keepsRest() && !other.wants(key))
                .filter(other -> other.recorded().contains(key))
                .findFirst()
                .map(keeper -> new Refusal(
                        Refusal.Kind.CONFLICT,
                        key + " belongs to " + keeper.name() + " too, which leaves it as it is in ECR for now"));
    }

    private static Refusal alsoOfOthers(String key) {
        return new Refusal(
                Refusal.Kind.CONFLICT,
                key + " is also in a rule with entries that no object has put there, which says something else of"
                        + " deleteReplication");
    }

    private static Refusal notOwned(String key) {
        return new Refusal(
                Refusal.Kind.NOT_OWNED, key + " is there, says something else, and no object has put it there");
    }

    /** What comes of one fragment. */
    private final class Tally {

        private final FragmentSection fragment;
        private final Set<String> owned = new TreeSet<>();
        private final List<String> added = new ArrayList<>();
        private final List<String> changed = new ArrayList<>();
        private final List<Refusal> refusals = new ArrayList<>();

        Tally(FragmentSection fragment) {
            this.fragment = fragment;
        }

        void own(String key) {
            owned.add(key);
        }

        boolean isRecorded(String key) {
            return fragment.recorded().contains(key);
        }

        /** The edited document; the key is among the names unless another fragment has just brought the same. */
        SettingsDocument edit(List<String> names, String key, SettingsDocument edited, SettingsDocument with) {
            if (edited.json().equals(with.json())) {
                return edited;
            }
            names.add(key);
            return with;
        }

        /** Whether something is to be recorded before it can come. */
        boolean wishes() {
            return owned.stream().anyMatch(key -> !isRecorded(key) && !there.contains(key));
        }

        /** Takes all changes back. What is not there is not owned. */
        void takeBack(Refusal why) {
            refusals.add(why);
            owned.retainAll(there);
            added.clear();
            changed.clear();
        }

        FragmentOutcome outcome() {
            Set<String> unrecorded = new TreeSet<>(owned);
            unrecorded.removeAll(fragment.recorded());
            List<String> waiting = keepsRest(fragment) ? List.of() : waiting();
            Set<String> stays = fragment.recorded().stream()
                    .filter(key -> !removed.contains(key) && there.contains(key))
                    .filter(key -> fragment.wants(key) || keepsRest(fragment) || waiting.contains(key))
                    .collect(Collectors.toCollection(TreeSet::new));
            stays.addAll(owned);
            List<String> gone = fragment.recorded().stream()
                    .filter(removed::contains)
                    .sorted()
                    .toList();
            return new FragmentOutcome(stays, unrecorded, added, changed, gone, List.of(), waiting, refusals);
        }

        /** What it wants no more, and another that wants it has not recorded: going now would make it nobody's. */
        private List<String> waiting() {
            return fragment.recorded().stream()
                    .filter(key -> !fragment.wants(key) && there.contains(key))
                    .filter(key -> wanted.containsKey(key) && !contested.contains(key))
                    .filter(key -> others().noneMatch(other -> other.recorded().contains(key)))
                    .sorted()
                    .toList();
        }

        private Stream<FragmentSection> others() {
            return fragments.stream().filter(other -> !other.name().equals(fragment.name()));
        }
    }
}
