package io.ecroperator.managed.recorded;

import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.RegistryItem;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.view.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a thing.
 *
 * @param registry that it is in; empty if there is none, or nobody knows
 * @param askedAt when its creation was asked for without an answer, by this object
 */
public record Sighting<T extends RegistryItem>(
        Reading<T> thing, Optional<RegistryId> registry, Optional<Instant> askedAt) {

    /** So long a creation may take from when it is asked for: two calls of five minutes, the longest that the settings allow. */
    private static final Duration IN_FLIGHT = Duration.ofMinutes(15);

    /** By how much the clocks of AWS and of the operator may differ. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    /**
     * Through a connection. The account is what ECR says of the thing itself, where it does, since that needs no other service to
     * answer.
     */
    static <T extends RegistryItem> Sighting<T> of(EcrConnection aws, Reading<T> thing, Optional<Instant> askedAt) {
        Optional<RegistryId> registry = thing.toOptional().flatMap(found -> found.accountId()
                .map(account -> new RegistryId(account, aws.region()))
                .or(aws::id));
        return new Sighting<>(thing, registry, askedAt);
    }

    /** Whether it may be what came of a creation that ECR has not answered: it was created right after the request. */
    public boolean mayBeWhatWasAskedFor() {
        return thing.toOptional()
                .map(RegistryItem::createdAt)
                .filter(created -> askedAt.filter(asked -> !created.isBefore(asked.minus(SKEW)))
                        .filter(asked -> !created.isAfter(asked.plus(IN_FLIGHT)))
                        .isPresent())
                .isPresent();
    }
}
