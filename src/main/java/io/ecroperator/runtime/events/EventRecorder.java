package io.ecroperator.runtime.events;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records Events in the background. It never blocks or fails a reconcile: what does not fit in the queue is dropped and
 * counted. The same Event about the same object within {@link #REPEATED_WITHIN} raises the count of the first one.
 */
public final class EventRecorder implements AutoCloseable {

    /** How long an Event is remembered as the same. */
    static final Duration REPEATED_WITHIN = Duration.ofMinutes(10);

    /** The API server's limit for a message, in characters. */
    static final int MAX_MESSAGE = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);
    private static final String COMPONENT = "ecr-operator";
    private static final int QUEUE = 10_000;
    private static final int REMEMBERED = 5_000;

    private record Key(String uid, String reason, String message) {}

    private record Sent(Event event, Instant at) {}

    private final KubernetesClient client;
    private final Clock clock;
    private final Runnable onDrop;
    private final ThreadPoolExecutor sender;
    private final Map<Key, Sent> sent = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Sent> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Writes with {@code client}; {@code onDrop} is told of every Event that is lost. */
    public EventRecorder(KubernetesClient client, Clock clock, Runnable onDrop) {
        this.client = client;
        this.clock = clock;
        this.onDrop = onDrop;
        this.sender = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE),
                Thread.ofPlatform().daemon().name("event-recorder").factory(),
                (event, executor) -> onDrop.run());
    }

    /** Records that something went as it should. */
    public void normal(HasMetadata about, String reason, String message) {
        record(about, "Normal", reason, message);
    }

    /** Records something that a person may want to look at. */
    public void warning(HasMetadata about, String reason, String message) {
        record(about, "Warning", reason, message);
    }

    private void record(HasMetadata about, String type, String reason, String message) {
        String text = message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE - 1) + "…";
        Event event = event(about, type, reason, text);
        sender.execute(() -> send(event));
    }

    private Event event(HasMetadata about, String type, String reason, String message) {
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        return new EventBuilder()
                .withNewMetadata()
                .withName(about.getMetadata().getName() + "." + UUID.randomUUID())
                .withNamespace(about.getMetadata().getNamespace())
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(about.getApiVersion())
                .withKind(about.getKind())
                .withName(about.getMetadata().getName())
                .withNamespace(about.getMetadata().getNamespace())
                .withUid(about.getMetadata().getUid())
                .endInvolvedObject()
                .withType(type)
                .withReason(reason)
                .withMessage(message)
                .withCount(1)
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withReportingComponent(COMPONENT)
                .withNewSource()
                .withComponent(COMPONENT)
                .endSource()
                .build();
    }

    /** Runs on the one sender thread, so the memory of what was sent needs no lock. */
    private void send(Event event) {
        Key key = new Key(event.getInvolvedObject().getUid(), event.getReason(), event.getMessage());
        Sent before = sent.get(key);
        boolean repeated = before != null && before.at().plus(REPEATED_WITHIN).isAfter(clock.instant());
        try {
            Event stored = repeated
                    ? repeat(before.event(), event)
                    : client.resource(event).create();
            sent.put(key, new Sent(stored, clock.instant()));
        } catch (KubernetesClientException e) {
            sent.remove(key);
            onDrop.run();
            LOG.atDebug().addKeyValue("reason", event.getReason()).log("Event lost: {}", e.getMessage());
        }
    }

    private Event repeat(Event first, Event again) {
        Event raised = new EventBuilder(first)
                .withCount(first.getCount() + 1)
                .withLastTimestamp(again.getLastTimestamp())
                .build();
        return client.resource(first).edit(stored -> raised);
    }

    /** Sends what is waiting, for a few seconds at most. */
    @Override
    public void close() {
        sender.shutdown();
        try {
            if (!sender.awaitTermination(5, TimeUnit.SECONDS)) {
                sender.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
