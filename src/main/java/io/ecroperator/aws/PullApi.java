package io.ecroperator.aws;

/** Asks a registry whether a login may pull, as the kubelet would: over the registry's own protocol, not the API of AWS. */
public interface PullApi {

    /**
     * Asks for the manifest of a tag that nobody uses. Never throws.
     *
     * @param token the login; of the host's region
     * @param host the registry's host name
     * @param repository the repository's name
     */
    PullAnswer mayPull(RegistryToken token, String host, String repository);
}
