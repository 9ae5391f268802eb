package io.ecroperator.registryconfig;

import io.ecroperator.aws.FailedReplication;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.ReplicationBackfill;
import io.ecroperator.aws.ReplicationBackfillApi;
import io.ecroperator.aws.connection.EcrConnection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How a pass reaches a registry: as it is, or so that it reads and only imagines what it writes. */
enum Doors {
    REAL,
    IMAGINED;

    SettingsDoor settings(EcrConnection connection) {
        return new SettingsDoor(connection.settings(), connection.publicRepositories(), this == REAL);
    }

    ReplicationBackfillApi backfills(EcrConnection connection) {
        return this == REAL ? connection.backfills() : new ImaginedBackfills(connection.backfills());
    }

    /** A backfill that starts here runs nowhere. */
    private record ImaginedBackfills(ReplicationBackfillApi api) implements ReplicationBackfillApi {

        @Override
        public ReplicationBackfill startReplicationBackfill(RegistryId destination) {
            return new ReplicationBackfill(
                    "planned",
                    destination,
                    "PREPARING",
                    Instant.EPOCH,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        @Override
        public List<ReplicationBackfill> listReplicationBackfills() {
            return api.listReplicationBackfills();
        }

        @Override
        public List<FailedReplication> describeReplicationBackfillResults(String id, int atMost) {
            return api.describeReplicationBackfillResults(id, atMost);
        }
    }
}
