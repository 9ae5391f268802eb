package io.ecroperator.pullthrough;

import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRuleStatus;
import io.ecroperator.aws.PullThroughCacheRule;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.error.AwsFailure.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a status, which may be null, records. Rules have no tags: only this says which rule is an object's.
 *
 * @param createdAt of the rule that the object has created or taken over; empty if it has none
 */
record RecordedRule(Optional<String> createdAt, Optional<RegistryId> registry, Optional<Instant> askedAt) {

    private static final Duration SKEW = Duration.ofMinutes(1);

    static RecordedRule from(EcrPullThroughCacheRuleStatus status) {
        if (status == null) {
            return new RecordedRule(Optional.empty(), Optional.empty(), Optional.empty());
        }
        boolean owned = Boolean.TRUE.equals(status.owned());
        boolean placed = owned && status.registryId() != null && status.region() != null;
        return new RecordedRule(
                Optional.ofNullable(status.createdAt()).filter(any -> owned),
                placed ? Optional.of(new RegistryId(status.registryId(), status.region())) : Optional.empty(),
                Optional.ofNullable(status.creationAskedAt()).map(Instant::parse));
    }

    /** Whether a creation that failed so may have been carried out, by the call or by one that the SDK made before it. */
    static boolean mayHaveCreated(Kind failure) {
        return failure == Kind.TRANSIENT || failure == Kind.ALREADY_EXISTS;
    }

    /** Whether the rule may be what came of a creation that ECR has not answered. */
    boolean mayHaveCreated(PullThroughCacheRule rule) {
        return isSince(askedAt, rule);
    }

    /** Whether the rule is not older than the request, as far as the clocks of AWS and of the operator agree. */
    static boolean isSince(Optional<Instant> askedAt, PullThroughCacheRule rule) {
        return askedAt.filter(asked -> !rule.createdAt().isBefore(asked.minus(SKEW)))
                .isPresent();
    }

    /** Whether it is the very rule that the object has had: deleted and created again by others, it is another one. */
    boolean is(PullThroughCacheRule rule) {
        return createdAt.filter(rule.createdAt().toString()::equals).isPresent()
                && registry.map(RegistryId::accountId)
                        .filter(account -> !Objects.equals(account, rule.registryId()))
                        .isEmpty();
    }
}
