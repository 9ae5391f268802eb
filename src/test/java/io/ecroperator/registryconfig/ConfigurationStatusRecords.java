package io.ecroperator.registryconfig;

import static io.ecroperator.registryconfig.ConfigurationObjects.allows;
import static io.ecroperator.registryconfig.ConfigurationObjects.object;
import static io.ecroperator.registryconfig.ConfigurationObjects.replicates;

import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.registryconfig.ConfigurationOutcome.Deleting;
import io.ecroperator.registryconfig.ConfigurationOutcome.Kept;
import io.ecroperator.status.Reason;
import io.ecroperator.support.VirtualClock;
import io.fabric8.kubernetes.api.model.HasMetadata;
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
