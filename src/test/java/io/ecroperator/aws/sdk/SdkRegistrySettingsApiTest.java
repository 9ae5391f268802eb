package io.ecroperator.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecroperator.aws.RegistrySettingsApi;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.emulator.Emulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SdkRegistrySettingsApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROLE = "arn:aws:iam::123456789012:role/scanner";

    /** Of which the SDK knows neither {@code deleteReplication} nor what is invented. */
    private static final String REPLICATION = "{\"rules\":[{\"destinations\":[{\"region\":\"eu-west-1\","
            + "\"registryId\":\"123456789012\",\"priority\":1.10}],\"deleteReplication\":{\"enabled\":true},"
            + "\"invented\":[null,{\"é\":\"\\\"\"}]}],\"mode\":\"NEW\"}";

    private final Emulator emulator = Emulator.start();
    private final WireStub stub = new WireStub();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AwsConnections connections =
            new AwsConnections(AwsClientSettings.defaults("1.2.3"), Connections.KEYS, meters);
    private final RegistrySettingsApi settings =
            connections.connection(Connections.to(emulator)).registryDoors().settings();
    private final RegistrySettingsApi stubbed =
            connections.connection(Connections.to(stub)).registryDoors().settings();

    @AfterEach
    void close() {
        connections.close();
        stub.close();
        emulator.close();
    }

    @Test
    void shouldKeepMembersThatTheSdkDoesNotKnow() {
        // Given
        stub.answer("{\"registryId\":\"123456789012\",\"replicationConfiguration\":" + REPLICATION + "}");

        // When
        String read = stubbed.describeRegistry();
        stubbed.putReplicationConfiguration(read);

        // Then
        assertThat(read).isEqualTo(REPLICATION);
        WireStub.Request put = stub.requests().get(1);
        assertThat(put.operation()).isEqualTo("PutReplicationConfiguration");
        assertThat(put.body()).isEqualTo("{\"replicationConfiguration\":" + REPLICATION + "}");
    }

    @Test
    void shouldSendAConfigurationWhereItsOperationTakesIt() {
        // Given
        stub.answer("{}");

        // When
        stubbed.putRegistryScanningConfiguration("{\"scanType\":\"BASIC\",\"new\":1}");
        stubbed.putSigningConfiguration("{\"rules\":[]}");

        // Then
        assertThat(stub.requests())
                .extracting(WireStub.Request::operation, WireStub.Request::body)
                .containsExactly(
                        tuple("PutRegistryScanningConfiguration", "{\"scanType\":\"BASIC\",\"new\":1}"),
                        tuple("PutSigningConfiguration", "{\"signingConfiguration\":{\"rules\":[]}}"));
    }

    @Test
    void shouldSendTheWholeConfigurationAgainAfterAServerError() {
        // Given
        stub.error(500, "ServerException", "Oops").answer("{}");

        // When
        stubbed.putReplicationConfiguration(REPLICATION);

        // Then
        assertThat(stub.requests())
                .extracting(WireStub.Request::body)
                .containsOnly("{\"replicationConfiguration\":" + REPLICATION + "}")
                .hasSize(2);
    }

    @Test
    void shouldTakeTheAnswerThatWasReadAfterAServerError() {
        // Given
        stub.error(500, "ServerException", "Oops").answer("{\"replicationConfiguration\":{\"rules\":[]}}");

        // Then
        assertThat(stubbed.describeRegistry()).isEqualTo("{\"rules\":[]}");
    }

    @Test
    void shouldReadBackWhatWasPut() throws IOException {
        // When
        settings.putReplicationConfiguration(
                "{\"rules\":[{\"destinations\":[{\"region\":\"eu-west-1\",\"registryId\":\"123456789012\"}]}]}");
        settings.putRegistryScanningConfiguration(
                "{\"scanType\":\"BASIC\",\"rules\":[{\"scanFrequency\":\"SCAN_ON_PUSH\","
                        + "\"repositoryFilters\":[{\"filter\":\"*\",\"filterType\":\"WILDCARD\"}]}]}");
        settings.putAccountSetting("BLOB_MOUNTING", "ENABLED");
        settings.registerPullTimeUpdateExclusion(ROLE);

        // Then
        assertThat(tree(settings.describeRegistry())
                        .at("/rules/0/destinations/0/region")
                        .asText())
                .isEqualTo("eu-west-1");
        assertThat(tree(settings.getRegistryScanningConfiguration())
                        .at("/rules/0/repositoryFilters/0/filter")
                        .asText())
                .isEqualTo("*");
        assertThat(settings.getAccountSetting("BLOB_MOUNTING")).isEqualTo("ENABLED");
        assertThat(settings.listPullTimeUpdateExclusions()).containsExactly(ROLE);
    }

    @Test
    void shouldKeepThePolicyAndTheSigningConfigurationUntilTheyAreDeleted() throws IOException {
        // Given
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"replicate\",\"Effect\":\"Allow\","
                + "\"Principal\":{\"AWS\":\"arn:aws:iam::210987654321:root\"},\"Action\":\"ecr:ReplicateImage\","
                + "\"Resource\":\"arn:aws:ecr:us-east-1:123456789012:repository/*\"}]}";
        String profile = "arn:aws:signer:us-east-1:123456789012:/signing-profiles/release";

        // When
        settings.putRegistryPolicy(policy);
        settings.putSigningConfiguration("{\"rules\":[{\"signingProfileArn\":\"" + profile + "\"}]}");

        // Then
        assertThat(tree(settings.getRegistryPolicy().orElseThrow())
                        .at("/Statement/0/Sid")
                        .asText())
                .isEqualTo("replicate");
        assertThat(tree(settings.getSigningConfiguration().orElseThrow())
                        .at("/rules/0/signingProfileArn")
                        .asText())
                .isEqualTo(profile);

        // When
        settings.deleteRegistryPolicy();
        settings.deleteSigningConfiguration();

        // Then
        assertThat(settings.getRegistryPolicy()).isEmpty();
        assertThat(settings.getSigningConfiguration()).isEmpty();
    }

    @Test
    void shouldBeDoneWhenThereIsNothingToDelete() {
        settings.deleteRegistryPolicy();
        settings.deleteSigningConfiguration();

        assertThat(settings.getRegistryPolicy()).isEmpty();
        assertThat(settings.getSigningConfiguration()).isEmpty();
    }

    @Test
    void shouldSayWhatKindOfFailureItIs() {
        // Given
        settings.registerPullTimeUpdateExclusion(ROLE);

        // Then
        assertThat(kind(() -> settings.registerPullTimeUpdateExclusion(ROLE))).isEqualTo(Kind.ALREADY_EXISTS);
        assertThat(kind(() -> settings.deregisterPullTimeUpdateExclusion(ROLE + "s")))
                .isEqualTo(Kind.NOT_FOUND);
        assertThat(kind(() -> settings.putReplicationConfiguration("{\"rules\":[{\"destinations\":[{}]}]}")))
                .isEqualTo(Kind.INVALID);
        assertThat(kind(() -> settings.putAccountSetting("BLOB_MOUNTING", "SOMETIMES")))
                .isEqualTo(Kind.INVALID);
    }

    @Test
    void shouldNotTakeAnAnswerWithoutWhatWasAskedForAsNothingThere() {
        // Given
        stub.answer("{}");
        Stream<ThrowingCallable> reads = Stream.of(
                stubbed::getRegistryPolicy,
                stubbed::describeRegistry,
                stubbed::getRegistryScanningConfiguration,
                stubbed::getSigningConfiguration,
                stubbed::listPullTimeUpdateExclusions,
                () -> stubbed.getAccountSetting("BLOB_MOUNTING"));

        // Then
        assertThat(reads).allSatisfy(read -> assertThat(kind(read)).isEqualTo(Kind.TRANSIENT));
    }

    @Test
    void shouldNotQuoteWhatIsNoJson() {
        // Given
        stub.answer("{\"replicationConfiguration\":{\"rules\":[]},\"secret\":");

        // Then
        assertThatThrownBy(stubbed::describeRegistry)
                .isInstanceOf(AwsException.class)
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void shouldCountAsEveryOtherCall() {
        // When
        settings.describeRegistry();

        // Then
        assertThat(meters.get("ecr_operator_aws_calls")
                        .tag("operation", "DescribeRegistry")
                        .timers())
                .isNotEmpty();
    }

    private static Kind kind(ThrowingCallable call) {
        return catchThrowableOfType(AwsException.class, call).kind();
    }

    private static JsonNode tree(String json) throws IOException {
        return JSON.readTree(json);
    }
}
