package io.ecroperator.registryconfig;

import io.ecroperator.api.v1alpha1.EcrRegistryConfigurationStatus;
import io.ecroperator.api.v1alpha1.ReplicationRule;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.registryconfig.Fragment.Stance;
import io.ecroperator.registryconfig.RegistrySettlement.Look;
import io.ecroperator.registryconfig.backfill.BackfillListing;
import io.ecroperator.registryconfig.backfill.BackfillOutcome;
import io.ecroperator.registryconfig.backfill.BackfillPass;
import io.ecroperator.registryconfig.backfill.Backfills;
import io.ecroperator.registryconfig.merge.Section;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What the backfills of a fragment have to do with the rest of it: none starts before its rules are in ECR. */
final class FragmentBackfills {

    private FragmentBackfills() {}

    /** Looks at them once the sections have been looked at. */
    static BackfillOutcome look(Look look, List<SectionResult> results, BackfillListing listing, Instant now) {
        Fragment fragment = look.fragment();
        List<RegistryId> consented = Backfills.consented(fragment.object().getSpec());
        if (consented.isEmpty() || fragment.object().isMarkedForDeletion()) {
            return BackfillOutcome.none();
        }
        if (look.afresh()) {
            listing.expire();
        }
        return new BackfillPass(look.backfills(), listing, now, backfills -> look.recorder()
                        .record(fragment, backfills))
                .run(
                        consented,
                        Optional.ofNullable(fragment.object().getStatus())
                                .map(EcrRegistryConfigurationStatus::backfills)
                                .orElse(List.of()),
                        whyNot(fragment, results));
    }

    private static Optional<String> whyNot(Fragment fragment, List<SectionResult> results) {
        if (fragment.stance() == Stance.KEEPS) {
            return Optional.of("managementPolicy is Observe.");
        }
        boolean there = results.stream()
                .filter(result -> result.section() == Section.REPLICATION)
                .allMatch(result -> result.failure().isEmpty()
                        && result.outcome()
                                .filter(outcome -> outcome.isSettled() && !outcome.changes())
                                .isPresent());
        return there ? Optional.empty() : Optional.of("not all rules of spec.replication are in ECR yet.");
    }

    /** Which repositories the rules of a spec replicate to a destination. */
    static Predicate<String> replicatedTo(RegistryId destination, List<ReplicationRule> rules) {
        return name -> rules.stream()
                .filter(rule -> rule.destinations().stream()
                        .anyMatch(to -> new RegistryId(to.registryId(), to.region()).equals(destination)))
                .anyMatch(rule -> rule.repositoryFilters() == null
                        || rule.repositoryFilters().stream().anyMatch(filter -> name.startsWith(filter.filter())));
    }
}
