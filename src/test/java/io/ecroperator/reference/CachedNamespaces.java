package io.ecroperator.reference;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.javaoperatorsdk.operator.processing.event.source.controller.ControllerEventSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The cache of namespaces, as their controller fills it. */
final class CachedNamespaces {

    private final Map<String, Namespace> there = new HashMap<>();
    private final EventSource<Void, Namespace> source;

    @SuppressWarnings("unchecked") // generic mocks
    CachedNamespaces(Namespaces namespaces) {
        ControllerEventSource<Namespace> informers = mock(ControllerEventSource.class);
        when(informers.isRunning()).thenReturn(true);
        when(informers.informerHealthIndicators()).thenReturn(Map.of());
        when(informers.get(any()))
                .thenAnswer(call -> Optional.ofNullable(
                        there.get(call.<ResourceID>getArgument(0).getName())));
        EventSourceContext<Namespace> context = mock(EventSourceContext.class);
        when(context.getPrimaryCache()).thenReturn(informers);
        source = namespaces.source(context);
    }

    void start() {
        source.start();
    }

    void put(String name, Map<String, String> labels) {
        update(new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .build());
    }

    void annotate(String name) {
        update(there.get(name)
                .edit()
                .editMetadata()
                .addToAnnotations("note", "other")
                .endMetadata()
                .build());
    }

    @SuppressWarnings("unchecked") // what the source is
    private void update(Namespace namespace) {
        Namespace before = there.put(namespace.getMetadata().getName(), namespace);
        ResourceEventAware<Namespace> told = (ResourceEventAware<Namespace>) source;
        if (before == null) {
            told.onResourceCreated(namespace);
        } else {
            told.onResourceUpdated(namespace, before);
        }
    }
}
