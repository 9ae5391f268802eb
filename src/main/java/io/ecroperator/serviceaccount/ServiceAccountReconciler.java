package io.ecroperator.serviceaccount;

import io.ecroperator.runtime.AttemptDelays;
import io.ecroperator.serviceaccount.AttachmentOutcome.Overtaken;
import io.ecroperator.serviceaccount.AttachmentOutcome.Refused;
import io.ecroperator.serviceaccount.AttachmentOutcome.Unchanged;
import io.ecroperator.serviceaccount.AttachmentOutcome.Written;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.client.KubernetesClient;
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
import java.util.Set;
import java.util.stream.Collectors;

/** Gives a ServiceAccount the pull secrets that are meant for it, and takes back those that no longer are. */
@ControllerConfiguration(name = "serviceaccount")
final class ServiceAccountReconciler implements Reconciler<ServiceAccount> {

    private static final Set<String> OWNERS = Set.of("EcrPullSecret", "ClusterEcrPullSecret");
    private static final String GROUP = "ecr-operator.io/";
    private static final Duration FOREIGN_AGAIN = Duration.ofSeconds(10);
    private static final Duration FOREIGN_AGAIN_AT_MOST = Duration.ofMinutes(1);
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
        Demand all = sources.demand(account);
        Set<String> foreign = foreign(account, all, context.getClient());
        Demand demand = all.without(foreign);
        AttachmentOutcome outcome = AttachmentPlanner.plan(account, demand)
                .map(plan -> new ServiceAccountApplier(context.getClient()).apply(account, plan))
                .orElseGet(Unchanged::new);
        view.looked(
                account, outcome instanceof Refused(var message, var retry) ? Optional.of(message) : Optional.empty());
        switch (outcome) {
            case Unchanged unchanged -> settled(id, foreign, control);
            case Written written -> settled(id, foreign, control);
            case Overtaken overtaken -> control.rescheduleAfter(delays.next(id, TRY_AGAIN, TRY_AGAIN_AT_MOST));
            case Refused(var message, var retry) ->
                control.rescheduleAfter(delays.next(id, retry.first(), retry.longest()));
        }
        return control;
    }

    /** No event tells that a foreign Secret is gone. */
    private void settled(ResourceID id, Set<String> foreign, UpdateControl<ServiceAccount> control) {
        if (foreign.isEmpty()) {
            delays.forget(id);
        } else {
            control.rescheduleAfter(delays.next(id, FOREIGN_AGAIN, FOREIGN_AGAIN_AT_MOST));
        }
    }

    /**
     * The names of Secrets that belong to something else. One that is not there yet is appended, so that a Pod which comes
     * before its Secret waits for it; the API server is asked only about what
     * is about to be appended, or was found to be foreign.
     */
    private Set<String> foreign(ServiceAccount account, Demand demand, KubernetesClient client) {
        String namespace = account.getMetadata().getNamespace();
        List<String> listed = ImagePullSecrets.names(account);
        return demand.all()
                .filter(name -> !listed.contains(name) || view.isForeign(namespace, name))
                .filter(name -> isForeign(client, namespace, name)) // to one pull secret that of another is foreign too
                .collect(Collectors.toSet());
    }

    private static boolean isForeign(KubernetesClient client, String namespace, String name) {
        Secret secret = client.secrets().inNamespace(namespace).withName(name).get();
        return secret != null
                && Optional.ofNullable(secret.getMetadata().getOwnerReferences()).orElse(List.of()).stream()
                        .noneMatch(owner -> OWNERS.contains(owner.getKind())
                                && String.valueOf(owner.getApiVersion()).startsWith(GROUP));
    }
}
