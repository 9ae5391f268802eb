package io.ecroperator.registryconfig;

import io.ecroperator.api.v1alpha1.BackfillStatus;
import io.ecroperator.aws.ReplicationBackfillApi;
import io.ecroperator.registryconfig.backfill.BackfillListing;
import io.ecroperator.registryconfig.backfill.BackfillOutcome;
import io.ecroperator.registryconfig.merge.Section;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The one writer of a registry's settings. Reconciles of all its fragments ask it; one at a time, and who finds it busy comes
 * again. What ECR has is read when what is known is too old, and right before every write.
 */
final class RegistrySettlement {

    private final InstantSource clock;
    private final ReentrantLock busy = new ReentrantLock();
    private final Map<Section, SectionState> states = new EnumMap<>(Section.class);
    private final BackfillListing backfills = new BackfillListing();

    /** What was written for fragments that have not been told yet, by their names. */
    private final Map<String, List<Written>> written = new HashMap<>();

    /** Knows nothing of the registry yet. */
    RegistrySettlement(InstantSource clock) {
        this.clock = clock;
    }

    /** Writes down which entries of a section are a fragment's own, and returns it so. */
    interface Recorder {
        Fragment record(Fragment fragment, Section section, Set<String> keys);

        /** The same for backfills that are about to be started. */
        void record(Fragment fragment, List<BackfillStatus> backfills);
    }

    /**
     * A look at the registry for one fragment.
     *
     * @param others the other fragments of the account, and those of which nobody knows where they lead, asked for once nobody else is at it, so that they are not older than
     *     what ECR has
     * @param longest for how long what is known is good
     * @param afresh whether it is to be read now
     */
    record Look(
            Fragment fragment,
            Supplier<List<Fragment>> others,
            SettingsDoor door,
            ReplicationBackfillApi backfills,
            Duration longest,
            boolean afresh,
            Recorder recorder) {}

    /** Brings the sections of a fragment to what all fragments say; empty if somebody else is at it. */
    Optional<Settled> settle(Look look) {
        if (!busy.tryLock()) {
            return Optional.empty();
        }
        try {
            Instant now = clock.instant();
            List<Fragment> others = look.others().get();
            forgetAllBut(look.fragment(), others);
            List<SectionResult> results = new ArrayList<>();
            for (Section section : look.fragment().sections()) {
                SectionState state = states.computeIfAbsent(section, any -> new SectionState());
                results.add(
                        new SectionPass(section, state, look, concerned(section, look, others), now, written).run());
            }
            BackfillOutcome backfill = FragmentBackfills.look(look, results, backfills, now);
            List<Written> own = written.remove(look.fragment().name());
            Duration nextRead = states.entrySet().stream()
                    .filter(each -> look.fragment().sections().contains(each.getKey()))
                    .map(Map.Entry::getValue)
                    .flatMap(state -> Stream.concat(
                            Stream.of(state.goodUntil(look.longest())), state.nextTry(look.fragment()).stream()))
                    .filter(now::isBefore)
                    .min(Instant::compareTo)
                    .map(until -> Duration.between(now, until))
                    .orElse(look.longest());
            return Optional.of(new Settled(
                    results,
                    backfill,
                    own == null ? List.of() : own,
                    new TreeSet<>(written.keySet()),
                    backfill.next().filter(soon -> soon.compareTo(nextRead) < 0).orElse(nextRead)));
        } finally {
            busy.unlock();
        }
    }

    /** Those of the account, or of the registry alone, and those of which nobody knows. */
    private static List<Fragment> concerned(Section section, Look look, List<Fragment> others) {
        return others.stream()
                .filter(other -> section.isOfAccount()
                        || other.registry().isEmpty()
                        || other.registry().equals(look.fragment().registry()))
                .toList();
    }

    private void forgetAllBut(Fragment fragment, List<Fragment> others) {
        Set<String> names = Stream.concat(Stream.of(fragment), others.stream())
                .map(Fragment::name)
                .collect(Collectors.toSet());
        written.keySet().retainAll(names);
        states.values().forEach(state -> state.forgetAllBut(names));
    }
}
