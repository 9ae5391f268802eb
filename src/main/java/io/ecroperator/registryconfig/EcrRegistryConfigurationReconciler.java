package io.ecroperator.registryconfig;

import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.api.v1alpha1.EcrRegistryConfigurationStatus;
import io.ecroperator.cache.SharedCache.NotKnownException;
import io.ecroperator.managed.ManagedParts;
import io.ecroperator.registryconfig.ConfigurationDeletion.Held;
import io.ecroperator.registryconfig.ConfigurationDeletion.Released;
import io.ecroperator.registryconfig.ConfigurationOutcome.Looked;
import io.ecroperator.registryconfig.ConfigurationPass.CacheIsGoneException;
import io.ecroperator.status.StatusPatch;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps the settings of a registry as its EcrRegistryConfigurations say, together with what others have put there. */
@ControllerConfiguration(name = "ecrregistryconfiguration")
final class EcrRegistryConfigurationReconciler
        implements Reconciler<EcrRegistryConfiguration>, Cleaner<EcrRegistryConfiguration> {

    private static final String KIND = "EcrRegistryConfiguration";

    /** Another object of the registry is being looked at, or the process has just started. */
    private static final Duration SOON = Duration.ofMillis(500);

    private final ConfigurationEventSources sources;
    private final ConfigurationPass pass;
    private final ConfigurationStatusFactory statuses;
    private final ManagedParts parts;

    /** With {@code wholeCluster} the operator watches all namespaces. */
    EcrRegistryConfigurationReconciler(ManagedParts parts, boolean wholeCluster) {
        this.parts = parts;
        this.sources = new ConfigurationEventSources(parts.registries());
        this.pass = new ConfigurationPass(new Admission(parts.registries(), wholeCluster), parts.clock(), Doors.REAL);
        this.statuses = new ConfigurationStatusFactory(parts.clock());
    }

    @Override
    public List<EventSource<?, EcrRegistryConfiguration>> prepareEventSources(
            EventSourceContext<EcrRegistryConfiguration> context) {
        return sources.of(context);
    }

    @Override
    public UpdateControl<EcrRegistryConfiguration> reconcile(
            EcrRegistryConfiguration object, Context<EcrRegistryConfiguration> context) {
        Optional<ConfigurationOutcome> outcome = run(object, context);
        if (outcome.isEmpty()) {
            return UpdateControl.<EcrRegistryConfiguration>noUpdate().rescheduleAfter(SOON);
        }
        EcrRegistryConfigurationStatus status = report(object, outcome.get());
        UpdateControl<EcrRegistryConfiguration> control = status.equals(object.getStatus())
                ? UpdateControl.noUpdate()
                : UpdateControl.patchStatus(StatusPatch.of(new EcrRegistryConfiguration(), object, status));
        next(object, outcome.get()).ifPresent(control::rescheduleAfter);
        return control;
    }

    @Override
    public DeleteControl cleanup(EcrRegistryConfiguration object, Context<EcrRegistryConfiguration> context) {
        return switch (ConfigurationDeletion.of(object, () -> run(object, context))) {
            case Released(var notice) -> {
                parts.events().record(object, pass.leaving(object, notice));
                sources.wakeOthersOf(object);
                parts.delays().forget(ResourceID.fromResource(object));
                yield DeleteControl.defaultDelete();
            }
            case Held(var outcome) -> {
                outcome.ifPresent(held -> write(
                        object, report(object, held), patch -> parts.patches().write(object, patch, context)));
                yield DeleteControl.noFinalizerRemoval()
                        .rescheduleAfter(outcome.flatMap(held -> next(object, held))
                                .orElse(SOON)
                                .toMillis());
            }
        };
    }

    private Optional<ConfigurationOutcome> run(
            EcrRegistryConfiguration object, Context<EcrRegistryConfiguration> context) {
        try {
            return pass.run(
                    object,
                    sources::all,
                    (each, status) ->
                            write(each, status, patch -> parts.patches().announce(each, patch, context)));
        } catch (NotKnownException | CacheIsGoneException notYet) {
            return Optional.empty();
        }
    }

    private static EcrRegistryConfiguration write(
            EcrRegistryConfiguration object,
            EcrRegistryConfigurationStatus status,
            Consumer<EcrRegistryConfiguration> patches) {
        if (!status.equals(object.getStatus())) {
            patches.accept(StatusPatch.of(new EcrRegistryConfiguration(), object, status));
            object.setStatus(status);
        }
        return object;
    }

    /** Makes the status, counts and records what goes with it, and lets the others look whom it may concern. */
    private EcrRegistryConfigurationStatus report(EcrRegistryConfiguration object, ConfigurationOutcome outcome) {
        EcrRegistryConfigurationStatus status = statuses.status(object, outcome);
        parts.metrics().reconciled(KIND, status.conditions());
        List<String> drifted = ConfigurationNotices.driftedSections(outcome);
        parts.metrics().drift(KIND, drifted, drifted);
        ConfigurationNotices.of(object.getStatus(), outcome, status)
                .forEach(notice -> parts.events().record(object, notice));
        if (outcome instanceof Looked looked) {
            sources.wake(looked.settled().others());
        }
        if (ConfigurationEventSources.concernsOthers(object.getStatus(), outcome, status)) {
            sources.wakeOthersOf(object);
        }
        return status;
    }

    private Optional<Duration> next(EcrRegistryConfiguration object, ConfigurationOutcome outcome) {
        ResourceID id = ResourceID.fromResource(object);
        Optional<Duration> retry =
                outcome.retry().map(backoff -> parts.delays().next(id, backoff.first(), backoff.longest()));
        if (retry.isEmpty()) {
            parts.delays().forget(id);
        }
        return retry.or(() ->
                outcome instanceof Looked looked ? Optional.of(looked.settled().nextRead()) : Optional.empty());
    }
}
