package io.ecroperator.aws;

import java.util.Optional;

/** Reads access keys from Secrets in the operator's namespace. */
@FunctionalInterface
public interface SecretAccessKeys {

    /**
     * What the Secret holds now. May block; is called again within a minute while the key is in use.
     *
     * @return empty if there is no such Secret
     * @throws RuntimeException if it cannot be read, or does not hold an access key
     */
    Optional<AccessKey> read(String secretName);
}
