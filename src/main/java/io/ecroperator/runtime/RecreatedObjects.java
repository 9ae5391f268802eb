package io.ecroperator.runtime;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceAction;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceEvent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has an object reconciled that was deleted and created again under its name while the SDK was busy with the old one, as
 * {@code kubectl replace --force} does. Where reconcilers are told of deletions ({@code triggerReconcilerOnAllEvents}), the
 * SDK takes the new object for the deleted one and drops its events, and as long as its spec stays, all that come later (the
 * review of java-operator-sdk#3614 describes it; 5.2.3 does it too).
 */
final class RecreatedObjects {

    private final Map<String, Controller<?>> controllers = new ConcurrentHashMap<>();

    /** Watches over the objects of a controller. */
    void in(Controller<? extends HasMetadata> controller) {
        if (controller.getConfiguration().triggerReconcilerOnAllEvents()) {
            controllers.put(controller.getConfiguration().getName(), controller);
        }
    }

    /** The SDK has handled a deletion and forgotten the object, under the lock that events take, so none gets in between. */
    void forgotten(ResourceID id, String controllerName) {
        Controller<?> controller = controllers.get(controllerName);
        if (controller != null) {
            controller
                    .getEventSourceManager()
                    .getControllerEventSource()
                    .get(id)
                    .ifPresent(object -> controller
                            .getEventProcessor()
                            .handleEvent(new ResourceEvent(ResourceAction.ADDED, id, object)));
        }
    }
}
