package io.ecroperator.registryconfig;

import static io.ecroperator.registryconfig.ConfigurationObjects.delete;
import static io.ecroperator.registryconfig.ConfigurationObjects.edit;
import static io.ecroperator.registryconfig.ConfigurationObjects.replicates;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.registryconfig.ConfigurationDeletion.Held;
import io.ecroperator.registryconfig.ConfigurationDeletion.Released;
import io.ecroperator.registryconfig.ConfigurationOutcome.Deleting;
import io.ecroperator.registryconfig.ConfigurationOutcome.Kept;
import io.ecroperator.registryconfig.ConfigurationOutcome.Looked;
import io.ecroperator.status.Reason;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigurationDeletionTest {

    private final SettledWorld world = new SettledWorld();
    private final EcrRegistryConfiguration object = world.add("a", "x", replicates("team-a/"));

    @Test
    void shouldLetAnObjectGoOnceItsEntriesAreGone() {
        // Given
        world.reconcile(object);
        delete(object);

        // When
        ConfigurationDeletion result = ConfigurationDeletion.of(object, this::look);

        // Then
        assertThat(reasonOf(result)).isEqualTo("Deleted");
        assertThat(world.ecr.replication()).isEqualTo("{\"rules\":[]}");
    }

    @Test
    void shouldCallNobodyForAnObjectThatHasNothingInEcr() {
        // Given
        delete(object);

        // When
        ConfigurationDeletion result = ConfigurationDeletion.of(object, () -> {
            throw new AssertionError("nothing is to be looked at");
        });

        // Then
        assertThat(reasonOf(result)).isEqualTo("Deleted");
    }

    @Test
    void shouldLeaveTheEntriesWhereTheSpecSaysSoOrCannotBeRead() {
        // Given
        world.reconcile(object);
        delete(object);

        // Then
        for (String policy : new String[] {"deletionPolicy: Retain", "managementPolicy: Observe"}) {
            edit(object, replicates("team-a/") + "\n" + policy);
            assertThat(reasonOf(ConfigurationDeletion.of(object, this::look))).isEqualTo("Retained");
        }
        object.setSpec(null);
        assertThat(reasonOf(ConfigurationDeletion.of(object, this::look))).isEqualTo("Retained");
        assertThat(world.ecr.replication()).contains("team-a/");
    }

    @Test
    void shouldHoldAnObjectWhoseEntriesCannotBeTakenOut() {
        // Given
        world.reconcile(object);
        delete(object);

        // When
        world.ecr.fail(text -> Optional.of(Kind.DENIED));
        Deleting denied = held(ConfigurationDeletion.of(object, this::look));
        Deleting unresolved = held(ConfigurationDeletion.of(
                object, () -> Optional.of(new Kept(Reason.REGISTRY_NOT_FOUND, "EcrRegistry prod does not exist."))));
        world.ecr.fail(text -> Optional.of(Kind.THROTTLED));
        Deleting throttled = held(ConfigurationDeletion.of(object, this::look));

        // Then
        assertThat(denied.reason()).isEqualTo(Reason.DELETION_FAILED);
        assertThat(denied.message()).contains("failed: AWS says no.", "set deletionPolicy: Retain");
        assertThat(unresolved.reason()).isEqualTo(Reason.DELETION_FAILED);
        assertThat(throttled.trouble()).isTrue();
        assertThat(object.getStatus().ownedEntries().replication()).hasSize(1);
    }

    @Test
    void shouldHandOverBeforeItGoesWhatAnotherObjectWants() {
        // Given
        world.reconcile(object);
        EcrRegistryConfiguration other = world.add("b", "y", replicates("team-a/"));
        delete(object);

        // When
        Deleting waiting = held(ConfigurationDeletion.of(object, this::look));
        world.reconcile(other);
        ConfigurationDeletion result = ConfigurationDeletion.of(object, this::look);

        // Then
        assertThat(waiting.reason()).isEqualTo(Reason.DETACHING);
        assertThat(reasonOf(result)).isEqualTo("Deleted");
        assertThat(world.ecr.replication()).contains("team-a/");
        assertThat(other.getStatus().ownedEntries().replication()).hasSize(1);
    }

    private Optional<ConfigurationOutcome> look() {
        return Optional.of(
                new Looked(Optional.empty(), ConfigurationObjects.REGISTRY, false, world.reconcile(object, true)));
    }

    private static String reasonOf(ConfigurationDeletion result) {
        assertThat(result).isInstanceOf(Released.class);
        return ((Released) result).notice().reason();
    }

    private static Deleting held(ConfigurationDeletion result) {
        assertThat(result).isInstanceOf(Held.class);
        return (Deleting) ((Held) result).outcome().orElseThrow();
    }
}
