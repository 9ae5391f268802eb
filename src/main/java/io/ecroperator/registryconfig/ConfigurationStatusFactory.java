package io.ecroperator.registryconfig;

import io.ecroperator.api.v1alpha1.BackfillStatus;
import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.api.v1alpha1.EcrRegistryConfigurationStatus;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.managed.RequestAnnotations;
import io.ecroperator.registryconfig.ConfigurationOutcome.Deleting;
import io.ecroperator.registryconfig.ConfigurationOutcome.Looked;
import io.ecroperator.registryconfig.merge.Section;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Makes the whole status of an EcrRegistryConfiguration from how a pass ended. */
final class ConfigurationStatusFactory {

    /** So many lines of a plan are shown. */
    private static final int PLANNED = 64;

    private static final int PLANNED_CHARACTERS = 2048;

    private final ConfigurationConditions conditions;

    /** The clock gives transition times. */
    ConfigurationStatusFactory(Clock clock) {
        this.conditions = new ConfigurationConditions(clock);
    }

    /** The status after a pass. */
    EcrRegistryConfigurationStatus status(EcrRegistryConfiguration object, ConfigurationOutcome outcome) {
        EcrRegistryConfigurationStatus before = object.getStatus();
        Optional<Looked> looked =
                switch (outcome) {
                    case Looked now -> Optional.of(now);
                    case Deleting deleting -> deleting.looked();
                    default -> Optional.empty();
                };
        String requested = looked.map(
                        now -> RequestAnnotations.requestedAt(object).orElse(null))
                .orElse(before == null ? null : before.lastHandledReconcileAt());
        return new EcrRegistryConfigurationStatus(
                object.getMetadata().getGeneration(),
                conditions.of(
                        before == null ? null : before.conditions(),
                        object.getMetadata().getGeneration(),
                        outcome),
                looked.map(Looked::registry)
                        .map(ConfigurationStatusFactory::text)
                        .orElse(before == null ? null : before.registry()),
                Records.with(before, looked.map(now -> owned(before, now)).orElse(Map.of())),
                backfills(before, looked),
                looked.map(ConfigurationStatusFactory::plan).orElse(null),
                requested);
    }

    /** The status before a write, which says already what the object owns then. */
    static EcrRegistryConfigurationStatus recording(
            EcrRegistryConfigurationStatus before, RegistryId registry, Section section, Set<String> keys) {
        return new EcrRegistryConfigurationStatus(
                before == null ? null : before.observedGeneration(),
                before == null ? null : before.conditions(),
                text(registry),
                Records.with(before, Map.of(section, keys)),
                before == null ? null : before.backfills(),
                before == null ? null : before.plan(),
                before == null ? null : before.lastHandledReconcileAt());
    }

    /** The status before a backfill is started, which says already that it is asked for. */
    static EcrRegistryConfigurationStatus recording(
            EcrRegistryConfigurationStatus before, RegistryId registry, List<BackfillStatus> backfills) {
        return new EcrRegistryConfigurationStatus(
                before == null ? null : before.observedGeneration(),
                before == null ? null : before.conditions(),
                text(registry),
                before == null ? null : before.ownedEntries(),
                backfills,
                before == null ? null : before.plan(),
                before == null ? null : before.lastHandledReconcileAt());
    }

    /** Where nothing was looked at, they stay as they were. */
    private static List<BackfillStatus> backfills(EcrRegistryConfigurationStatus before, Optional<Looked> looked) {
        if (looked.isEmpty()) {
            return before == null ? null : before.backfills();
        }
        List<BackfillStatus> backfills = looked.get().settled().backfill().backfills();
        return backfills.isEmpty() ? null : backfills;
    }

    private static String text(RegistryId id) {
        return id.accountId() + "/" + id.region();
    }

    /** Where a call failed, what was listed stays so. */
    private static Map<Section, Set<String>> owned(EcrRegistryConfigurationStatus before, Looked looked) {
        Map<Section, Set<String>> owned = new EnumMap<>(Section.class);
        for (SectionResult result : looked.settled().results()) {
            result.outcome().ifPresent(outcome -> {
                Set<String> keys = new TreeSet<>(outcome.owned());
                if (result.failure().isPresent()) {
                    keys.addAll(Records.of(before, result.section()));
                }
                owned.put(result.section(), keys);
            });
        }
        return owned;
    }

    private static List<String> plan(Looked looked) {
        List<String> plan = ConfigurationPlan.of(looked)
                .map(line ->
                        line.length() <= PLANNED_CHARACTERS ? line : line.substring(0, PLANNED_CHARACTERS - 1) + "…")
                .limit(PLANNED)
                .toList();
        return plan.isEmpty() ? null : plan;
    }
}
