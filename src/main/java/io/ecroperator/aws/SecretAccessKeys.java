package io.ecroperator.aws;

import java.util.Optional;

/** Reads access keys from Secrets in the operator's namespace. */
@FunctionalInterface
public interface SecretAccessKeys {

    /**
     * What the Secret holds now. May block; is called again within a minute while the key is in use.
     *
     * @return empty if there is no such Secret
     * @throws IllegalArgumentException if it holds no access key; the message says what it lacks, and nothing that it holds
     * @throws IllegalStateException if it cannot be read now; the message says why
     */
    Optional<AccessKey> read(String secretName);
}
