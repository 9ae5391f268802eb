package io.ecroperator.pullsecret;

import io.ecroperator.api.v1alpha1.ClusterEcrPullSecret;
import io.ecroperator.api.v1alpha1.ClusterEcrPullSecretStatus;
import io.ecroperator.api.v1alpha1.EcrPullSecretStatus;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Tells how a ClusterEcrPullSecret stands in the namespaces that it selects. Writes nothing but that. */
@ControllerConfiguration(name = "clusterecrpullsecret")
final class ClusterEcrPullSecretReconciler implements Reconciler<ClusterEcrPullSecret> {

    private static final String KIND = "ClusterEcrPullSecret";

    private final PullSecretParts parts;
    private final PullSecretTargets targets;
    private final ClusterStatusFactory statuses;
    private final SimpleInboundEventSource<ClusterEcrPullSecret> looks = new SimpleInboundEventSource<>("targets");

    ClusterEcrPullSecretReconciler(PullSecretParts parts, PullSecretTargets targets) {
        this.parts = parts;
        this.targets = targets;
        this.statuses = new ClusterStatusFactory(parts.clock());
    }

    @Override
    public List<EventSource<?, ClusterEcrPullSecret>> prepareEventSources(
            EventSourceContext<ClusterEcrPullSecret> context) {
        parts.pullSecretMetrics().ofCluster(() -> context.getPrimaryCache().list(object -> true));
        parts.proofs().usedBy(() -> context.getPrimaryCache()
                .list(object -> true)
                .flatMap(object -> PullQuestion.of(object, parts.registries()).stream()));
        parts.proofs().onChange(question -> context.getPrimaryCache()
                .list(object -> PullQuestion.of(object, parts.registries()).contains(question))
                .forEach(object -> looks.propagateEvent(ResourceID.fromResource(object))));
        targets.onChange(name -> looks.propagateEvent(new ResourceID(name)));
        return List.of(looks);
    }

    @Override
    public UpdateControl<ClusterEcrPullSecret> reconcile(
            ClusterEcrPullSecret object, Context<ClusterEcrPullSecret> context) {
        if (object.getSpec() == null) {
            return report(object, statuses.unreadable(object));
        }
        return seen(object)
                .map(seen -> report(
                        object,
                        statuses.status(
                                object, seen, parts.proofs().proof(PullQuestion.of(object, parts.registries())))))
                .orElseGet(UpdateControl::noUpdate); // each look at a namespace leads here again
    }

    private UpdateControl<ClusterEcrPullSecret> report(ClusterEcrPullSecret object, ClusterEcrPullSecretStatus status) {
        parts.metrics().reconciled(KIND, status.conditions());
        Worsening.of(object.getStatus() == null ? null : object.getStatus().conditions(), status.conditions())
                .ifPresent(notice -> parts.events().record(object, notice));
        return status.equals(object.getStatus())
                ? UpdateControl.noUpdate()
                : UpdateControl.patchStatus(StatusPatch.of(new ClusterEcrPullSecret(), object, status));
    }

    /** How it stands by namespace; empty until each of them was looked at for this spec. */
    private Optional<Map<String, EcrPullSecretStatus>> seen(ClusterEcrPullSecret object) {
        Optional<List<String>> selected = targets.selectedBy(object);
        if (selected.isEmpty()) {
            return Optional.empty();
        }
        Map<String, EcrPullSecretStatus> seen = new LinkedHashMap<>();
        for (String namespace : selected.get()) {
            targets.get(object.getMetadata().getName(), namespace)
                    .filter(known -> Objects.equals(
                            known.observedGeneration(), object.getMetadata().getGeneration()))
                    .ifPresent(status -> seen.put(namespace, status));
        }
        return seen.size() == selected.get().size() ? Optional.of(seen) : Optional.empty();
    }
}
