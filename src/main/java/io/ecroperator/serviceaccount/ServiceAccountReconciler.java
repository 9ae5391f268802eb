package io.ecroperator.serviceaccount;

import io.ecroperator.runtime.AttemptDelays;
import io.ecroperator.serviceaccount.AttachmentOutcome.Overtaken;
import io.ecroperator.serviceaccount.AttachmentOutcome.Refused;
import io.ecroperator.serviceaccount.AttachmentOutcome.Unchanged;
import io.ecroperator.serviceaccount.AttachmentOutcome.Written;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Gives a ServiceAccount the pull secrets that are meant for it, and takes back those that no longer are. */
@ControllerConfiguration(name = "serviceaccount")
final class ServiceAccountReconciler implements Reconciler<ServiceAccount> {

    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
    private static final Duration TRY_AGAIN_AT_MOST = Duration.ofMinutes(5);

    private final ServiceAccountView view;
    private final ServiceAccountSources sources;
    private final AttemptDelays delays;

    ServiceAccountReconciler(ServiceAccountView view, boolean wholeCluster, AttemptDelays delays) {
        this.view = view;
        this.sources = new ServiceAccountSources(view, wholeCluster);
        this.delays = delays;
    }

    /** Whether an update matters: of the list, of our record, or the beginning of the end. */
    static boolean matters(ServiceAccount after, ServiceAccount before) {
        return !ImagePullSecrets.names(after).equals(ImagePullSecrets.names(before))
                || !Objects.equals(ImagePullSecrets.recorded(after), ImagePullSecrets.recorded(before))
                || after.isMarkedForDeletion() != before.isMarkedForDeletion();
    }

    @Override
    public List<EventSource<?, ServiceAccount>> prepareEventSources(EventSourceContext<ServiceAccount> context) {
        return sources.of(context);
    }

    @Override
    public UpdateControl<ServiceAccount> reconcile(ServiceAccount account, Context<ServiceAccount> context) {
        ResourceID id = ResourceID.fromResource(account);
        UpdateControl<ServiceAccount> control = UpdateControl.noUpdate();
        if (context.isPrimaryResourceDeleted() || account.isMarkedForDeletion()) {
            delays.forget(id);
            view.gone(account);
            return control;
        }
        Demand demand = sources.demand(account);
        AttachmentOutcome outcome = AttachmentPlanner.plan(account, demand)
                .map(plan -> new ServiceAccountApplier(context.getClient()).apply(account, plan))
                .orElseGet(Unchanged::new);
        view.looked(
                account, outcome instanceof Refused(var message, var retry) ? Optional.of(message) : Optional.empty());
        switch (outcome) {
            case Unchanged unchanged -> delays.forget(id);
            case Written written -> delays.forget(id);
            case Overtaken overtaken -> control.rescheduleAfter(delays.next(id, TRY_AGAIN, TRY_AGAIN_AT_MOST));
            case Refused(var message, var retry) ->
                control.rescheduleAfter(delays.next(id, retry.first(), retry.longest()));
        }
        return control;
    }
}
