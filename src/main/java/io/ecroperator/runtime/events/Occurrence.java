package io.ecroperator.runtime.events;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that came about, of which an Event is to tell. Thousands of them may wait, so it is no more than it takes to make
 * the Event.
 *
 * @param namespace of the object; {@code null} where it is of the whole cluster
 * @param at when it came about
 */
record Occurrence(
        String apiVersion,
        String kind,
        String namespace,
        String name,
        String uid,
        String type,
        String reason,
        String message,
        Instant at) {

    /** The API server's limit for a name, less a dash and a UUID. */
    private static final int MAX_NAME_PREFIX = 253 - 37;

    private static final String COMPONENT = "ecr-operator";

    static Occurrence of(HasMetadata about, String type, String reason, String message, Instant at) {
        return new Occurrence(
                about.getApiVersion(),
                about.getKind(),
                about.getMetadata().getNamespace(),
                about.getMetadata().getName(),
                about.getMetadata().getUid(),
                type,
                reason,
                message,
                at);
    }

    /** A new Event that tells of it. */
    Event event() {
        return new EventBuilder()
                .withNewMetadata()
                .withName(name.substring(0, Math.min(name.length(), MAX_NAME_PREFIX)) + "-" + UUID.randomUUID())
                // Where Events about objects of the whole cluster are kept, as kubectl expects it.
                .withNamespace(Optional.ofNullable(namespace).orElse("default"))
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(apiVersion)
                .withKind(kind)
                .withName(name)
                .withNamespace(namespace)
                .withUid(uid)
                .endInvolvedObject()
                .withType(type)
                .withReason(reason)
                .withMessage(message)
                .withCount(1)
                .withFirstTimestamp(timestamp(at))
                .withLastTimestamp(timestamp(at))
                .withReportingComponent(COMPONENT)
                .withNewSource()
                .withComponent(COMPONENT)
                .endSource()
                .build();
    }

    /** As the API server has it, in whole seconds. */
    static String timestamp(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
