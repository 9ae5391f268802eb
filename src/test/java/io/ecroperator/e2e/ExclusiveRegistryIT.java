package io.ecroperator.e2e;

import static io.ecroperator.e2e.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.emulator.LoggedCall;
import io.ecroperator.emulator.Registry;
import io.ecroperator.status.Reason;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An EcrRegistry whose settings are what objects say, and nothing else, once that was looked at. */
@ExtendWith(SharedCluster.class)
class ExclusiveRegistryIT {

    private static final String PROD = "111111111111";

    private World world;
    private RegistryObjects registries;
    private RegistryConfigurations configurations;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = World.start(cluster);
        registries = new RegistryObjects(world);
        configurations = new RegistryConfigurations(world);
    }

    @AfterEach
    void stop() {
        registries.close();
        world.close();
    }

    @Test
    void shouldShowWhatWouldGoAndThenRemoveIt() {
        // Given
        Registry prod = world.emulator().registry(PROD, World.REGION);
        prod.call(
                "PutReplicationConfiguration",
                "{'replicationConfiguration':{'rules':[{'destinations':[{'region':'us-east-2','registryId':'" + PROD
                        + "'}],'repositoryFilters':[{'filter':'legacy/','filterType':'PREFIX_MATCH'}]}]}}");
        String registry = registries.apply("prod", PROD, World.REGION, "registryConfiguration: {mode: Exclusive}");
        String spec = "registryRef: {name: " + registry + "}\npublicRegistryCatalogData: {displayName: Example Corp}\n"
                + "replication: {rules: [{destinations: [{region: eu-west-1, registryId: '" + PROD + "'}]}]}\n";

        // When
        configurations.apply(world.namespace(), "all", spec + "managementPolicy: Observe");

        // Then
        eventually("the plan is there", () -> assertThat(
                        configurations.get(world.namespace(), "all").getStatus().plan())
                .containsExactly(
                        "replication: adds every repository to " + PROD
                                + "/eu-west-1; removes, though no object has it, legacy/*" + " to " + PROD
                                + "/us-east-2",
                        "publicRegistryCatalogData: changes displayName"));
        assertThat(prod.call("DescribeRegistry", "{}").toString()).contains("legacy/");

        // When
        configurations.apply(world.namespace(), "all", spec);

        // Then
        configurations.awaitReady(world.namespace(), "all");
        assertThat(prod.call("DescribeRegistry", "{}").toString())
                .contains("eu-west-1")
                .doesNotContain("legacy/");
        assertThat(world.awaitEvent("all", Reason.ENTRIES_REMOVED).getMessage()).contains("legacy/* to " + PROD);
        assertThat(world.emulator().calls().entries().stream().map(LoggedCall::operation))
                .containsOnlyOnce("PutRegistryCatalogData");
    }

    @Test
    void shouldRemoveNothingWhileNobodyKnowsWhereAnObjectLeads() {
        // Given
        Registry prod = world.emulator().registry(PROD, World.REGION);
        prod.call(
                "PutReplicationConfiguration",
                "{'replicationConfiguration':{'rules':[{'destinations':[{'region':'us-east-2','registryId':'" + PROD
                        + "'}],'repositoryFilters':[{'filter':'legacy/','filterType':'PREFIX_MATCH'}]}]}}");
        String registry = registries.apply("prod", PROD, World.REGION, "registryConfiguration: {mode: Exclusive}");
        String rules = "replication: {rules: [{destinations: [{region: eu-west-1, registryId: '" + PROD + "'}]}]}\n";
        configurations.apply(world.namespace(), "lost", "registryRef: {name: nowhere}\n" + rules);
        eventually("it leads nowhere", () -> assertThat(configurations.ready(world.namespace(), "lost"))
                .startsWith("False RegistryNotFound"));

        // When
        configurations.apply(world.namespace(), "all", "registryRef: {name: " + registry + "}\n" + rules);

        // Then
        configurations.awaitReady(world.namespace(), "all");
        assertThat(configurations.ready(world.namespace(), "all"))
                .contains("stays as long as nobody can tell what these want: " + world.namespace() + "/lost.");
        assertThat(prod.call("DescribeRegistry", "{}").toString()).contains("eu-west-1", "legacy/");

        // When
        configurations.resource(world.namespace(), "lost").delete();

        // Then
        eventually("it is removed", () -> assertThat(
                        prod.call("DescribeRegistry", "{}").toString())
                .contains("eu-west-1")
                .doesNotContain("legacy/"));
    }
}
