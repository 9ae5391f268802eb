package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.aws.view.ViewedRepository;
import io.ecroperator.managed.Observed;
import io.ecroperator.managed.Problem;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.Mappers;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The ConfigMaps of {@code spec.output}, if the platform has them served: the right to write ConfigMaps is one to all of a
 * namespace.
 *
 * @param enabled whether they are served; if not, no ConfigMap is read or written
 */
public record OutputConfigMaps(boolean enabled) {

    /** What makes an EcrRepository be reconciled when its ConfigMap changes; empty if they are not served. */
    Optional<EventSource<?, EcrRepository>> source(EventSourceContext<EcrRepository> context) {
        if (!enabled) {
            return Optional.empty();
        }
        return Optional.of(new InformerEventSource<>(
                InformerEventSourceConfiguration.from(ConfigMap.class, EcrRepository.class)
                        .withName("output-config-maps")
                        .withLabelSelector(selector())
                        .withSecondaryToPrimaryMapper(Mappers.fromOwnerReferences(EcrRepository.class))
                        .withNamespacesInheritedFromController()
                        .build(),
                context));
    }

    /**
     * Publishes what the pass found, unless the object would write to a repository that is not its own; one that only observes
     * may watch any. What the API server refuses is told and never thrown: the pass has changed ECR, and only a status
     * remembers that.
     */
    Optional<Problem> publish(
            EcrRepository object,
            Observed<DesiredRepository, ViewedRepository, RepositoryChange> observed,
            Context<EcrRepository> context) {
        if (!enabled) {
            return Optional.ofNullable(object.getSpec().output())
                    .map(output -> OutputProblem.notServed(output.configMapName()));
        }
        boolean ours = observed.observeOnly() || !observed.plan().isBlocked();
        return observed.seen()
                .repository()
                .toOptional()
                .filter(repository -> ours)
                .flatMap(repository -> OutputConfigMap.publish(
                        object, repository, context.getSecondaryResources(ConfigMap.class), context.getClient()));
    }

    private static String selector() {
        return OutputConfigMap.LABELS.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(","));
    }
}
