package io.ecroperator.registryconfig;

import static io.ecroperator.status.ConditionType.READY;
import static io.ecroperator.status.ConditionType.STALLED;

import io.ecroperator.api.v1alpha1.BackfillStatus;
import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.cache.FixedObjects;
import io.ecroperator.planning.Effect;
import io.ecroperator.planning.Finding;
import io.ecroperator.planning.Forecast;
import io.ecroperator.planning.Forecasts;
import io.ecroperator.planning.PlannedObjects;
import io.ecroperator.planning.Step;
import io.ecroperator.reference.Registries;
import io.ecroperator.registryconfig.ConfigurationOutcome.Looked;
import io.ecroperator.registryconfig.backfill.Backfills;
import io.ecroperator.registryconfig.merge.Section;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * Foretells a pass over a fragment by making it, with doors that only imagine what they write: so all fragments merge, are told
 * apart and refused as they would be.
 */
final class ConfigurationForecasts implements Forecasts<EcrRegistryConfiguration> {

    private static final String THING = "settings of the registry";

    private final ConfigurationPass pass;
    private final ConfigurationStatusFactory statuses;
    private final FixedObjects<EcrRegistryConfiguration> objects;
    private final boolean statusesKnown;

    ConfigurationForecasts(Registries registries, PlannedObjects planned) {
        this.pass = new ConfigurationPass(
                new Admission(registries, planned.wholeCluster()), Clock.systemUTC(), Doors.IMAGINED);
        this.statuses = new ConfigurationStatusFactory(Clock.systemUTC());
        this.objects = planned.of(EcrRegistryConfiguration.class);
        this.statusesKnown = planned.fromCluster();
    }

    @Override
    public Class<EcrRegistryConfiguration> type() {
        return EcrRegistryConfiguration.class;
    }

    @Override
    public Optional<Forecast> of(EcrRegistryConfiguration object) {
        if (object.isMarkedForDeletion()) {
            return deletion(object);
        }
        List<BackfillStatus> started = backfills(object);
        return run(object)
                .map(known -> known instanceof Looked looked
                        ? new Forecast(
                                THING, looked.registry().inWords(), steps(looked, started), findings(object, looked))
                        : Forecast.nothing(
                                THING, refused(statuses.status(object, known).conditions())));
    }

    private Optional<ConfigurationOutcome> run(EcrRegistryConfiguration object) {
        return pass.run(object, () -> objects.list(any -> true).toList(), (each, status) -> {
            each.setStatus(status);
            return each;
        });
    }

    /** What would go with the object; empty if somebody else is at the registry. */
    private Optional<Forecast> deletion(EcrRegistryConfiguration object) {
        AtomicReference<Optional<ConfigurationOutcome>> outcome = new AtomicReference<>(Optional.empty());
        ConfigurationDeletion deletion =
                ConfigurationDeletion.of(object, () -> outcome.updateAndGet(any -> run(object)));
        return switch (deletion) {
            case ConfigurationDeletion.Released(var notice) ->
                Optional.of(
                        outcome.get().orElse(null) instanceof Looked looked
                                ? new Forecast(THING, looked.registry().inWords(), steps(looked, List.of()), List.of())
                                : Forecast.nothing(THING, Finding.of(pass.leaving(object, notice))));
            case ConfigurationDeletion.Held(var held) -> held.map(why -> Forecast.nothing(THING, held(object, why)));
        };
    }

    private Finding held(EcrRegistryConfiguration object, ConfigurationOutcome outcome) {
        return outcome instanceof ConfigurationOutcome.Deleting(var reason, var message, var trouble, var looked)
                        && trouble
                ? new Finding(Finding.Severity.UNKNOWN, reason, message)
                : Finding.of(Conditions.find(statuses.status(object, outcome).conditions(), READY)
                        .orElseThrow());
    }

    private static List<BackfillStatus> backfills(EcrRegistryConfiguration object) {
        return object.getStatus() == null || object.getStatus().backfills() == null
                ? List.of()
                : object.getStatus().backfills();
    }

    private static List<Step> steps(Looked looked, List<BackfillStatus> started) {
        List<Step> steps = new ArrayList<>();
        looked.settled()
                .written()
                .forEach(written -> steps.add(
                        step(written.section().field(), written.section().field() + ": " + written.entries())));
        looked.settled().backfill().backfills().stream()
                .filter(backfill -> started.stream()
                        .noneMatch(before -> Backfills.destination(before).equals(Backfills.destination(backfill))))
                .forEach(backfill -> steps.add(step(
                        Section.REPLICATION.field(),
                        "StartReplicationBackfill to "
                                + Backfills.destination(backfill).inWords())));
        return steps;
    }

    private static Step step(String field, String call) {
        return new Step(Effect.CHANGE, List.of(field), call, List.of(), Optional.empty());
    }

    private List<Finding> findings(EcrRegistryConfiguration object, Looked looked) {
        List<Finding> findings = new ArrayList<>();
        for (SectionResult result : looked.settled().results()) {
            result.failure()
                    .map(report -> unknown(result.section().field(), report))
                    .ifPresent(findings::add);
        }
        looked.settled()
                .backfill()
                .failure()
                .map(report -> unknown("replication.backfill", report))
                .ifPresent(findings::add);
        boolean evicts = looked.settled().written().stream().anyMatch(each -> each.what() == Written.What.EVICTED);
        if (evicts && !statusesKnown) {
            findings.add(Finding.note(
                    Reason.ENTRIES_REMOVED,
                    "The registry is Exclusive, and only the objects in these files are counted; what one in the cluster"
                            + " says would stay (--kubeconfig reads them)."));
        }
        List<Condition> conditions = statuses.status(object, looked).conditions();
        if (Conditions.find(conditions, STALLED).isPresent()) {
            findings.add(refused(conditions));
        }
        String planned = ConfigurationPlan.of(looked).collect(Collectors.joining("; "));
        if (!planned.isEmpty()) {
            findings.add(Finding.note(
                    Reason.PLAN_PENDING, "managementPolicy: Observe leaves ECR as it is; Full would do: " + planned));
        }
        return findings;
    }

    private static Finding unknown(String field, FailureReport report) {
        return new Finding(Finding.Severity.UNKNOWN, report.reason(), "spec." + field + ": " + report.message());
    }

    /** Whose an entry is, the statuses of all fragments tell. */
    private Finding refused(List<Condition> conditions) {
        Finding refused = Finding.of(Conditions.find(conditions, READY).orElseThrow());
        return refused.reason() == Reason.NOT_OWNED && !statusesKnown
                ? Finding.note(
                        Reason.NOT_OWNED,
                        "Whose the entries in ECR are, only the statuses in the cluster tell (--kubeconfig reads them). If"
                                + " nobody's: " + refused.message())
                : refused;
    }
}
