package io.ecroperator.pullsecret;

import io.ecroperator.api.v1alpha1.EcrPullSecret;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.Mappers;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What makes an EcrPullSecret be looked at beside itself: its Secrets, the tokens that it uses, and the time. Belongs to one
 * controller; the fields are set once, before anything is reconciled.
 */
final class PullSecretEventSources {

    private static final String BY_TOKEN = "token";

    private final PullSecretParts parts;
    private final SimpleInboundEventSource<EcrPullSecret> rotations = new SimpleInboundEventSource<>("rotations");
    private InformerEventSource<Secret, EcrPullSecret> secrets;

    PullSecretEventSources(PullSecretParts parts) {
        this.parts = parts;
    }

    List<EventSource<?, EcrPullSecret>> of(EventSourceContext<EcrPullSecret> context) {
        IndexerResourceCache<EcrPullSecret> primaries = context.getPrimaryCache();
        primaries.addIndexers(Map.of(BY_TOKEN, object -> List.copyOf(PullSource.labels(object.getSpec()))));
        secrets = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Secret.class, EcrPullSecret.class)
                        .withName("pull-secrets")
                        .withLabelSelector(ManagedSecret.LABEL + "=" + ManagedSecret.OF_ONE)
                        .withSecondaryToPrimaryMapper(Mappers.fromOwnerReferences(EcrPullSecret.class))
                        .withNamespacesInheritedFromController()
                        .build(),
                context);
        parts.tokens().usedBy(() -> primaries
                .list(object -> true)
                .flatMap(object ->
                        PullSource.keys(object.getSpec(), parts.registries().forObject(object)).stream())
                .collect(Collectors.toSet()));
        parts.tokens().onChange(keys -> keys.stream()
                .flatMap(key -> primaries.byIndex(BY_TOKEN, key.label()).stream())
                .map((HasMetadata object) -> ResourceID.fromResource(object))
                .distinct()
                .forEach(rotations::propagateEvent));
        parts.registries().onChange(which -> {
            if (rotations.isRunning()) { // else all of them are looked at once it is
                primaries
                        .list(object -> PullSource.names(object.getSpec()).anyMatch(name -> which.test(object, name)))
                        .forEach(object -> rotations.propagateEvent(ResourceID.fromResource(object)));
            }
        });
        parts.proofs().usedBy(() -> primaries
                .list(object -> true)
                .flatMap(object -> PullQuestion.of(object, parts.registries()).stream()));
        parts.proofs()
                .onChange(question -> primaries.byIndex(BY_TOKEN, question.key().label()).stream()
                        .filter(object ->
                                PullQuestion.of(object, parts.registries()).contains(question))
                        .forEach(object -> rotations.propagateEvent(ResourceID.fromResource(object))));
        parts.serviceAccounts().onChange(namespace -> primaries
                .list(
                        namespace,
                        object -> object.getSpec() != null && object.getSpec().serviceAccounts() != null)
                .forEach(object -> rotations.propagateEvent(ResourceID.fromResource(object))));
        parts.timer().onDue(rotations::propagateEvent);
        parts.pullSecretMetrics().of(() -> primaries.list(object -> true));
        return List.of(secrets, rotations);
    }

    /** The Secrets of the object. */
    List<ManagedSecret> secretsOf(EcrPullSecret object) {
        String uid = object.getMetadata().getUid();
        return secrets.getSecondaryResources(object).stream()
                .filter(secret -> ManagedSecret.isOwnedBy(secret, uid))
                .filter(secret -> !secret.isMarkedForDeletion())
                .map(ManagedSecret::of)
                .toList();
    }

    WrittenSecrets written() {
        return WrittenSecrets.in(secrets);
    }
}
