package io.ecroperator.runtime.events;

import io.ecroperator.heartbeat.Heartbeat;
import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.status.Notice;
import io.ecroperator.turns.Turns;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Records Events (core/v1, which {@code kubectl describe} shows) in the background. It never blocks or fails a reconcile:
 * what does not fit in the queue, or the API server does not take, is dropped and counted. When thousands wait, the API server
 * has most of its time for what the Events are about, and those of one namespace neither delay nor drop another's.
 */
public final class EventRecorder implements AutoCloseable {

    /** The API server's limit for a message, in characters. */
    static final int MAX_MESSAGE = 1024;

    /** Events that wait for the API server. */
    static final int QUEUE = 10_000;

    /** Those of them that are of one namespace, which take turns with the others. */
    static final int QUEUE_OF_NAMESPACE = QUEUE / 2;

    private static final Duration FLUSH = Duration.ofSeconds(5);

    /** How much longer than the writing of an Event the rest after it is: a busy API server gets fewer. */
    private static final int REST = 3;

    /** Many times what the client waits for an answer of the API server, with its repeats. */
    private static final Duration HANGS = Duration.ofMinutes(15);

    private static final Duration LONGEST_REST = Duration.ofSeconds(1);

    private final Heartbeat heartbeat;
    private final Clock clock;
    private final Runnable onDrop;
    private final Optional<EventWriter> writer;
    private final UnaryOperator<Duration> rest;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Turns<Occurrence> waiting = new Turns<>(QUEUE_OF_NAMESPACE, QUEUE);
    private final ExecutorService sender;

    /** Writes with {@code client}; {@code onDrop} is told of every Event that is lost. */
    public EventRecorder(KubernetesClient client, Clock clock, Runnable onDrop) {
        this(client, clock, onDrop, EventRecorder::restAfter);
    }

    /** The same with heartbeats that show whether a write hangs. */
    public EventRecorder(KubernetesClient client, Clock clock, Runnable onDrop, Heartbeats heartbeats) {
        this(Optional.of(new EventWriter(client, onDrop)), clock, onDrop, EventRecorder::restAfter, heartbeats);
    }

    /** With {@code rest}, which says for how long to rest after a write that took so long. */
    EventRecorder(KubernetesClient client, Clock clock, Runnable onDrop, UnaryOperator<Duration> rest) {
        this(Optional.of(new EventWriter(client, onDrop)), clock, onDrop, rest, Heartbeats.unwatched());
    }

    private EventRecorder(
            Optional<EventWriter> writer,
            Clock clock,
            Runnable onDrop,
            UnaryOperator<Duration> rest,
            Heartbeats heartbeats) {
        this.heartbeat = heartbeats.ofQueue("events", HANGS);
        this.clock = clock;
        this.rest = rest;
        this.onDrop = onDrop;
        this.writer = writer;
        this.sender = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("event-recorder").factory());
    }

    /** A recorder that records nothing, for who does not want Events. */
    public static EventRecorder silent() {
        return new EventRecorder(
                Optional.empty(), Clock.systemUTC(), () -> {}, EventRecorder::restAfter, Heartbeats.unwatched());
    }

    /** Records that something went as it should. */
    public void normal(HasMetadata about, String reason, String message) {
        record(about, "Normal", reason, message);
    }

    /** Records something that a person may want to look at. */
    public void warning(HasMetadata about, String reason, String message) {
        record(about, "Warning", reason, message);
    }

    /** Records what a pass is worth telling. */
    public void record(HasMetadata about, Notice notice) {
        record(about, notice.warning() ? "Warning" : "Normal", notice.reason(), notice.message());
    }

    /** How long to leave the API server to others after it took {@code writing} for an Event. */
    static Duration restAfter(Duration writing) {
        Duration rest = writing.multipliedBy(REST);
        return rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
    }

    /** Sends what is waiting without a rest, for a few seconds at most; counts what is left as dropped. */
    @Override
    public void close() {
        closing.countDown();
        sender.shutdown();
        try {
            if (sender.awaitTermination(FLUSH.toSeconds(), TimeUnit.SECONDS)) {
                writer.ifPresent(events -> events.flush(clock.instant())); // the sender's thread has ended
            } else {
                sender.shutdownNow().forEach(unsent -> onDrop.run());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void record(HasMetadata about, String type, String reason, String message) {
        writer.ifPresent(events -> {
            try {
                Occurrence occurrence = Occurrence.of(about, type, reason, cut(message), clock.instant());
                if (!waits(events, occurrence)) {
                    onDrop.run();
                }
            } catch (RuntimeException | Error defect) {
                heartbeat.failed(defect);
                heartbeat.run(onDrop);
            }
        });
    }

    /** Whether it waits now to be written; not if too many do, or after the end. */
    private boolean waits(EventWriter events, Occurrence occurrence) {
        if (sender.isShutdown() || !waiting.add(occurrence.namespace(), occurrence)) {
            return false;
        }
        try {
            sender.execute(() -> write(events, waiting.next()));
            return true;
        } catch (RejectedExecutionException end) {
            return false;
        }
    }

    private void write(EventWriter events, Occurrence occurrence) {
        long start = System.nanoTime();
        if (!heartbeat.run(() -> events.write(occurrence))) {
            heartbeat.run(onDrop);
        }
        Duration writing = Duration.ofNanos(System.nanoTime() - start);
        try {
            closing.await(rest.apply(writing).toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Cuts between characters, not inside one that takes two of Java's. */
    private static String cut(String message) {
        if (message.length() <= MAX_MESSAGE) {
            return message;
        }
        int end = MAX_MESSAGE - 1;
        return message.substring(0, Character.isHighSurrogate(message.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
