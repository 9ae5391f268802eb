package io.ecroperator.pullsecret;

import io.ecroperator.api.v1alpha1.ClusterEcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrPullSecretSpec;
import io.ecroperator.token.TokenKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What makes a namespace be looked at beside itself: the ClusterEcrPullSecrets, its Secrets, the tokens that they use, and the
 * time. The fields are set once, before anything is reconciled.
 */
final class PullSecretNamespaceSources {

    private final PullSecretParts parts;
    private final PullSecretTargets targets;
    private final SimpleInboundEventSource<Namespace> rotations = new SimpleInboundEventSource<>("rotations");
    private IndexerResourceCache<Namespace> namespaces;
    private InformerEventSource<ClusterEcrPullSecret, Namespace> objects;
    private InformerEventSource<Secret, Namespace> secrets;

    PullSecretNamespaceSources(PullSecretParts parts, PullSecretTargets targets) {
        this.parts = parts;
        this.targets = targets;
    }

    List<EventSource<?, Namespace>> of(EventSourceContext<Namespace> context) {
        namespaces = context.getPrimaryCache();
        objects = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(ClusterEcrPullSecret.class, Namespace.class)
                        .withName("cluster-pull-secrets")
                        // A namespace that is no longer selected has to look too.
                        .withSecondaryToPrimaryMapper(object -> allNamespaces())
                        .withOnUpdateFilter((after, before) -> !Objects.equals(
                                after.getMetadata().getGeneration(),
                                before.getMetadata().getGeneration()))
                        .build(),
                context);
        secrets = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Secret.class, Namespace.class)
                        .withName("pull-secrets")
                        .withLabelSelector(ManagedSecret.LABEL + "=" + ManagedSecret.OF_CLUSTER)
                        .withSecondaryToPrimaryMapper(secret ->
                                Set.of(new ResourceID(secret.getMetadata().getNamespace())))
                        .build(),
                context);
        parts.tokens().usedBy(() -> objects()
                .flatMap(object ->
                        PullSource.keys(spec(object), parts.registries().forObject(object)).stream())
                .collect(Collectors.toSet()));
        parts.tokens().onChange(keys -> {
            Set<String> labels = keys.stream().map(TokenKey::label).collect(Collectors.toSet());
            lookAtAllIf(object -> !Collections.disjoint(PullSource.labels(spec(object)), labels));
        });
        parts.registries()
                .onChange(which -> lookAtAllIf(
                        object -> PullSource.names(spec(object)).anyMatch(name -> which.test(object, name))));
        parts.serviceAccounts().onChange(namespace -> {
            if (objects()
                    .anyMatch(object ->
                            object.getSpec() != null && object.getSpec().serviceAccounts() != null)) {
                rotations.propagateEvent(new ResourceID(namespace));
            }
        });
        parts.timer().onDue(rotations::propagateEvent);
        targets.namespaces(() -> namespaces.list(namespace -> !namespace.isMarkedForDeletion()));
        return List.of(objects, secrets, rotations);
    }

    Stream<ClusterEcrPullSecret> objects() {
        return objects.list(object -> true);
    }

    /** The Secrets of the object in the namespace. */
    List<ManagedSecret> secretsOf(ClusterEcrPullSecret object, Namespace namespace) {
        return secrets.getSecondaryResources(namespace).stream()
                .filter(secret ->
                        ManagedSecret.isOwnedBy(secret, object.getMetadata().getUid()))
                .filter(secret -> !secret.isMarkedForDeletion())
                .map(ManagedSecret::of)
                .toList();
    }

    WrittenSecrets written() {
        return WrittenSecrets.in(secrets);
    }

    /** If it concerns one of the objects. */
    private void lookAtAllIf(Predicate<ClusterEcrPullSecret> concerned) {
        if (rotations.isRunning() && objects().anyMatch(concerned)) { // else all of them are looked at once it is
            allNamespaces().forEach(rotations::propagateEvent);
        }
    }

    /** Null if it cannot be read. */
    private static EcrPullSecretSpec spec(ClusterEcrPullSecret object) {
        return object.getSpec() == null ? null : object.getSpec().inEachNamespace();
    }

    private Set<ResourceID> allNamespaces() {
        return namespaces
                .list(namespace -> true)
                .map((HasMetadata namespace) -> ResourceID.fromResource(namespace))
                .collect(Collectors.toSet());
    }
}
