package io.ecroperator.runtime.events;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes Events, and writes one that repeats as a higher count of the first: with one patch in {@link #BETWEEN_PATCHES}
 * at most. For one thread only.
 */
final class EventWriter {

    /** How long after it was last seen an Event counts as the same. */
    static final Duration REPEATED_WITHIN = Duration.ofMinutes(10);

    /** An object that fails again and again must not load the API server. */
    static final Duration BETWEEN_PATCHES = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(EventWriter.class);
    private static final int REMEMBERED = 5_000;

    private record Key(String uid, String reason, String message) {}

    /** How often an Event has come about, and what the API server has of that; no more of it, since there may be thousands. */
    private record Written(String namespace, String name, int count, Instant seen, Instant stored, int storedCount) {

        static Written first(Event event, Instant at) {
            return new Written(
                    event.getMetadata().getNamespace(), event.getMetadata().getName(), 1, at, at, 1);
        }

        Written again(Instant now) {
            return new Written(namespace, name, count + 1, now, stored, storedCount);
        }

        Written storedAt(Instant now) {
            return new Written(namespace, name, count, seen, now, count);
        }

        boolean behind() {
            return count > storedCount;
        }
    }

    private final KubernetesClient client;
    private final Runnable onDrop;
    private final Map<Key, Written> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Written> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Writes with {@code client}; {@code onDrop} is told of every Event that the API server did not take. */
    EventWriter(KubernetesClient client, Runnable onDrop) {
        this.client = client;
        this.onDrop = onDrop;
    }

    /** Writes it as a new Event, or counts it as one more of an earlier one. */
    void write(Occurrence occurrence) {
        Key key = new Key(occurrence.uid(), occurrence.reason(), occurrence.message());
        Instant now = occurrence.at();
        Written before = remembered.get(key);
        if (before == null || before.seen().plus(REPEATED_WITHIN).isBefore(now) || isSetBack(before.seen(), now)) {
            create(key, occurrence.event(), now);
            return;
        }
        Written counted = before.again(now);
        remembered.put(key, counted);
        if (!before.stored().plus(BETWEEN_PATCHES).isAfter(now)) {
            store(key, counted, now);
        }
    }

    /** Otherwise the count would not be written before the clock is again where it was. Events come a little out of order. */
    private static boolean isSetBack(Instant seen, Instant now) {
        return now.plus(BETWEEN_PATCHES).isBefore(seen);
    }

    /** Writes the counts that have not been written yet. */
    void flush(Instant now) {
        Map.copyOf(remembered).forEach((key, written) -> {
            if (written.behind()) {
                store(key, written, now);
            }
        });
    }

    private void create(Key key, Event event, Instant now) {
        try {
            client.resource(event).create();
            remembered.put(key, Written.first(event, now));
        } catch (KubernetesClientException e) {
            lost(key, e);
        }
    }

    /** A patch needs no earlier read, so the operator needs no right to read Events. */
    private void store(Key key, Written written, Instant now) {
        Event base = new EventBuilder()
                .withNewMetadata()
                .withNamespace(written.namespace())
                .withName(written.name())
                .endMetadata()
                .build();
        try {
            client.resource(base).edit(event -> new EventBuilder(event)
                    .withCount(written.count())
                    .withLastTimestamp(Occurrence.timestamp(written.seen()))
                    .build());
            remembered.put(key, written.storedAt(now));
        } catch (KubernetesClientException e) {
            lost(key, e);
        }
    }

    /** The next one of its kind is written as a new Event: this one may have expired, or its namespace may be gone. */
    private void lost(Key key, KubernetesClientException cause) {
        remembered.remove(key);
        onDrop.run();
        LOG.debug("Event {} was not recorded: {}", key.reason(), cause.getMessage());
    }
}
