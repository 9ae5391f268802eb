package io.ecroperator.registry;

import io.ecroperator.api.v1alpha1.EcrRegistry;
import io.ecroperator.api.v1alpha1.EcrRegistryStatus;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.view.ViewState;
import io.ecroperator.reference.EcrRegistries;
import io.ecroperator.reference.Registries;
import io.ecroperator.reference.RegistryConnections;
import io.ecroperator.runtime.OperatorMetrics;
import io.ecroperator.runtime.events.EventRecorder;
import io.ecroperator.status.StatusPatch;
import io.ecroperator.status.Worsening;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * Tells how an EcrRegistry stands, and lets the other kinds know it. Writes nothing but the status, and waits for no answer of AWS.
 */
@ControllerConfiguration(name = "ecrregistry")
final class EcrRegistryReconciler implements Reconciler<EcrRegistry> {

    private static final String KIND = "EcrRegistry";

    /** How often the number of repositories and what is throttled is brought up to date. */
    private static final Duration LOOKS_APART = Duration.ofMinutes(1);

    /** How old the last answer may be when listings say that the credentials are refused. */
    private static final Duration AFTER_A_REFUSAL = Duration.ofMinutes(1);

    private final EcrRegistries declared;
    private final Registries registries;
    private final Identities identities;
    private final EcrRegistryStatusFactory statuses;
    private final EventRecorder events;
    private final OperatorMetrics metrics;
    private final SimpleInboundEventSource<EcrRegistry> looks = new SimpleInboundEventSource<>("connections");

    EcrRegistryReconciler(
            EcrRegistries declared,
            Registries registries,
            Identities identities,
            EventRecorder events,
            OperatorMetrics metrics,
            boolean wholeCluster,
            Clock clock) {
        this.declared = declared;
        this.registries = registries;
        this.identities = identities;
        this.statuses = new EcrRegistryStatusFactory(wholeCluster, clock);
        this.events = events;
        this.metrics = metrics;
    }

    @Override
    public List<EventSource<?, EcrRegistry>> prepareEventSources(EventSourceContext<EcrRegistry> context) {
        identities.usedBy(() -> context.getPrimaryCache()
                .list(EcrRegistryReconciler::isReadable)
                .map(object -> RegistryConnections.connection(object.getSpec()))
                .toList());
        identities.onChange(news -> look(context, news::contains));
        registries.onStateChange(connection -> look(context, connection.spec()::equals));
        return List.of(looks, declared.source(context));
    }

    private void look(EventSourceContext<EcrRegistry> context, Predicate<ConnectionSpec> at) {
        context.getPrimaryCache()
                .list(object -> isReadable(object) && at.test(RegistryConnections.connection(object.getSpec())))
                .forEach(object -> looks.propagateEvent(ResourceID.fromResource(object)));
    }

    @Override
    public UpdateControl<EcrRegistry> reconcile(EcrRegistry object, Context<EcrRegistry> context) {
        if (!isReadable(object)) {
            return report(object, statuses.unreadable(object));
        }
        Optional<Health> health = registries.inUse(object).map(EcrRegistryReconciler::health);
        Optional<Identity> identity = identities.of(
                RegistryConnections.connection(object.getSpec()),
                health.flatMap(Health::refusedCredentials).isPresent() ? AFTER_A_REFUSAL : Identities.STANDS);
        return report(object, statuses.status(object, identity, health)).rescheduleAfter(LOOKS_APART);
    }

    private UpdateControl<EcrRegistry> report(EcrRegistry object, EcrRegistryStatus status) {
        metrics.reconciled(KIND, status.conditions());
        Worsening.notices(object.getStatus() == null ? null : object.getStatus().conditions(), status.conditions())
                .forEach(notice -> events.record(object, notice));
        return status.equals(object.getStatus())
                ? UpdateControl.noUpdate()
                : UpdateControl.patchStatus(StatusPatch.of(new EcrRegistry(), object, status));
    }

    private static boolean isReadable(EcrRegistry object) {
        return object.getSpec() != null;
    }

    private static Health health(EcrConnection connection) {
        ViewState state = connection.view().state();
        return new Health(
                state,
                state instanceof ViewState.Current
                        ? OptionalInt.of(
                                Math.toIntExact(connection.view().repositories().count()))
                        : OptionalInt.empty(),
                connection.rates().throttled());
    }
}
