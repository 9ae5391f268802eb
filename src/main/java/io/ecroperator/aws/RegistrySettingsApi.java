package io.ecroperator.aws;

import java.util.List;
import java.util.Optional;

/**
 * The settings that a registry has once. The method names are the IAM actions.
 *
 * <p>Whoever changes one entry has to put all of them, so configurations are JSON as AWS sends and takes it: members that
 * this version of the SDK does not know survive a read and a write, where its own types would drop them silently.
 *
 * <p>Every method throws {@link io.ecroperator.aws.error.AwsException}.
 */
public interface RegistrySettingsApi {

    /** The registry policy's text; empty if the registry has none. */
    Optional<String> getRegistryPolicy();

    /** Replaces the registry policy. */
    void putRegistryPolicy(String policyText);

    /** Removes the registry policy; done if there is none. */
    void deleteRegistryPolicy();

    /** The replication configuration, <code>{"rules": […]}</code>; without rules if there is none. */
    String describeRegistry();

    /** Replaces the replication configuration; one without rules ends the replication. */
    void putReplicationConfiguration(String replicationConfiguration);

    /** The scanning configuration, <code>{"scanType": …, "rules": […]}</code>; there always is one. */
    String getRegistryScanningConfiguration();

    /** Replaces the scanning configuration. */
    void putRegistryScanningConfiguration(String scanningConfiguration);

    /** The signing configuration, <code>{"rules": […]}</code>; empty if the registry has none. */
    Optional<String> getSigningConfiguration();

    /** Replaces the signing configuration. */
    void putSigningConfiguration(String signingConfiguration);

    /** Removes the signing configuration; done if there is none. */
    void deleteSigningConfiguration();

    /** The value of an account setting, such as {@code BLOB_MOUNTING}. */
    String getAccountSetting(String name);

    /** Sets an account setting; there is no way to remove one. */
    void putAccountSetting(String name, String value);

    /** The ARNs of all principals whose pulls do not count as use of an image. */
    List<String> listPullTimeUpdateExclusions();

    /** Lets the pulls of a principal not count; {@code ALREADY_EXISTS} if that is so. */
    void registerPullTimeUpdateExclusion(String principalArn);

    /** Lets the pulls of a principal count again; {@code NOT_FOUND} if they do. */
    void deregisterPullTimeUpdateExclusion(String principalArn);
}
