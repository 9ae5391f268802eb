package io.ecroperator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EmptySource;
import org.junit.jupiter.params.provider.NullSource;

class OperatorConfigRulesTest {

    @Test
    void shouldAcceptTheDefaultsWhenTheClusterHasAName() {
        // When
        OperatorConfig config = Settings.of(Map.of("ECR_OPERATOR_CLUSTER_NAME", "prod"));

        // Then
        assertThat(OperatorConfigRules.violations(config)).isEmpty();
        assertThat(config.sweepPeriod()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.namespaces()).isEmpty();
    }

    @Test
    void shouldReadVariablesWhenSetInTheEnvironment() {
        // When
        OperatorConfig config = Settings.of(Map.of(
                "ECR_OPERATOR_CLUSTER_NAME", "prod",
                "ECR_OPERATOR_NAMESPACES", "team-a,team-b",
                "ECR_OPERATOR_SWEEP_PERIOD", "90s",
                "ECR_OPERATOR_LEADER_ELECTION_LEASE_NAME", "blue",
                "ECR_OPERATOR_EVENTS_ENABLED", "false"));

        // Then
        assertThat(config.namespaces().orElseThrow()).containsExactly("team-a", "team-b");
        assertThat(config.sweepPeriod()).isEqualTo(Duration.ofSeconds(90));
        assertThat(config.leaderElection().leaseName()).isEqualTo("blue");
        assertThat(config.events().enabled()).isFalse();
        assertThat(OperatorConfigRules.violations(config)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ECR_OPERATOR_CLUSTER_NAME, a/b, cluster-name",
        "ECR_OPERATOR_REPLACES_CLUSTER_UIDS, old, replaces-cluster-uids",
        "ECR_OPERATOR_NAMESPACES, Team, namespaces",
        "ECR_OPERATOR_PULL_SECRETS_ADDITIONAL_REGIONS, frankfurt, pull-secrets.additional-regions",
        "ECR_OPERATOR_POWERS_ADOPTION_POLICY_ALWAYS, Team, powers.adoption-policy-always",
        "ECR_OPERATOR_POWERS_REPOSITORY_NAME_PATTERNS, team/a, powers.repository-name-patterns",
        "ECR_OPERATOR_POWERS_ON_EXISTING_REPLACE, -a, powers.on-existing-replace",
        "ECR_OPERATOR_POWERS_DELETE_REPLICATION, A, powers.delete-replication",
        "ECR_OPERATOR_POWERS_REPLICATION_BACKFILL, A, powers.replication-backfill",
        "ECR_OPERATOR_SWEEP_PERIOD, 0s, sweep-period",
        "ECR_OPERATOR_DEEP_READ_PERIOD, 1m, deep-read-period",
        "ECR_OPERATOR_RECONCILE_THREADS, 0, reconcile-threads",
        "ECR_OPERATOR_RECONCILE_THREADS, 201, reconcile-threads",
        "ECR_OPERATOR_SHUTDOWN_TIMEOUT, 1h, shutdown-timeout",
        "ECR_OPERATOR_LEADER_ELECTION_LEASE_NAME, a_b, leader-election.lease-name",
        "ECR_OPERATOR_LEADER_ELECTION_LEASE_DURATION, 1s, leader-election.lease-duration",
        "ECR_OPERATOR_AWS_ATTEMPT_TIMEOUT, 0s, aws.attempt-timeout",
        "ECR_OPERATOR_AWS_CALL_TIMEOUT, 5s, aws.call-timeout"
    })
    void shouldNameTheKeyWhenAValueCannotWork(String variable, String value, String key) {
        // Given
        Map<String, String> settings = new HashMap<>(Map.of("ECR_OPERATOR_CLUSTER_NAME", "prod"));
        settings.put(variable, value);
        OperatorConfig config = Settings.of(settings);

        // When
        // Then
        assertThat(OperatorConfigRules.violations(config))
                .singleElement()
                .asString()
                .startsWith("ecr-operator." + key + " is ")
                .contains(", allowed is ");
        assertThatIllegalArgumentException().isThrownBy(() -> OperatorConfigRules.check(config));
    }

    @ParameterizedTest
    @NullSource
    @EmptySource
    void shouldSayWhatToWriteWhenTheClusterHasNoName(String value) {
        // Given
        OperatorConfig config = Settings.of(value == null ? Map.of() : Map.of("ECR_OPERATOR_CLUSTER_NAME", value));

        // When
        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OperatorConfigRules.check(config))
                .withMessageContaining("ecr-operator.cluster-name is not set")
                .withMessageContaining("ECR_OPERATOR_CLUSTER_NAME")
                .withMessageContaining("deploy/install/08-Deployment.ecr-operator.yaml");
    }

    @Test
    void shouldTakeTheLeaseNamespaceOfTheContextWhenNoneIsSet() {
        // Given
        var set = Settings.of(Map.of("ECR_OPERATOR_LEADER_ELECTION_NAMESPACE", "ops"))
                .leaderElection();
        var unset = Settings.of(Map.of()).leaderElection();

        // When
        // Then
        assertThat(OperatorConfigRules.leaseNamespace(set, "team-a")).isEqualTo("ops");
        assertThat(OperatorConfigRules.leaseNamespace(unset, "team-a")).isEqualTo("team-a");
    }

    @ParameterizedTest
    @NullSource
    @EmptySource
    void shouldNameTheKeysWhenNoNamespaceForTheLeaseIsKnown(String ofContext) {
        // Given
        var election = Settings.of(Map.of()).leaderElection();

        // When
        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OperatorConfigRules.leaseNamespace(election, ofContext))
                .withMessageContaining("ecr-operator.leader-election.namespace")
                .withMessageContaining("ECR_OPERATOR_LEADER_ELECTION_NAMESPACE")
                .withMessageContaining("ecr-operator.leader-election.enabled=false");
    }

    @Test
    void shouldNameTheKeyWhenAValueIsOfAnotherType() {
        // When
        // Then
        assertThatThrownBy(() -> Settings.of(Map.of("ECR_OPERATOR_RECONCILE_THREADS", "many")))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("ecr-operator.reconcile-threads")
                .hasMessageContaining("many");
    }
}
