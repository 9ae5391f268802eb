package io.ecroperator.registryconfig;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.access.Access;
import io.ecroperator.access.NamespaceLabels;
import io.ecroperator.access.Powers;
import io.ecroperator.access.RegistryGrants;
import io.ecroperator.api.v1alpha1.EcrRegistryConfigurationSpec;
import io.ecroperator.api.v1alpha1.EcrRegistrySpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FragmentAccessTest {

    private static final String TO = "destinations: [{region: eu-west-1, registryId: '123456789012'}]";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replication: {rules: [{TO, repositoryFilters: [{filterType: PREFIX_MATCH, filter: team-a/}]}]} | true",
                "replication: {rules: [{TO, repositoryFilters: [{filterType: PREFIX_MATCH, filter: team-a}]}]} | false",
                "replication: {rules: [{TO}]} | false",
                "replication: {rules: []} | true",
                "scanning: {rules: [{scanFrequency: MANUAL, repositoryFilters: [{filterType: WILDCARD, filter: team-a/*}]}]} | true",
                "scanning: {rules: [{scanFrequency: MANUAL, repositoryFilters: [{filterType: WILDCARD, filter: team-a/api}]}]} | false",
                "scanning: {rules: [{scanFrequency: MANUAL, repositoryFilters: [{filterType: WILDCARD, filter: '*'}]}]} | false",
                "scanning: {scanType: ENHANCED} | false",
                "signing: {rules: [{signingProfileArn: p, repositoryFilters: [{filterType: WILDCARD_MATCH, filter: team-a/*/x}]}]} | true",
                "signing: {rules: [{signingProfileArn: p, repositoryFilters: [{filterType: WILDCARD_MATCH, filter: team-*/x}]}]} | false",
                "signing: {rules: [{signingProfileArn: p}]} | false",
                "policy: {statements: [{sid: a, effect: Allow, resource: ['arn:aws:ecr:eu-central-1:123456789012:repository/team-a/*']}]} | true",
                "policy: {statements: [{sid: a, effect: Allow, resource: ['arn:aws:ecr:eu-central-1:123456789012:repository/team-?/*']}]} | false",
                "policy: {statements: [{sid: a, effect: Allow}]} | false",
                "accountSettings: [{name: BLOB_MOUNTING, value: ENABLED}] | false",
                "accountSettings: [] | true",
                "pullTimeUpdateExclusions: ['arn:aws:iam::123456789012:role/x'] | false",
                "{} | true"
            })
    void shouldBoundANamespaceToTheNamesThatItMayHave(String spec, boolean may) {
        // Given
        Access access = grants("{namespaces: [team-a], kinds: [EcrRegistryConfiguration],"
                + " repositoryNamePatterns: ['{namespace}/*']}");

        // Then
        assertThat(new FragmentAccess(access, "team-a").refusal(spec(spec)).isEmpty())
                .isEqualTo(may);
        assertThat(new FragmentAccess(Powers.NONE, "team-a").refusal(spec(spec)))
                .as("nothing bounds the names of the operator's own registry")
                .isEmpty();
    }

    @Test
    void shouldAskForThePowerToReplicateDeletions() {
        // Given
        EcrRegistryConfigurationSpec deletes = spec("replication: {rules: [{TO, deleteReplication: {enabled: true}}]}");
        EcrRegistryConfigurationSpec deletesNot =
                spec("replication: {rules: [{TO, deleteReplication: {enabled: false}}]}");
        Access without = grants("{namespaces: [team-a], kinds: [EcrRegistryConfiguration]}");
        Access with = grants("{namespaces: [team-a], kinds: [EcrRegistryConfiguration], powers: [DeleteReplication]}");

        // Then
        assertThat(new FragmentAccess(without, "team-a").refusal(deletes)).hasValueSatisfying(why -> assertThat(why)
                .startsWith("spec.replication has deletions replicated, which deletes images in every destination.")
                .contains("DeleteReplication to powers"));
        assertThat(new FragmentAccess(without, "team-a").refusal(deletesNot)).isEmpty();
        assertThat(new FragmentAccess(with, "team-a").refusal(deletes)).isEmpty();
        assertThat(new FragmentAccess(Powers.NONE, "team-a").refusal(deletes))
                .hasValueSatisfying(why -> assertThat(why).contains("ECR_OPERATOR_POWERS_DELETE_REPLICATION"));
    }

    @Test
    void shouldAskForThePowerToReplicateWhatWasThereBefore() {
        // Given
        String to = "destinations: [{region: eu-west-1, registryId: '123456789012'}]";
        EcrRegistryConfigurationSpec starts = spec("replication: {rules: [{TO}], backfill: {" + to + "}}");
        EcrRegistryConfigurationSpec startsNone = spec("replication: {rules: [{TO}], backfill: {destinations: []}}");
        Access without =
                grants("{namespaces: [team-a], kinds: [EcrRegistryConfiguration], powers: [DeleteReplication]}");
        Access with =
                grants("{namespaces: [team-a], kinds: [EcrRegistryConfiguration], powers: [ReplicationBackfill]}");

        // Then
        assertThat(new FragmentAccess(without, "team-a").refusal(starts)).hasValueSatisfying(why -> assertThat(why)
                .startsWith("spec.replication.backfill has all images replicated that were there before")
                .contains("ReplicationBackfill to powers")
                .endsWith("Or take backfill out."));
        assertThat(new FragmentAccess(without, "team-a").refusal(startsNone)).isEmpty();
        assertThat(new FragmentAccess(with, "team-a").refusal(starts)).isEmpty();
        assertThat(new FragmentAccess(Powers.NONE, "team-a").refusal(starts))
                .hasValueSatisfying(why -> assertThat(why).contains("ECR_OPERATOR_POWERS_REPLICATION_BACKFILL"));
    }

    private static EcrRegistryConfigurationSpec spec(String yaml) {
        return Serialization.unmarshal(yaml.replace("TO", TO), EcrRegistryConfigurationSpec.class);
    }

    private static Access grants(String entry) {
        NamespaceLabels none = new NamespaceLabels() {
            @Override
            public Optional<Map<String, String>> of(String namespace) {
                return Optional.empty();
            }

            @Override
            public Map<String, String> around(String namespace) {
                return Map.of();
            }
        };
        return RegistryGrants.of(
                "prod", Serialization.unmarshal("access: [" + entry + "]", EcrRegistrySpec.class), none);
    }
}
