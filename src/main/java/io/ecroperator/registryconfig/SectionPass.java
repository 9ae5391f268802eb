package io.ecroperator.registryconfig;

import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.registryconfig.Fragment.Stance;
import io.ecroperator.registryconfig.RegistrySettlement.Look;
import io.ecroperator.registryconfig.Written.What;
import io.ecroperator.registryconfig.merge.Documents.UnreadableDocumentException;
import io.ecroperator.registryconfig.merge.FragmentOutcome;
import io.ecroperator.registryconfig.merge.FragmentSection;
import io.ecroperator.registryconfig.merge.Refusal;
import io.ecroperator.registryconfig.merge.Section;
import io.ecroperator.registryconfig.merge.SectionMerge;
import io.ecroperator.registryconfig.merge.StatementDoubts;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.FailureReport.Backoff;
import io.ecroperator.status.Reason;
import io.ecroperator.status.RepositoryPolicyAdvice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One look at one section for one fragment: read if need be, merge, record what is about to come, write, and tell. */
final class SectionPass {

    /** To read afresh, record what is missing, write, and look at what is left, with room for what ECR refuses. */
    private static final int ROUNDS = 6;

    private static final Backoff UNSETTLED = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

    /** So many entries of a kind of change are named. */
    private static final int NAMED = 10;

    /** No statement of a registry policy locks the operator out. */
    private static final RepositoryPolicyAdvice ADVICE = new RepositoryPolicyAdvice("spec.policy.statements", "");

    private final Section section;
    private final SectionState state;
    private final Look look;
    private final List<Fragment> others;
    private final Instant now;
    private final Map<String, List<Written>> written;
    private final Set<String> accountSettings;
    private final Exclusivity exclusivity;
    private Fragment self;
    private boolean fresh;

    /** Adds what is written to the lists of the fragments it is written for. */
    SectionPass(
            Section section,
            SectionState state,
            Look look,
            List<Fragment> others,
            Instant now,
            Map<String, List<Written>> written) {
        this.section = section;
        this.state = state;
        this.look = look;
        this.others = others;
        this.now = now;
        this.written = written;
        this.self = look.fragment();
        this.accountSettings = fragments().flatMap(Fragment::accountSettings).collect(Collectors.toSet());
        this.exclusivity = Exclusivity.of(section, fragments());
    }

    SectionResult run() {
        try {
            if (look.afresh() || !state.covers(accountSettings) || !now.isBefore(state.goodUntil(look.longest()))) {
                read();
            }
            return self.stance() == Stance.KEEPS ? planned() : settled();
        } catch (AwsException e) {
            return failed(FailureReport.of(e.failure()));
        } catch (UnreadableDocumentException e) {
            return failed(new FailureReport(
                    Reason.INTERNAL_ERROR,
                    "What ECR has for " + section.field() + " is no JSON object, so it is left as it is.",
                    Optional.of(new Backoff(Duration.ofMinutes(1), Duration.ofHours(1))),
                    true));
        }
    }

    /** Of a write whose answer is lost, nobody knows what has come of it, so it is read before anything else. */
    private SectionResult failed(FailureReport report) {
        Optional<FragmentOutcome> outcome =
                fresh && state.document() != null ? Optional.of(own(merge(Set.of()))) : Optional.empty();
        state.forget();
        return new SectionResult(section, outcome, Optional.of(report), Optional.empty(), exclusivity.remark(section));
    }

    private SectionResult settled() {
        for (int round = 0; round < ROUNDS; round++) {
            SectionMerge merge = merge(Set.of());
            Set<String> unrecorded = own(merge).unrecorded();
            if (unrecorded.isEmpty() && !merge.changes()) {
                return SectionResult.of(section, own(merge), exclusivity.remark(section));
            }
            if (!fresh) {
                read(); // what has come since is not ours, and once it is recorded nothing could tell
            } else if (!unrecorded.isEmpty()) {
                Set<String> keys = new TreeSet<>(self.recorded(section));
                keys.addAll(unrecorded);
                self = look.recorder().record(self, section, keys);
            } else {
                put(merge);
            }
        }
        FragmentOutcome left = own(merge(Set.of()));
        return left.changes() || !left.unrecorded().isEmpty()
                ? new SectionResult(
                        section,
                        Optional.of(left),
                        Optional.of(new FailureReport(
                                Reason.SETTLING, Reason.SETTLING.meaning(), Optional.of(UNSETTLED), false)),
                        Optional.empty(),
                        exclusivity.remark(section))
                : SectionResult.of(section, left, exclusivity.remark(section));
    }

    /** Writes; where ECR refuses it, fragment by fragment, so that none stops the others. */
    private void put(SectionMerge merge) {
        List<String> contributors = merge.outcomes().entrySet().stream()
                .filter(each -> each.getValue().bringsSomething())
                .map(Map.Entry::getKey)
                .toList();
        try {
            write(merge);
        } catch (AwsException e) {
            if (!isRefusal(e) || contributors.isEmpty()) {
                throw e;
            }
            readWhatWasWritten();
            if (contributors.size() == 1) {
                reject(contributors.getFirst(), e);
            } else {
                putOneByOne(contributors);
            }
        }
    }

    private void putOneByOne(List<String> contributors) {
        Set<String> later = new TreeSet<>(contributors);
        for (String name : contributors) {
            later.remove(name);
            try {
                write(merge(later));
            } catch (AwsException e) {
                if (!isRefusal(e)) {
                    throw e;
                }
                readWhatWasWritten();
                reject(name, e);
            }
        }
    }

    /** Of entries that have their own calls, some may be there although one was refused. */
    private void readWhatWasWritten() {
        if (section.isWrittenByEntry()) {
            read();
        }
    }

    private void write(SectionMerge merge) {
        if (!merge.changes()) {
            return;
        }
        look.door().write(section, merge);
        state.written(merge.after());
        merge.outcomes().forEach((name, outcome) -> {
            if (outcome.changes()) {
                boolean drift = outcome.removed().isEmpty()
                        && named(name).filter(Fragment::wasSynced).isPresent();
                List<Written> told = written.computeIfAbsent(name, any -> new ArrayList<>());
                if (!outcome.inWords(NAMED).isEmpty()) {
                    told.add(new Written(section, outcome.inWords(NAMED), drift ? What.REPAIRED : What.UPDATED));
                }
                if (!outcome.evicted().isEmpty()) {
                    told.add(new Written(section, outcome.evictionInWords(NAMED), What.EVICTED));
                }
            }
        });
    }

    private void reject(String name, AwsException e) {
        FailureReport report = FailureReport.of(named(name)
                .flatMap(fragment -> advice(fragment, e.failure()))
                .map(e.failure()::withRemedy)
                .orElse(e.failure()));
        Refusal.Kind kind =
                switch (e.kind()) {
                    case PRINCIPAL_NOT_FOUND -> Refusal.Kind.UNKNOWN_PRINCIPAL;
                    case QUOTA -> Refusal.Kind.LIMITED;
                    default -> Refusal.Kind.REJECTED;
                };
        Refusal why = new Refusal(kind, report.message().strip());
        named(name).ifPresent(fragment -> state.reject(fragment, why, report.retry(), now));
    }

    /** What ECR does not say of a policy that it refuses. */
    private Optional<String> advice(Fragment fragment, AwsFailure failure) {
        if (section != Section.POLICY) {
            return Optional.empty();
        }
        StatementDoubts doubts = StatementDoubts.of(fragment.object().getSpec());
        return ADVICE.on(failure, doubts.suspicions(), doubts.principals());
    }

    /** What would be done if the fragment were written for, as it would be with managementPolicy Full. */
    private SectionResult planned() {
        FragmentOutcome kept = own(merge(Set.of()));
        if (self.object().getSpec() == null || self.object().isMarkedForDeletion()) {
            return SectionResult.of(section, kept, exclusivity.remark(section));
        }
        FragmentOutcome wished = own(mergeWith(self.wanting(section, self.recorded(section))));
        Set<String> recorded = new TreeSet<>(self.recorded(section));
        recorded.addAll(wished.unrecorded());
        FragmentOutcome plan = own(mergeWith(self.wanting(section, recorded)));
        return new SectionResult(
                section,
                Optional.of(kept.refused(plan.refusals())),
                Optional.empty(),
                plan.changes()
                        ? Optional.of(section.field() + ": "
                                + Stream.of(plan.inWords(NAMED), plan.evictionInWords(NAMED))
                                        .filter(words -> !words.isEmpty())
                                        .collect(Collectors.joining("; ")))
                        : Optional.empty(),
                exclusivity.remark(section));
    }

    /** As if this one were written for. */
    private SectionMerge mergeWith(FragmentSection own) {
        Fragment writing = new Fragment(self.object(), Stance.WRITES, self.registry(), self.mode());
        return merged(
                Exclusivity.of(section, Stream.concat(others.stream(), Stream.of(writing))),
                Stream.concat(others.stream().map(other -> other.in(section)), Stream.of(own))
                        .toList());
    }

    private SectionMerge merged(Exclusivity exclusivity, List<FragmentSection> fragments) {
        return exclusivity.in(SectionMerge.of(state.document(), fragments), fragments);
    }

    private SectionMerge merge(Set<String> later) {
        return merged(
                exclusivity,
                fragments()
                        .map(fragment -> {
                            FragmentSection in = fragment.in(section);
                            Optional<Refusal> kept = later.contains(fragment.name())
                                    ? Optional.of(new Refusal(Refusal.Kind.REJECTED, "waits for its turn"))
                                    : state.rejection(fragment, now);
                            return kept.map(in::rejected).orElse(in);
                        })
                        .toList());
    }

    private FragmentOutcome own(SectionMerge merge) {
        return merge.outcomes().get(self.name());
    }

    private Optional<Fragment> named(String name) {
        return fragments().filter(fragment -> fragment.name().equals(name)).findFirst();
    }

    private Stream<Fragment> fragments() {
        return Stream.concat(others.stream(), Stream.of(self));
    }

    private void read() {
        state.read(look.door().read(section, accountSettings), now, accountSettings);
        fresh = true;
    }

    private static boolean isRefusal(AwsException e) {
        return e.kind() == Kind.INVALID || e.kind() == Kind.PRINCIPAL_NOT_FOUND || e.kind() == Kind.QUOTA;
    }
}
