package io.ecroperator.aws;

import java.time.Instant;
import java.util.Optional;

/** Something in a registry without tags or ARN: only where and when it was created tells it from another one of its name. */
public interface RegistryItem {

    /** When ECR created it. */
    Instant createdAt();

    /** The account that it is in; empty if ECR does not tell. */
    Optional<String> accountId();
}
