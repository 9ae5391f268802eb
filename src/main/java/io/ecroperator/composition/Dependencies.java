package io.ecroperator.composition;

import io.ecroperator.heartbeat.Heartbeats;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What an operator does not make itself. Whoever made it closes it.
 *
 * @param client of the API server
 * @param clusterUid the UID of the namespace kube-system; asked for before any kind starts, again if it throws
 * @param clock of statuses, Events and tokens, which may be set
 * @param steadyClock of what is known of registries; goes on evenly
 * @param random of all jitter; used by many threads
 * @param heartbeats of all that runs in the background
 */
public record Dependencies(
        KubernetesClient client,
        Supplier<String> clusterUid,
        Aws aws,
        Clock clock,
        Clock steadyClock,
        RandomGenerator random,
        MeterRegistry meters,
        Heartbeats heartbeats) {}
