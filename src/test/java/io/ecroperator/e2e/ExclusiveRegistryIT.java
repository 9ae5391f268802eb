package io.ecroperator.e2e;

import static io.ecroperator.e2e.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRegistry;
import io.ecroperator.emulator.LoggedCall;
import io.ecroperator.emulator.Registry;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
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
    private static final String RULES =
            "replication: {rules: [{destinations: [{region: eu-west-1, registryId: '" + PROD + "'}]}]}\n";

    private World world;
    private RegistryObjects registries;
    private RegistryConfigurations configurations;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = World.withoutOperator(cluster);
        world.startOperator(OperatorUnderTest.Options.DEFAULT.withAllNamespaces());
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
        Registry prod = legacy();
        String registry = registries.apply("prod", PROD, World.REGION, "registryConfiguration: {mode: Exclusive}");
        String spec = "registryRef: {name: " + registry + "}\npublicRegistryCatalogData: {displayName: Example Corp}\n"
                + RULES;

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
    void shouldRemoveNothingWhereItWatchesSomeNamespacesOnly() {
        // Given
        world.startOperator(OperatorUnderTest.Options.DEFAULT);
        Registry prod = legacy();
        String registry = registries.apply("prod", PROD, World.REGION, "registryConfiguration: {mode: Exclusive}");

        // When
        configurations.apply(world.namespace(), "all", "registryRef: {name: " + registry + "}\n" + RULES);

        // Then
        configurations.awaitReady(world.namespace(), "all");
        assertThat(configurations.ready(world.namespace(), "all"))
                .contains("stays: the operator watches the namespaces of ecr-operator.namespaces only");
        assertThat(prod.call("DescribeRegistry", "{}").toString()).contains("eu-west-1", "legacy/");
        EcrRegistry warned = registries.awaitCondition(
                registry, ConditionType.SPEC_WARNING, ConditionStatus.TRUE, Reason.EXCLUSIVE_UNWATCHED);
        assertThat(RegistryObjects.condition(warned, ConditionType.SPEC_WARNING).getMessage())
                .contains("ecr-operator.namespaces");
    }

    /** Whoever may have some repositories only decides nothing about those of others. */
    @Test
    void shouldRemoveNothingBeforeAnObjectOfTheWholeRegistrySpeaksOfTheSection() {
        // Given
        Registry prod = legacy();
        String access = "registryConfiguration: {mode: Exclusive}\naccess: [{namespaces: [%s],"
                + " kinds: [EcrRegistryConfiguration]%s}]";
        String bounded = access.formatted(world.namespace(), ", repositoryNamePatterns: ['{namespace}/*']");
        String registry = registries.apply("prod", PROD, World.REGION, bounded);
        String rule = "registryRef: {name: " + registry + "}\nreplication: {rules: [{destinations: [{region: eu-west-1,"
                + " registryId: '" + PROD + "'}], repositoryFilters: [{filter: " + world.namespace()
                + "/, filterType: PREFIX_MATCH}]}]}";

        // When
        configurations.apply(world.namespace(), "team", rule);

        // Then
        configurations.awaitReady(world.namespace(), "team");
        assertThat(configurations.ready(world.namespace(), "team"))
                .contains("stays, since no object speaks of it whose namespace may have every repository");
        assertThat(prod.call("DescribeRegistry", "{}").toString()).contains("eu-west-1", "legacy/");

        // When
        registries.apply("prod", PROD, World.REGION, access.formatted(world.namespace(), ""));

        // Then
        eventually("it is removed", () -> assertThat(
                        prod.call("DescribeRegistry", "{}").toString())
                .contains("eu-west-1")
                .doesNotContain("legacy/"));
    }

    private Registry legacy() {
        Registry prod = world.emulator().registry(PROD, World.REGION);
        prod.call(
                "PutReplicationConfiguration",
                "{'replicationConfiguration':{'rules':[{'destinations':[{'region':'us-east-2','registryId':'" + PROD
                        + "'}],'repositoryFilters':[{'filter':'legacy/','filterType':'PREFIX_MATCH'}]}]}}");
        return prod;
    }

    @Test
    void shouldRemoveNothingWhileNobodyKnowsWhereAnObjectLeads() {
        // Given
        Registry prod = legacy();
        String registry = registries.apply("prod", PROD, World.REGION, "registryConfiguration: {mode: Exclusive}");
        configurations.apply(world.namespace(), "lost", "registryRef: {name: nowhere}\n" + RULES);
        eventually("it leads nowhere", () -> assertThat(configurations.ready(world.namespace(), "lost"))
                .startsWith("False RegistryNotFound"));

        // When
        configurations.apply(world.namespace(), "all", "registryRef: {name: " + registry + "}\n" + RULES);

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
