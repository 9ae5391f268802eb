package io.ecroperator.aws.view;

import io.ecroperator.aws.RegistrySettingsApi;
import io.ecroperator.aws.error.AwsException;
import java.util.List;
import java.util.Optional;

/** Settings of a registry; each answer about its policy updates what is known of it. */
final class ViewUpdatingSettings implements RegistrySettingsApi {

    private final RegistrySettingsApi settings;
    private final KnownRegistryPolicy policy;

    ViewUpdatingSettings(RegistrySettingsApi settings, KnownRegistryPolicy policy) {
        this.settings = settings;
        this.policy = policy;
    }

    @Override
    public Optional<String> getRegistryPolicy() {
        Optional<String> text = settings.getRegistryPolicy();
        policy.told(text);
        return text;
    }

    @Override
    public void putRegistryPolicy(String policyText) {
        written(() -> settings.putRegistryPolicy(policyText), Optional.of(policyText));
    }

    @Override
    public void deleteRegistryPolicy() {
        written(settings::deleteRegistryPolicy, Optional.empty());
    }

    private void written(Runnable call, Optional<String> text) {
        try {
            call.run();
        } catch (AwsException e) {
            policy.forget();
            throw e;
        }
        policy.told(text);
    }

    @Override
    public String describeRegistry() {
        return settings.describeRegistry();
    }

    @Override
    public void putReplicationConfiguration(String replicationConfiguration) {
        settings.putReplicationConfiguration(replicationConfiguration);
    }

    @Override
    public String getRegistryScanningConfiguration() {
        return settings.getRegistryScanningConfiguration();
    }

    @Override
    public void putRegistryScanningConfiguration(String scanningConfiguration) {
        settings.putRegistryScanningConfiguration(scanningConfiguration);
    }

    @Override
    public Optional<String> getSigningConfiguration() {
        return settings.getSigningConfiguration();
    }

    @Override
    public void putSigningConfiguration(String signingConfiguration) {
        settings.putSigningConfiguration(signingConfiguration);
    }

    @Override
    public void deleteSigningConfiguration() {
        settings.deleteSigningConfiguration();
    }

    @Override
    public String getAccountSetting(String name) {
        return settings.getAccountSetting(name);
    }

    @Override
    public void putAccountSetting(String name, String value) {
        settings.putAccountSetting(name, value);
    }

    @Override
    public List<String> listPullTimeUpdateExclusions() {
        return settings.listPullTimeUpdateExclusions();
    }

    @Override
    public void registerPullTimeUpdateExclusion(String principalArn) {
        settings.registerPullTimeUpdateExclusion(principalArn);
    }

    @Override
    public void deregisterPullTimeUpdateExclusion(String principalArn) {
        settings.deregisterPullTimeUpdateExclusion(principalArn);
    }
}
