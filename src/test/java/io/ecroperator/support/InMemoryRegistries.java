package io.ecroperator.support;

import io.ecroperator.access.Powers;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.connection.Connections;
import io.ecroperator.aws.view.RegistryWatch.Periods;
import io.ecroperator.heartbeat.Background;
import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.reference.EcrRegistries;
import io.ecroperator.reference.OwnRegistry;
import io.ecroperator.reference.Registries;
import java.time.Clock;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;

/** The operator's own registry, which is an ECR in memory. */
public final class InMemoryRegistries {

    private InMemoryRegistries() {}

    /** What the schedule starts runs on the schedule's own thread. */
    public static Registries of(
            InMemoryEcr ecr, Periods periods, Clock clock, ScheduledExecutorService schedule, Powers powers) {
        Connections connections = new Connections(
                new InMemoryDoors(InMemoryEcr.ACCOUNT, any -> ecr),
                new Background(clock, new Random(1), schedule, Runnable::run, Heartbeats.unwatched()));
        return new Registries(
                connections,
                new OwnRegistry(connections, ConnectionSpec.ambient(), periods, powers),
                EcrRegistries.notServed());
    }
}
