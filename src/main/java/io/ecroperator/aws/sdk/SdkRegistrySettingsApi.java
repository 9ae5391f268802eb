package io.ecroperator.aws.sdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ecroperator.aws.RegistrySettingsApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ListPullTimeUpdateExclusionsResponse;

/** Settings of a registry through the SDK, configurations as the JSON that goes over the wire. */
final class SdkRegistrySettingsApi implements RegistrySettingsApi {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final String NO_POLICY = "RegistryPolicyNotFoundException";
    private static final String NO_SIGNING = "SigningConfigurationNotFoundException";
    private static final String GET_POLICY = "GetRegistryPolicy";
    private static final String GET_SETTING = "GetAccountSetting";
    private static final String LIST_EXCLUSIONS = "ListPullTimeUpdateExclusions";
    private static final String REPLICATION = "replicationConfiguration";
    private static final String SIGNING = "signingConfiguration";

    private final ServiceCalls<EcrClient> ecr;

    SdkRegistrySettingsApi(ServiceCalls<EcrClient> ecr) {
        this.ecr = ecr;
    }

    @Override
    public Optional<String> getRegistryPolicy() {
        return ServiceCalls.unless(
                NO_POLICY,
                () -> ecr.call(
                        GET_POLICY,
                        client -> ServiceCalls.told(
                                GET_POLICY,
                                client.getRegistryPolicy(request -> {}).policyText())));
    }

    @Override
    public void putRegistryPolicy(String policyText) {
        ecr.call("PutRegistryPolicy", client -> client.putRegistryPolicy(request -> request.policyText(policyText)));
    }

    @Override
    public void deleteRegistryPolicy() {
        ServiceCalls.unless(
                NO_POLICY,
                () -> ecr.call("DeleteRegistryPolicy", client -> client.deleteRegistryPolicy(request -> {})));
    }

    @Override
    public String describeRegistry() {
        return received(
                "DescribeRegistry",
                REPLICATION,
                (client, raw) -> client.describeRegistry(request -> request.overrideConfiguration(raw::take)));
    }

    @Override
    public void putReplicationConfiguration(String replicationConfiguration) {
        send(
                "PutReplicationConfiguration",
                within(REPLICATION, replicationConfiguration),
                (client, raw) ->
                        client.putReplicationConfiguration(request -> request.overrideConfiguration(raw::take)));
    }

    @Override
    public String getRegistryScanningConfiguration() {
        return received(
                "GetRegistryScanningConfiguration",
                "scanningConfiguration",
                (client, raw) ->
                        client.getRegistryScanningConfiguration(request -> request.overrideConfiguration(raw::take)));
    }

    @Override
    public void putRegistryScanningConfiguration(String scanningConfiguration) {
        send(
                "PutRegistryScanningConfiguration",
                scanningConfiguration,
                (client, raw) ->
                        client.putRegistryScanningConfiguration(request -> request.overrideConfiguration(raw::take)));
    }

    @Override
    public Optional<String> getSigningConfiguration() {
        return ServiceCalls.unless(
                NO_SIGNING,
                () -> received(
                        "GetSigningConfiguration",
                        SIGNING,
                        (client, raw) ->
                                client.getSigningConfiguration(request -> request.overrideConfiguration(raw::take))));
    }

    @Override
    public void putSigningConfiguration(String signingConfiguration) {
        send(
                "PutSigningConfiguration",
                within(SIGNING, signingConfiguration),
                (client, raw) -> client.putSigningConfiguration(request -> request.overrideConfiguration(raw::take)));
    }

    @Override
    public void deleteSigningConfiguration() {
        ServiceCalls.unless(
                NO_SIGNING,
                () -> ecr.call(
                        "DeleteSigningConfiguration", client -> client.deleteSigningConfiguration(request -> {})));
    }

    @Override
    public String getAccountSetting(String name) {
        return ecr.call(
                GET_SETTING,
                client -> ServiceCalls.told(
                        GET_SETTING,
                        client.getAccountSetting(request -> request.name(name)).value()));
    }

    @Override
    public void putAccountSetting(String name, String value) {
        ecr.call(
                "PutAccountSetting",
                client -> client.putAccountSetting(request -> request.name(name).value(value)));
    }

    @Override
    public List<String> listPullTimeUpdateExclusions() {
        List<String> principalArns = new ArrayList<>();
        String nextToken = null;
        do {
            ListPullTimeUpdateExclusionsResponse page = exclusions(nextToken);
            principalArns.addAll(page.pullTimeUpdateExclusions());
            nextToken = ServiceCalls.tokenOf(page.nextToken());
        } while (nextToken != null);
        return List.copyOf(principalArns);
    }

    @Override
    public void registerPullTimeUpdateExclusion(String principalArn) {
        ecr.call(
                "RegisterPullTimeUpdateExclusion",
                client -> client.registerPullTimeUpdateExclusion(request -> request.principalArn(principalArn)));
    }

    @Override
    public void deregisterPullTimeUpdateExclusion(String principalArn) {
        ecr.call(
                "DeregisterPullTimeUpdateExclusion",
                client -> client.deregisterPullTimeUpdateExclusion(request -> request.principalArn(principalArn)));
    }

    private ListPullTimeUpdateExclusionsResponse exclusions(String nextToken) {
        return ecr.call(LIST_EXCLUSIONS, client -> {
            ListPullTimeUpdateExclusionsResponse page =
                    client.listPullTimeUpdateExclusions(request -> request.nextToken(nextToken));
            ServiceCalls.told(LIST_EXCLUSIONS, page.hasPullTimeUpdateExclusions() ? page : null);
            return page;
        });
    }

    /** What the answer holds under that member, with all that is in it. */
    private String received(String operation, String member, BiConsumer<EcrClient, RawExchange> call) {
        return ecr.call(operation, client -> {
            RawExchange exchange = RawExchange.receiving();
            call.accept(client, exchange);
            return ServiceCalls.told(operation, member(exchange.received(), member));
        });
    }

    private void send(String operation, String json, BiConsumer<EcrClient, RawExchange> call) {
        ecr.call(operation, client -> {
            call.accept(client, RawExchange.sending(json));
            return null;
        });
    }

    /** {@code null} where there is no such member, or no JSON at all. */
    private static String member(String answer, String member) {
        try {
            JsonNode document = JSON.readTree(answer).path(member);
            return document.isObject() ? JSON.writeValueAsString(document) : null;
        } catch (JsonProcessingException noJson) {
            return null; // without the parser's words, which quote the answer
        }
    }

    private static String within(String member, String document) {
        return "{\"" + member + "\":" + document + "}";
    }
}
