package io.ecroperator.registryconfig;

import static io.ecroperator.registryconfig.ConfigurationObjects.edit;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.aws.RegistryId;
import org.junit.jupiter.api.Test;

/** The display name of ECR Public, which an account has once, whatever the regions of its fragments. */
class PublicRegistryNameTest {

    private static final String ACME = "publicRegistryCatalogData: {displayName: Acme}";
    private static final String OTHER = "publicRegistryCatalogData: {displayName: Other}";
    private static final RegistryId IRELAND = new RegistryId(ConfigurationObjects.REGISTRY.accountId(), "eu-west-1");
    private static final RegistryId THEIRS = new RegistryId("444455556666", "eu-central-1");

    private final SettledWorld world = new SettledWorld();

    @Test
    void shouldBeSetOnceAndLeftWhenTheSectionGoes() {
        // Given
        EcrRegistryConfiguration object = world.add("platform", "name", ACME);

        // When
        world.reconcile(object);
        world.reconcile(object, true);

        // Then
        assertThat(world.publicRegistry.displayName()).contains("Acme");
        assertThat(world.publicRegistry.calls()).containsOnlyOnce("putRegistryCatalogData");
        assertThat(SettledWorld.ready(object)).startsWith("True InSync");

        // When
        edit(object, "{}");
        world.reconcile(object);

        // Then
        assertThat(world.publicRegistry.displayName()).contains("Acme");
    }

    @Test
    void shouldBeInConflictAcrossRegionsOfAnAccount() {
        // Given
        EcrRegistryConfiguration here = world.add("platform", "name", ACME);
        EcrRegistryConfiguration there = world.addTo(IRELAND, "team-b", "name", OTHER);

        // When
        world.reconcile(here);
        world.reconcile(there);

        // Then
        assertThat(world.publicRegistry.displayName()).isEmpty();
        assertThat(SettledWorld.ready(here))
                .startsWith("False Conflict: spec.publicRegistryCatalogData: displayName is also in team-b/name");
        assertThat(SettledWorld.ready(there)).contains("displayName is also in platform/name");
    }

    @Test
    void shouldNotMindTheNameOfAnotherAccount() {
        // Given
        world.addTo(THEIRS, "team-b", "name", OTHER);

        // When
        world.reconcile(world.add("platform", "name", ACME));

        // Then
        assertThat(world.publicRegistry.displayName()).contains("Acme");
    }

    @Test
    void shouldKeepSectionsOfARegionApart() {
        // Given
        world.addTo(IRELAND, "team-b", "settings", "accountSettings: [{name: BLOB_MOUNTING, value: DISABLED}]");

        // When
        EcrRegistryConfiguration object =
                world.add("platform", "settings", "accountSettings: [{name: BLOB_MOUNTING, value: ENABLED}]");
        world.reconcile(object);

        // Then
        assertThat(SettledWorld.ready(object)).startsWith("True InSync");
    }
}
