package io.ecroperator.registryconfig;

import io.ecroperator.access.Powers;
import io.ecroperator.api.v1alpha1.EcrRegistry;
import io.ecroperator.aws.AwsConnection;
import io.ecroperator.aws.AwsConnectionSource;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.RegistryDoors;
import io.ecroperator.aws.RegistrySettingsApi;
import io.ecroperator.aws.ReplicationBackfillApi;
import io.ecroperator.aws.connection.Connections;
import io.ecroperator.aws.view.RegistryWatch.Periods;
import io.ecroperator.cache.FixedObjects;
import io.ecroperator.heartbeat.Background;
import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.reference.EcrRegistries;
import io.ecroperator.reference.OwnRegistry;
import io.ecroperator.reference.Registries;
import io.ecroperator.support.InMemoryDoors;
import io.ecroperator.support.InMemoryEcr;
import io.ecroperator.support.VirtualClock;
import io.ecroperator.support.VirtualScheduler;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What one EcrRegistry leads to, and the operator's own identity too: settings and backfills in memory. */
final class InMemoryRegistry {

    private InMemoryRegistry() {}

    /** {@code registry} is YAML. */
    static Registries of(
            VirtualClock clock, RegistrySettingsApi settings, ReplicationBackfillApi backfills, String registry) {
        Connections connections = new Connections(
                source(new InMemoryEcr(clock), settings, backfills),
                new Background(
                        clock, new Random(1), new VirtualScheduler(clock), Runnable::run, Heartbeats.unwatched()));
        return new Registries(
                connections,
                new OwnRegistry(
                        connections,
                        ConnectionSpec.ambient(),
                        new Periods(Duration.ofMinutes(5), Duration.ofHours(1)),
                        Powers.NONE),
                EcrRegistries.of(
                        new FixedObjects<>(List.of(Serialization.unmarshal(registry, EcrRegistry.class))),
                        new FixedObjects<>(List.of())));
    }

    private static AwsConnectionSource source(
            InMemoryEcr ecr, RegistrySettingsApi settings, ReplicationBackfillApi backfills) {
        InMemoryDoors doors = new InMemoryDoors(InMemoryEcr.ACCOUNT, any -> ecr);
        return new AwsConnectionSource() {
            @Override
            public AwsConnection connection(ConnectionSpec spec) {
                AwsConnection open = doors.connection(spec);
                RegistryDoors walled = open.registryDoors();
                return new AwsConnection(
                        open.regionSource(),
                        open.repositoryDoors(),
                        new RegistryDoors(
                                walled.cacheRules(),
                                walled.templates(),
                                settings,
                                backfills,
                                walled.publicRepositories()),
                        open.tagging(),
                        open.callerIdentity(),
                        open.rates(),
                        open.authorization(),
                        open.publicAuthorization());
            }

            @Override
            public void close(ConnectionSpec spec) {
                doors.close(spec);
            }
        };
    }
}
