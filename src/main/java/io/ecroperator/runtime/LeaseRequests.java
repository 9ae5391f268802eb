package io.ecroperator.runtime;

import io.ecroperator.heartbeat.Heartbeat;
import io.ecroperator.heartbeat.Heartbeats;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.time.Duration;

/**
 * The heartbeat of leader election: every replica asks for the lease again and again, to renew it or to get it. The SDK does that
 * where nobody else can see it, and no longer does once a round has met an Error: a standby would then never lead, and a
 * leader never learn that another one does.
 */
final class LeaseRequests implements Interceptor {

    private static final String LEASES = "/apis/coordination.k8s.io/";

    private static final Duration SHORTEST = Duration.ofSeconds(30);

    private final Heartbeat heartbeat;

    /** Those of a process whose lease holds for {@code lease} without being renewed. */
    LeaseRequests(Heartbeats heartbeats, Duration lease) {
        Duration twice = lease.multipliedBy(2);
        this.heartbeat = heartbeats.ofSchedule("leader-election", twice.compareTo(SHORTEST) < 0 ? SHORTEST : twice);
    }

    @Override
    public void before(BasicBuilder headers, HttpRequest request, RequestTags tags) {
        if (request.uri().getPath().contains(LEASES)) {
            heartbeat.beat();
        }
    }
}
