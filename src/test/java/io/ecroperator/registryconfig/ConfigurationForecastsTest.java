package io.ecroperator.registryconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.planning.Finding;
import io.ecroperator.planning.Finding.Severity;
import io.ecroperator.planning.Forecast;
import io.ecroperator.planning.PlannedObjects;
import io.ecroperator.planning.Step;
import io.ecroperator.status.Reason;
import io.ecroperator.support.VirtualClock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A plan starts no backfill, and says so where it cannot tell whether the operator would. */
class ConfigurationForecastsTest {

    private static final String PROD = """
            metadata: {name: prod}
            spec:
              accountId: "111122223333"
              region: eu-central-1
              access: [{namespaces: ["*"], kinds: [EcrRegistryConfiguration], powers: [ReplicationBackfill]}]
            """;
    private static final String CONSENT = "replication: {rules: [{destinations: [{region: eu-west-1, registryId:"
            + " '123456789012'}]}], backfill: {destinations: [{region: eu-west-1, registryId: '123456789012'}]}}\n"
            + "registryRef: {name: prod}";

    private final InMemoryBackfills backfills = new InMemoryBackfills();

    private Forecast forecast() {
        return forecast(CONSENT, PROD, new InMemorySettings(), true);
    }

    private Forecast forecast(String spec, String registry, InMemorySettings ecr, boolean wholeCluster) {
        EcrRegistryConfiguration object = ConfigurationObjects.object("team-a", "replicas", spec);
        return new ConfigurationForecasts(
                        InMemoryRegistry.of(new VirtualClock(), ecr, backfills, registry),
                        new PlannedObjects(List.of(object), true, wholeCluster))
                .of(object)
                .orElseThrow();
    }

    /** As the operator: it would not see who else says something. */
    @Test
    void shouldForetellThatNothingIsRemovedWhereSomeNamespacesAreWatched() {
        // Given
        InMemorySettings ecr = new InMemorySettings();
        ecr.setReplication(
                "{\"rules\":[{\"destinations\":[{\"region\":\"us-east-2\",\"registryId\":\"123456789012\"}]}]}");
        String spec = "replication: {rules: [{destinations: [{region: eu-west-1, registryId: '123456789012'}]}]}\n"
                + "registryRef: {name: prod}";
        String registry = PROD + "  registryConfiguration: {mode: Exclusive}\n";

        // When
        Forecast whole = forecast(spec, registry, ecr, true);
        Forecast some = forecast(spec, registry, ecr, false);

        // Then
        assertThat(whole.steps()).extracting(Step::call).anyMatch(call -> call.contains("removes"));
        assertThat(some.steps()).isNotEmpty().extracting(Step::call).noneMatch(call -> call.contains("removes"));
    }

    @Test
    void shouldForetellABackfillWithoutStartingIt() {
        // When
        Forecast forecast = forecast();

        // Then
        assertThat(forecast.steps())
                .extracting(Step::call)
                .contains("StartReplicationBackfill to account 123456789012 in eu-west-1");
        assertThat(forecast.findings()).isEmpty();
        assertThat(backfills.calls()).containsExactly("ListReplicationBackfills");
    }

    @Test
    void shouldSayThatItDoesNotKnowWhereBackfillsCannotBeListed() {
        // Given
        backfills.fail(Optional.of(Kind.DENIED));

        // Then
        assertThat(forecast().findings())
                .extracting(Finding::severity, Finding::reason)
                .containsExactly(tuple(Severity.UNKNOWN, Reason.ACCESS_DENIED));
    }
}
