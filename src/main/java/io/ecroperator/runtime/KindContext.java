package io.ecroperator.runtime;

import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.ownership.Cluster;
import io.ecroperator.runtime.events.EventRecorder;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * What every kind is made with.
 *
 * @param metrics what all kinds count
 * @param meters for what a kind counts beside that
 * @param clock of statuses, Events and tokens, which may be set
 * @param random of jitter; used by many threads
 * @param lanes of all kinds whose reconciles call AWS, since they share the threads
 */
public record KindContext(
        OperatorConfig config,
        Cluster cluster,
        EventRecorder events,
        OperatorMetrics metrics,
        MeterRegistry meters,
        Heartbeats heartbeats,
        Clock clock,
        RandomGenerator random,
        Lanes lanes) {

    /** Waits that no other kind counts. */
    public AttemptDelays attemptDelays() {
        return new AttemptDelays(random);
    }
}
