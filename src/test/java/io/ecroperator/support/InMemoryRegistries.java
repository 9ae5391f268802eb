package io.ecroperator.support;

import io.ecroperator.access.Powers;
import io.ecroperator.aws.AuthorizationApi;
import io.ecroperator.aws.AwsConnection;
import io.ecroperator.aws.AwsConnectionSource;
import io.ecroperator.aws.CallerIdentityApi.CallerIdentity;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.connection.Connections;
import io.ecroperator.aws.view.RegistryWatch.Periods;
import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.reference.EcrRegistries;
import io.ecroperator.reference.OwnRegistry;
import io.ecroperator.reference.Registries;
import java.time.Clock;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;

/** The operator's own registry, which is an ECR in memory. */
public final class InMemoryRegistries {

    private static final AuthorizationApi NO_TOKENS = () -> {
        throw new UnsupportedOperationException("no test asks an ECR in memory for tokens");
    };

    private InMemoryRegistries() {}

    /** What the schedule starts runs on the schedule's own thread. */
    public static Registries of(
            InMemoryEcr ecr, Periods periods, Clock clock, ScheduledExecutorService schedule, Powers powers) {
        AwsConnection doors = new AwsConnection(
                () -> InMemoryEcr.REGION,
                ecr,
                ecr,
                () -> new CallerIdentity(InMemoryEcr.ACCOUNT, "arn:aws:iam::" + InMemoryEcr.ACCOUNT + ":role/test"),
                NO_TOKENS,
                NO_TOKENS);
        AwsConnectionSource open = new AwsConnectionSource() {
            @Override
            public AwsConnection connection(ConnectionSpec spec) {
                return doors;
            }

            @Override
            public void close(ConnectionSpec spec) {}
        };
        Connections connections = new Connections(
                open, new Connections.Shared(clock, new Random(1), schedule, Runnable::run, Heartbeats.unwatched()));
        return new Registries(
                connections,
                new OwnRegistry(connections, ConnectionSpec.ambient(), periods, powers),
                EcrRegistries.notServed());
    }
}
