package io.ecroperator.registryconfig;

import static io.ecroperator.registryconfig.ConfigurationObjects.allows;
import static io.ecroperator.registryconfig.ConfigurationObjects.delete;
import static io.ecroperator.registryconfig.ConfigurationObjects.edit;
import static io.ecroperator.registryconfig.ConfigurationObjects.replicates;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.registryconfig.Fragment.Mode;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A registry that is Exclusive: what no object says goes from the sections that some object speaks of. */
class ExclusiveRegistryTest {

    private static final String THEIRS =
            "{\"destinations\":[{\"region\":\"us-east-2\",\"registryId\":\"123456789012\"}],"
                    + "\"repositoryFilters\":[{\"filter\":\"legacy/\",\"filterType\":\"PREFIX_MATCH\"}]}";

    private final SettledWorld world = new SettledWorld();

    @BeforeEach
    void putWhatOthersHave() {
        world.exclusive(true);
        world.ecr.setReplication("{\"rules\":[" + THEIRS + "]}");
        world.ecr.putRegistryPolicy(
                "{\"Statement\":[{\"Sid\":\"theirs\",\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"ecr:ReplicateImage\","
                        + "\"Resource\":\"*\"},{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"ecr:CreateRepository\","
                        + "\"Resource\":\"*\"}]}");
        world.ecr.calls();
    }

    @Test
    void shouldRemoveWhatNoObjectSaysAndNameIt() {
        // Given
        EcrRegistryConfiguration object = world.add("team-a", "replicas", replicates("team-a/"));

        // When
        world.reconcile(object);

        // Then
        assertThat(world.ecr.replication()).contains("team-a/").doesNotContain("legacy/");
        assertThat(world.ecr.policy().orElseThrow()).contains("theirs");
        assertThat(world.events())
                .contains("Warning EntriesRemoved: The registry is Exclusive; removed what no object says: replication"
                        + " removes, though no object has it, legacy/* to 123456789012/us-east-2");
        assertThat(SettledWorld.ready(object))
                .startsWith("True InSync")
                .endsWith("The registry is Exclusive: what no object says of replication is removed.");

        // When
        world.ecr.calls();
        world.reconcile(object, true);

        // Then
        assertThat(world.ecr.calls()).containsExactly("DescribeRegistry");
    }

    @Test
    void shouldRemoveStatementsWithoutASidToo() {
        // Given
        EcrRegistryConfiguration object = world.add("team-a", "policy", allows("ours"));

        // When
        world.reconcile(object);

        // Then
        assertThat(world.ecr.policy().orElseThrow()).contains("ours").doesNotContain("theirs", "Deny");
        assertThat(world.events()).anyMatch(event -> event.contains("theirs and a statement without Sid"));
        assertThat(world.ecr.replication()).contains("legacy/");
    }

    @Test
    void shouldTakeAnEmptyListForASectionThatIsSpokenOf() {
        // When
        world.reconcile(world.add("team-a", "nothing", "replication: {rules: []}"));

        // Then
        assertThat(world.ecr.replication()).isEqualTo("{\"rules\":[]}");
    }

    @Test
    void shouldRemoveNothingWhereSomeNamespacesAreNotWatched() {
        // Given
        world.mode("team-a", Mode.EXCLUSIVE_UNWATCHED);
        EcrRegistryConfiguration object = world.add("team-a", "replicas", replicates("team-a/"));

        // When
        world.reconcile(object);

        // Then
        assertThat(world.ecr.replication()).contains("team-a/", "legacy/");
        assertThat(SettledWorld.ready(object)).startsWith("True InSync").contains("ecr-operator.namespaces");
    }

    @Test
    void shouldLeaveToOneOfTheWholeRegistryWhatGoes() {
        // Given
        world.mode("team-a", Mode.EXCLUSIVE_WITH_ANOTHER);
        EcrRegistryConfiguration team = world.add("team-a", "replicas", replicates("team-a/"));
        EcrRegistryConfiguration empty = world.add("team-a", "nothing", "policy: {statements: []}");

        // When
        world.reconcile(team);
        world.reconcile(empty);

        // Then
        assertThat(world.ecr.replication()).contains("team-a/", "legacy/");
        assertThat(world.ecr.policy().orElseThrow()).contains("theirs");
        assertThat(SettledWorld.ready(team))
                .contains("no object speaks of it whose namespace may have every repository");

        // When
        EcrRegistryConfiguration platform = world.add("platform", "replicas", "replication: {rules: []}");
        world.reconcile(platform);
        world.reconcile(team);

        // Then
        assertThat(world.ecr.replication()).contains("team-a/").doesNotContain("legacy/");
        assertThat(world.ecr.policy().orElseThrow()).contains("theirs");
    }

    @Test
    void shouldKeepWhatAnotherObjectSays() {
        // Given
        EcrRegistryConfiguration one = world.add("team-a", "replicas", replicates("team-a/"));
        EcrRegistryConfiguration other =
                world.add("team-b", "legacy", replicates("legacy/").replace("eu-west-1", "us-east-2"));

        // When
        world.reconcile(one);
        world.reconcile(other);

        // Then
        assertThat(world.ecr.replication()).contains("team-a/", "legacy/");
        assertThat(world.events()).noneMatch(event -> event.contains("EntriesRemoved"));
    }

    /** Those who do not say what they want. */
    static Stream<Arguments> silent() {
        return Stream.of(
                silent("Observe", (world, other) -> edit(other, replicates("team-b/") + "\nmanagementPolicy: Observe")),
                silent("unreadable", (world, other) -> other.setSpec(null)),
                silent("terminating", (world, other) -> delete(other)));
    }

    private static Arguments silent(String how, BiConsumer<SettledWorld, EcrRegistryConfiguration> becomes) {
        return Arguments.of(how, becomes);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("silent")
    void shouldRemoveNothingWhileNobodyCanTellWhatOneOfThemWants(
            String how, BiConsumer<SettledWorld, EcrRegistryConfiguration> becomes) {
        // Given
        world.exclusive(false);
        EcrRegistryConfiguration other = world.add("team-b", "replicas", replicates("team-b/"));
        world.reconcile(other);
        EcrRegistryConfiguration object = world.add("team-a", "replicas", replicates("team-a/"));
        becomes.accept(world, other);
        world.exclusive(true);

        // When
        world.reconcile(object);

        // Then
        assertThat(world.ecr.replication()).contains("team-a/", "legacy/");
        assertThat(SettledWorld.ready(object)).contains("stays as long as nobody can tell", "team-b/replicas");
    }

    @Test
    void shouldShowInAPlanWhatWouldGo() {
        // Given
        EcrRegistryConfiguration object =
                world.add("team-a", "replicas", replicates("team-a/") + "\nmanagementPolicy: Observe");

        // When
        world.reconcile(object);

        // Then
        assertThat(object.getStatus().plan())
                .containsExactly(
                        "replication: adds team-a/* to 123456789012/eu-west-1; removes, though no object has it,"
                                + " legacy/* to 123456789012/us-east-2");
        assertThat(world.ecr.replication()).contains("legacy/").doesNotContain("team-a/");
    }

    @Test
    void shouldDecideOnWhatIsThereNow() {
        // Given
        world.exclusive(false);
        EcrRegistryConfiguration object = world.add("team-a", "replicas", replicates("team-a/"));
        world.reconcile(object);
        world.ecr.calls();
        world.exclusive(true);
        world.ecr.setReplication(world.ecr.replication().replace("legacy/", "newer/"));

        // When
        world.reconcile(object);

        // Then
        assertThat(world.ecr.calls()).startsWith("DescribeRegistry");
        assertThat(world.events())
                .anyMatch(event -> event.contains("newer/*"))
                .noneMatch(event -> event.contains("legacy/*"));
    }

    @Test
    void shouldKeepScanningRulesOfWhichNoObjectSpeaks() {
        // Given
        world.ecr.setScanning(
                "{\"scanType\":\"BASIC\",\"rules\":[{\"scanFrequency\":\"SCAN_ON_PUSH\",\"repositoryFilters\":"
                        + "[{\"filter\":\"prod*\",\"filterType\":\"WILDCARD\"}]}]}");
        EcrRegistryConfiguration type = world.add("team-a", "type", "scanning: {scanType: ENHANCED}");

        // When
        world.reconcile(type);

        // Then
        assertThat(world.ecr.scanning()).contains("ENHANCED", "prod*");
        assertThat(SettledWorld.ready(type)).startsWith("True InSync").doesNotContain("Exclusive");

        // When
        world.reconcile(world.add("team-b", "rules", "scanning: {rules: []}"));

        // Then
        assertThat(world.ecr.scanning()).contains("ENHANCED").doesNotContain("prod*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accountSettings: [{name: BLOB_MOUNTING, value: ENABLED}]",
                "publicRegistryCatalogData: {displayName: Acme}"
            })
    void shouldNotSayThatSomethingIsRemovedWhereNothingCanBe(String spec) {
        // Given
        EcrRegistryConfiguration object = world.add("team-a", "values", spec);

        // When
        world.reconcile(object);

        // Then
        assertThat(SettledWorld.ready(object)).startsWith("True InSync").doesNotContain("Exclusive");
    }
}
