package io.ecroperator.registryconfig;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import io.ecroperator.aws.FailedReplication;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.RegistrySettingsApi;
import io.ecroperator.aws.ReplicationBackfill;
import io.ecroperator.aws.ReplicationBackfillApi;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.emulator.Registry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The settings of a registry at the strict emulator, without a wire, so that something can happen on the way of every call and of
 * every answer.
 */
final class EmulatedSettings implements RegistrySettingsApi, ReplicationBackfillApi {

    private static final String NONE = "{}";

    private final Registry registry;
    private final Runnable onTheWay;
    private final List<String> calls = new ArrayList<>();

    EmulatedSettings(Registry registry, Runnable onTheWay) {
        this.registry = registry;
        this.onTheWay = onTheWay;
    }

    /** The writes since this was asked last. */
    List<String> writes() {
        List<String> writes = calls.stream()
                .filter(call -> !call.startsWith("Get") && !call.startsWith("List") && !call.startsWith("Describe"))
                .toList();
        calls.clear();
        return writes;
    }

    private JsonNode call(String operation, String request) {
        onTheWay.run();
        JsonNode answer = answer(operation, request);
        calls.add(operation);
        onTheWay.run();
        return answer;
    }

    private JsonNode answer(String operation, String request) {
        try {
            return registry.call(operation, request);
        } catch (IllegalStateException refusal) {
            String code = refusal.getMessage().substring(0, refusal.getMessage().indexOf(':'));
            throw new AwsException(
                    new AwsFailure(kind(code), operation, code, refusal.getMessage(), "request"), refusal);
        }
    }

    private static Kind kind(String code) {
        if (code.contains("NotFound")) {
            return Kind.NOT_FOUND;
        }
        if (code.contains("AlreadyExists")) {
            return Kind.ALREADY_EXISTS;
        }
        if (code.contains("InProgress")) {
            return Kind.TRANSIENT;
        }
        return code.contains("LimitExceeded") ? Kind.QUOTA : Kind.INVALID;
    }

    private Optional<JsonNode> unlessNotFound(String operation) {
        try {
            return Optional.of(call(operation, NONE));
        } catch (AwsException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public Optional<String> getRegistryPolicy() {
        return unlessNotFound("GetRegistryPolicy")
                .map(answer -> answer.path("policyText").asText());
    }

    @Override
    public void putRegistryPolicy(String policyText) {
        call(
                "PutRegistryPolicy",
                "{\"policyText\":\""
                        + new String(JsonStringEncoder.getInstance().quoteAsString(policyText)) + "\"}");
    }

    @Override
    public void deleteRegistryPolicy() {
        unlessNotFound("DeleteRegistryPolicy");
    }

    @Override
    public String describeRegistry() {
        return call("DescribeRegistry", NONE).path("replicationConfiguration").toString();
    }

    @Override
    public void putReplicationConfiguration(String replicationConfiguration) {
        call("PutReplicationConfiguration", "{\"replicationConfiguration\":" + replicationConfiguration + "}");
    }

    @Override
    public String getRegistryScanningConfiguration() {
        return call("GetRegistryScanningConfiguration", NONE)
                .path("scanningConfiguration")
                .toString();
    }

    @Override
    public void putRegistryScanningConfiguration(String scanningConfiguration) {
        call("PutRegistryScanningConfiguration", scanningConfiguration);
    }

    @Override
    public Optional<String> getSigningConfiguration() {
        return unlessNotFound("GetSigningConfiguration")
                .map(answer -> answer.path("signingConfiguration").toString());
    }

    @Override
    public void putSigningConfiguration(String signingConfiguration) {
        call("PutSigningConfiguration", "{\"signingConfiguration\":" + signingConfiguration + "}");
    }

    @Override
    public void deleteSigningConfiguration() {
        unlessNotFound("DeleteSigningConfiguration");
    }

    @Override
    public String getAccountSetting(String name) {
        return call("GetAccountSetting", "{\"name\":\"" + name + "\"}")
                .path("value")
                .asText();
    }

    @Override
    public void putAccountSetting(String name, String value) {
        call("PutAccountSetting", "{\"name\":\"" + name + "\",\"value\":\"" + value + "\"}");
    }

    @Override
    public List<String> listPullTimeUpdateExclusions() {
        JsonNode answer = call("ListPullTimeUpdateExclusions", "{\"maxResults\":100}");
        return StreamSupport.stream(answer.path("pullTimeUpdateExclusions").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Override
    public void registerPullTimeUpdateExclusion(String principalArn) {
        call("RegisterPullTimeUpdateExclusion", "{\"principalArn\":\"" + principalArn + "\"}");
    }

    @Override
    public void deregisterPullTimeUpdateExclusion(String principalArn) {
        call("DeregisterPullTimeUpdateExclusion", "{\"principalArn\":\"" + principalArn + "\"}");
    }

    @Override
    public ReplicationBackfill startReplicationBackfill(RegistryId destination) {
        return backfill(call(
                "StartReplicationBackfill",
                "{\"destination\":{\"region\":\"" + destination.region() + "\",\"registryId\":\""
                        + destination.accountId() + "\"}}"));
    }

    @Override
    public List<ReplicationBackfill> listReplicationBackfills() {
        JsonNode answer = call("ListReplicationBackfills", "{\"maxResults\":50}");
        return StreamSupport.stream(answer.path("backfills").spliterator(), false)
                .map(EmulatedSettings::backfill)
                .toList();
    }

    @Override
    public List<FailedReplication> describeReplicationBackfillResults(String replicationBackfillId, int atMost) {
        call("DescribeReplicationBackfillResults", "{\"replicationBackfillId\":\"" + replicationBackfillId + "\"}");
        return List.of();
    }

    private static ReplicationBackfill backfill(JsonNode json) {
        return new ReplicationBackfill(
                json.path("replicationBackfillId").asText(),
                new RegistryId(
                        json.at("/destination/registryId").asText(),
                        json.at("/destination/region").asText()),
                json.path("status").asText(),
                Instant.ofEpochMilli((long) (json.path("startedAt").asDouble() * 1000)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
