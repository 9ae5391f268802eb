package io.ecroperator.e2e;

import static io.ecroperator.e2e.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.status.Reason;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;

/**
 * The Events of a namespace.
 *
 * @param kind of the objects that they are about; empty for any
 */
record ObjectEvents(KubernetesClient user, String namespace, Optional<String> kind) {

    /** Those about the objects of that name. */
    List<Event> about(String name) {
        return user.v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(event -> name.equals(event.getInvolvedObject().getName()))
                .filter(event -> kind.isEmpty()
                        || kind.get().equals(event.getInvolvedObject().getKind()))
                .toList();
    }

    /** Waits for one about an object of that name. */
    Event await(String name, Reason reason) {
        eventually(
                "Event " + reason.label() + " about " + name,
                () -> assertThat(about(name)).extracting(Event::getReason).contains(reason.label()));
        return about(name).stream()
                .filter(event -> reason.label().equals(event.getReason()))
                .findFirst()
                .orElseThrow();
    }
}
