package io.ecroperator.pullsecret;

import io.ecroperator.api.v1alpha1.ClusterEcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrPullSecretStatus;
import io.ecroperator.pullsecret.PullSecretOutcome.Kept;
import io.ecroperator.pullsecret.PullSecretOutcome.TooEarly;
import io.ecroperator.status.Reason;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps, in one namespace, the Secrets of all ClusterEcrPullSecrets. The namespace is the unit of work, so that a Secret that
 * was deleted, or a namespace that is new, costs one look there, however many namespaces there are.
 */
@ControllerConfiguration(name = "pullsecretnamespace")
final class PullSecretNamespaceReconciler implements Reconciler<Namespace> {

    private final PullSecretParts parts;
    private final PullSecretTargets targets;
    private final PullSecretNamespaceSources sources;

    PullSecretNamespaceReconciler(PullSecretParts parts, PullSecretTargets targets) {
        this.parts = parts;
        this.targets = targets;
        this.sources = new PullSecretNamespaceSources(parts, targets);
    }

    /** Whether an update of the namespace matters: of its labels, or the beginning of its end. */
    static boolean matters(Namespace after, Namespace before) {
        return !Objects.equals(
                        after.getMetadata().getLabels(), before.getMetadata().getLabels())
                || after.isMarkedForDeletion() != before.isMarkedForDeletion();
    }

    @Override
    public List<EventSource<?, Namespace>> prepareEventSources(EventSourceContext<Namespace> context) {
        return sources.of(context);
    }

    @Override
    public UpdateControl<Namespace> reconcile(Namespace namespace, Context<Namespace> context) {
        String name = namespace.getMetadata().getName();
        ResourceID id = ResourceID.fromResource(namespace);
        List<ClusterEcrPullSecret> objects = sources.objects().toList();
        Set<String> names =
                objects.stream().map(object -> object.getMetadata().getName()).collect(Collectors.toSet());
        if (context.isPrimaryResourceDeleted() || namespace.isMarkedForDeletion()) {
            targets.ended(name, names);
            parts.forget(id);
            parts.foreign(name, ManagedSecret.OF_CLUSTER, List.of());
            return UpdateControl.noUpdate();
        }
        List<PullSecretOutcome> outcomes = new ArrayList<>();
        Map<String, EcrPullSecretStatus> found = new HashMap<>();
        Optional<KubernetesClientException> trouble = Optional.empty();
        for (ClusterEcrPullSecret object : objects) {
            if (object.getSpec() == null || object.isMarkedForDeletion()) {
                continue;
            }
            try {
                outcomes.add(look(object, namespace, context, found));
            } catch (KubernetesClientException e) {
                trouble = Optional.of(e);
                targets.get(object.getMetadata().getName(), name)
                        .ifPresent(known -> found.put(object.getMetadata().getName(), known));
            }
        }
        targets.looked(name, found, names);
        parts.lookAgain(id, outcomes);
        parts.foreign(name, ManagedSecret.OF_CLUSTER, outcomes);
        if (trouble.isPresent()) {
            throw trouble.get(); // tried again with growing delays
        }
        UpdateControl<Namespace> control = UpdateControl.noUpdate();
        parts.retry(id, outcomes).ifPresent(control::rescheduleAfter);
        return control;
    }

    /**
     * Looks at the Secrets of one object, and puts how it stands into {@code found}, by its name.
     *
     * @throws KubernetesClientException if the API server is in trouble, which says nothing about the Secrets
     */
    private PullSecretOutcome look(
            ClusterEcrPullSecret object,
            Namespace namespace,
            Context<Namespace> context,
            Map<String, EcrPullSecretStatus> found) {
        String name = namespace.getMetadata().getName();
        if (!object.getSpec().selects(name, namespace.getMetadata().getLabels())) {
            return remove(object, namespace, context);
        }
        PullSecretOutcome outcome = keep(object, namespace, context);
        if (!(outcome instanceof TooEarly)) {
            found.put(object.getMetadata().getName(), report(object, name, outcome));
        }
        return outcome;
    }

    private PullSecretOutcome keep(ClusterEcrPullSecret object, Namespace namespace, Context<Namespace> context) {
        return parts.pass()
                .run(
                        new SecretOwner(object, namespace.getMetadata().getName()),
                        object.getSpec().inEachNamespace(),
                        ManagedSecret.OF_CLUSTER,
                        sources.secretsOf(object, namespace),
                        context.getClient(),
                        sources.written());
    }

    /** Takes away what a namespace has that is no longer selected. */
    private PullSecretOutcome remove(ClusterEcrPullSecret object, Namespace namespace, Context<Namespace> context) {
        SecretOwner owner = new SecretOwner(object, namespace.getMetadata().getName());
        List<PullSecretChange> deletions = sources.secretsOf(object, namespace).stream()
                .<PullSecretChange>map(PullSecretChange.DeleteSecret::new)
                .toList();
        return Kept.removed(
                parts.pass().applier(context.getClient(), sources.written()).apply(owner, deletions));
    }

    private EcrPullSecretStatus report(ClusterEcrPullSecret object, String namespace, PullSecretOutcome outcome) {
        EcrPullSecretStatus before =
                targets.get(object.getMetadata().getName(), namespace).orElse(null);
        EcrPullSecretStatus status = parts.statuses()
                .status(object.getMetadata().getGeneration(), before, outcome, new PullProof.NotAsked());
        // What concerns all namespaces, the proof too, is told once, by the object's own reconciler.
        PullSecretEvents.of(before, outcome, status, parts.clock().instant()).stream()
                .filter(notice -> Reason.SECRET_RESTORED.label().equals(notice.reason()))
                .map(notice -> notice.withMessage("Namespace " + namespace + ": " + notice.message()))
                .forEach(notice -> parts.events().record(object, notice));
        return status;
    }
}
