package io.ecroperator.registryconfig;

import io.ecroperator.aws.RegistrySettingsApi;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The settings of a registry in memory. Keeps texts as they are put, and fails when told to. */
final class InMemorySettings implements RegistrySettingsApi {

    private final List<String> calls = new ArrayList<>();
    private final Map<String, String> accountSettings = new TreeMap<>(Map.of("BLOB_MOUNTING", "DISABLED"));
    private final TreeSet<String> exclusions = new TreeSet<>();
    private Optional<String> policy = Optional.empty();
    private String replication = "{\"rules\":[]}";
    private String scanning = "{\"scanType\":\"BASIC\",\"rules\":[]}";
    private Optional<String> signing = Optional.empty();
    private Function<String, Optional<Kind>> faults = text -> Optional.empty();
    private Optional<String> denied = Optional.empty();
    private boolean answersAreLost;
    private int failures;

    /** The calls since this was asked last, by operation. */
    List<String> calls() {
        List<String> made = List.copyOf(calls);
        calls.clear();
        return made;
    }

    /** Has writes fail, by what they write, and reads, by an empty text. */
    void fail(Function<String, Optional<Kind>> with) {
        faults = with;
    }

    /** Has AWS deny one operation; none if empty. */
    void deny(Optional<String> operation) {
        denied = operation;
    }

    /** Has writes take effect and fail. */
    void loseAnswers(boolean lose) {
        answersAreLost = lose;
    }

    String replication() {
        return replication;
    }

    Optional<String> policy() {
        return policy;
    }

    /** Something else changes the replication configuration. */
    void setReplication(String json) {
        replication = json;
    }

    String scanning() {
        return scanning;
    }

    /** Something else changes the scanning configuration. */
    void setScanning(String json) {
        scanning = json;
    }

    private void call(String operation, String text) {
        calls.add(operation);
        if (denied.filter(operation::equals).isPresent()) {
            throw failure(Kind.DENIED, operation);
        }
        faults.apply(text).ifPresent(kind -> {
            throw failure(kind, operation);
        });
    }

    private void answer(String operation) {
        if (answersAreLost) {
            throw failure(Kind.TRANSIENT, operation);
        }
    }

    private AwsException failure(Kind kind, String operation) {
        failures++;
        return new AwsException(new AwsFailure(kind, operation, "Code", "AWS says no.", "request-" + failures), null);
    }

    @Override
    public Optional<String> getRegistryPolicy() {
        call("GetRegistryPolicy", "");
        return policy;
    }

    @Override
    public void putRegistryPolicy(String policyText) {
        call("PutRegistryPolicy", policyText);
        policy = Optional.of(policyText);
        answer("PutRegistryPolicy");
    }

    @Override
    public void deleteRegistryPolicy() {
        call("DeleteRegistryPolicy", "");
        policy = Optional.empty();
    }

    @Override
    public String describeRegistry() {
        call("DescribeRegistry", "");
        return replication;
    }

    @Override
    public void putReplicationConfiguration(String replicationConfiguration) {
        call("PutReplicationConfiguration", replicationConfiguration);
        replication = replicationConfiguration;
        answer("PutReplicationConfiguration");
    }

    @Override
    public String getRegistryScanningConfiguration() {
        call("GetRegistryScanningConfiguration", "");
        return scanning;
    }

    @Override
    public void putRegistryScanningConfiguration(String scanningConfiguration) {
        call("PutRegistryScanningConfiguration", scanningConfiguration);
        scanning = scanningConfiguration;
    }

    @Override
    public Optional<String> getSigningConfiguration() {
        call("GetSigningConfiguration", "");
        return signing;
    }

    @Override
    public void putSigningConfiguration(String signingConfiguration) {
        call("PutSigningConfiguration", signingConfiguration);
        signing = Optional.of(signingConfiguration);
    }

    @Override
    public void deleteSigningConfiguration() {
        call("DeleteSigningConfiguration", "");
        signing = Optional.empty();
    }

    @Override
    public String getAccountSetting(String name) {
        call("GetAccountSetting", "");
        return accountSettings.get(name);
    }

    @Override
    public void putAccountSetting(String name, String value) {
        call("PutAccountSetting", name + value);
        accountSettings.put(name, value);
    }

    @Override
    public List<String> listPullTimeUpdateExclusions() {
        call("ListPullTimeUpdateExclusions", "");
        return List.copyOf(exclusions);
    }

    @Override
    public void registerPullTimeUpdateExclusion(String principalArn) {
        call("RegisterPullTimeUpdateExclusion", principalArn);
        exclusions.add(principalArn);
    }

    @Override
    public void deregisterPullTimeUpdateExclusion(String principalArn) {
        call("DeregisterPullTimeUpdateExclusion", principalArn);
        exclusions.remove(principalArn);
    }
}
