package io.ecroperator.registryconfig;

import static io.ecroperator.registryconfig.ConfigurationObjects.annotate;
import static io.ecroperator.registryconfig.ConfigurationObjects.replicates;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.registryconfig.ConfigurationOutcome.Looked;
import io.ecroperator.status.Notice;
import io.ecroperator.status.Reason;
import io.ecroperator.support.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects whose EcrRegistry leads to another registry than it did, which is Exclusive. */
class ConfigurationPassTest {

    private static final String LEGACY = "{\"rules\":[{\"destinations\":[{\"region\":\"eu-west-1\",\"registryId\":"
            + "\"123456789012\"}],\"repositoryFilters\":[{\"filter\":\"team-b/\",\"filterType\":\"PREFIX_MATCH\"}]}]}";
    private static final String PROD = """
            metadata: {name: prod}
            spec:
              accountId: "111122223333"
              region: eu-central-1
              access: [{namespaces: ["*"], kinds: [EcrRegistryConfiguration]}]
              registryConfiguration: {mode: Exclusive}
            """;

    private final VirtualClock clock = new VirtualClock();
    private final InMemorySettings settings = new InMemorySettings();
    private final List<EcrRegistryConfiguration> objects = new ArrayList<>();
    private final ConfigurationPass pass = new ConfigurationPass(
            new Admission(InMemoryRegistry.of(clock, settings, new InMemoryBackfills(), PROD), true),
            clock,
            Doors.REAL);

    private EcrRegistryConfiguration add(String namespace, String registry) {
        EcrRegistryConfiguration object = ConfigurationObjects.object(
                namespace, "replicas", replicates(namespace + "/") + "\nregistryRef: {name: prod}");
        if (registry != null) {
            object.setStatus(ConfigurationStatusFactory.recording(null, ConfigurationObjects.REGISTRY, List.of()));
        }
        objects.add(object);
        return object;
    }

    private Settled reconcile(EcrRegistryConfiguration object) {
        Optional<ConfigurationOutcome> outcome = pass.run(object, () -> objects, (each, status) -> {
            each.setStatus(status);
            return each;
        });
        return ((Looked) outcome.orElseThrow()).settled();
    }

    @Test
    void shouldNotSayThatEntriesStayWhereTheRegistryIsExclusive() {
        // Given
        Notice stays = Notice.normal(Reason.RETAINED, "They stay.");
        Notice gone = Notice.normal(Reason.DELETED, "They are gone.");
        EcrRegistryConfiguration elsewhere =
                ConfigurationObjects.object("team-c", "replicas", replicates("c/") + "\nregistryRef: {name: other}");

        // Then
        Notice told = pass.leaving(add("team-a", null), stays);
        assertThat(told.warning()).isTrue();
        assertThat(told.message()).startsWith("They stay. But where").contains("Exclusive");
        assertThat(pass.leaving(elsewhere, stays)).isEqualTo(stays);
        assertThat(pass.leaving(add("team-b", null), gone)).isEqualTo(gone);
    }

    /** What else keeps one whose status names the registry before. */
    static Stream<Arguments> moved() {
        return Stream.of(
                Arguments.of("led elsewhere", (Consumer<EcrRegistryConfiguration>) any -> {}),
                Arguments.of("paused", (Consumer<EcrRegistryConfiguration>)
                        object -> annotate(object, "ecr-operator.io/paused", "true")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("moved")
    void shouldRemoveNothingWhileAnObjectThatIsToLeadThereIsKept(String how, Consumer<EcrRegistryConfiguration> keep) {
        // Given
        settings.setReplication(LEGACY);
        EcrRegistryConfiguration moved = add("team-b", "before");
        keep.accept(moved);
        EcrRegistryConfiguration object = add("team-a", null);

        // When
        Settled settled = reconcile(object);

        // Then
        assertThat(settings.replication()).contains("team-a/", "team-b/");
        assertThat(settled.results().getFirst().remark()).hasValueSatisfying(remark -> assertThat(remark)
                .contains("stays as long as nobody can tell", "team-b/replicas"));

        // When
        moved.setStatus(null);
        moved.getMetadata().setAnnotations(null);
        settings.setReplication(LEGACY.replace("team-b/", "legacy/"));
        clock.pass(Duration.ofHours(2));
        reconcile(moved);
        reconcile(object);

        // Then
        assertThat(settings.replication()).contains("team-a/", "team-b/").doesNotContain("legacy/");
    }
}
