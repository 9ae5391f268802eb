package io.ecroperator.registryconfig;

import static io.ecroperator.registryconfig.ConfigurationObjects.allows;
import static io.ecroperator.registryconfig.ConfigurationObjects.object;
import static io.ecroperator.registryconfig.ConfigurationObjects.replicates;

import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.registryconfig.ConfigurationOutcome.Deleting;
import io.ecroperator.registryconfig.ConfigurationOutcome.Kept;
import io.ecroperator.registryconfig.ConfigurationOutcome.Looked;
import io.ecroperator.registryconfig.backfill.Replicas;
import io.ecroperator.status.Reason;
import io.ecroperator.support.VirtualClock;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** EcrRegistryConfigurations with the status that each way in which a pass can end gives to a new one. */
public final class ConfigurationStatusRecords {

    private static final ConfigurationStatusFactory STATUSES = new ConfigurationStatusFactory(new VirtualClock());

    private ConfigurationStatusRecords() {}

    /** The objects; their names say how the pass ended. */
    public static List<HasMetadata> all() {
        return List.of(
                looked("InSync", replicates("team-a/"), Optional.empty()),
                looked("Observed", replicates("team-a/") + "\nmanagementPolicy: Observe", Optional.empty()),
                looked("Conflict", "accountSettings: [{name: BLOB_MOUNTING, value: ENABLED}]", Optional.empty()),
                looked("Rejected", allows("a"), Optional.of(Kind.INVALID)),
                looked("UnknownPrincipal", allows("a"), Optional.of(Kind.PRINCIPAL_NOT_FOUND)),
                looked("Limited", allows("a"), Optional.of(Kind.QUOTA)),
                looked("Outage", allows("a"), Optional.of(Kind.TRANSIENT)),
                looked("Denied", allows("a"), Optional.of(Kind.DENIED)),
                backfill("BackfillPending", "IN_PROGRESS", 0, Replicas.none()),
                backfill("BackfillFailed", "COMPLETE", 1, Replicas.none()),
                backfill("BackfillComplete", "COMPLETE", 0, Replicas.none()),
                backfill("ReplicasBare", "COMPLETE", 0, new Replicas(2, 0, 1)),
                backfill("ReplicasUnknown", "COMPLETE", 0, new Replicas(2, 1, 0)),
                settling(),
                after("Paused", new ConfigurationOutcome.Paused()),
                after("Unknown", new ConfigurationOutcome.Unknown()),
                after("Unreadable", new Kept(Reason.INVALID_SPEC, "The spec cannot be read.")),
                after("NotPermitted", new Kept(Reason.NOT_PERMITTED, "Not for this namespace.")),
                after("NoRegistry", new Kept(Reason.REGISTRY_NOT_FOUND, "EcrRegistry prod does not exist.")),
                after("Elsewhere", new Kept(Reason.REGISTRY_MISMATCH, "It leads elsewhere.")),
                deleting("HandingOver", new Deleting(Reason.DETACHING, "Deletion waits.", false, Optional.empty())),
                deleting("Held", new Deleting(Reason.DELETION_FAILED, "Deletion waits.", false, Optional.empty())));
    }

    /** Beside another one, with which it may be in conflict; AWS answers its writes so. */
    private static EcrRegistryConfiguration looked(String name, String spec, Optional<Kind> answer) {
        SettledWorld world = new SettledWorld();
        world.add("other", "other", "accountSettings: [{name: BLOB_MOUNTING, value: DISABLED}]");
        EcrRegistryConfiguration object = world.add("team-a", name, spec);
        world.ecr.fail(text -> text.isEmpty() ? Optional.empty() : answer);
        world.reconcile(object);
        return object;
    }

    /** Whose backfill of two images has come so far, to repositories of which so much is known. */
    private static EcrRegistryConfiguration backfill(String name, String state, int failed, Replicas replicas) {
        SettledWorld world = new SettledWorld();
        EcrRegistryConfiguration object = world.add(
                "team-a",
                name,
                "replication: {rules: [{destinations: [{region: eu-west-1, registryId: '123456789012'}]}],"
                        + " backfill: {destinations: [{region: eu-west-1, registryId: '123456789012'}]}}");
        world.reconcile(object);
        world.backfills.reach(state, 1, failed, 2);
        world.clock.pass(Duration.ofMinutes(1));
        Settled settled = world.reconcile(object);
        object.setStatus(STATUSES.status(
                object,
                new Looked(
                        Optional.empty(),
                        ConfigurationObjects.REGISTRY,
                        false,
                        settled.with(settled.backfill().with(replicas)))));
        return object;
    }

    /** Whose entries nobody could list before the write. */
    private static EcrRegistryConfiguration settling() {
        SettledWorld world = new SettledWorld();
        world.loseRecords(true);
        EcrRegistryConfiguration object = world.add("team-a", "Settling", replicates("team-a/"));
        world.reconcile(object);
        return object;
    }

    private static EcrRegistryConfiguration after(String name, ConfigurationOutcome outcome) {
        EcrRegistryConfiguration object = object("team-a", name, replicates("team-a/"));
        object.setStatus(STATUSES.status(object, outcome));
        return object;
    }

    private static EcrRegistryConfiguration deleting(String name, ConfigurationOutcome outcome) {
        EcrRegistryConfiguration object = after(name, outcome);
        ConfigurationObjects.delete(object);
        return object;
    }
}
