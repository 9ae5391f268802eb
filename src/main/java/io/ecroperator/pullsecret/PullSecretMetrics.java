package io.ecroperator.pullsecret;

import io.ecroperator.api.v1alpha1.EcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrPullSecretStatus.TokenStatus;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.metrics.Metric;
import io.ecroperator.pullsecret.PullSecretOutcome.Write;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Reason;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Counts and measures pull secrets. What is per object is read off the statuses, so that it goes with the object. */
final class PullSecretMetrics {

    private static final String OK = "ok";

    private final MeterRegistry registry;
    private final Clock clock;
    private final MultiGauge expiries;
    private final AtomicLong outOfDate = new AtomicLong();
    private final Map<TokenKey, AtomicLong> mintedAt = new ConcurrentHashMap<>();

    /** Counts into the registry; the clock says how long a token has left. */
    PullSecretMetrics(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        this.expiries = Metric.PULL_SECRET_EXPIRY.gauges(registry);
        Metric.PULL_SECRETS_OUT_OF_DATE.gauge(registry, outOfDate, AtomicLong::get);
    }

    /** A token was asked for, with success if the failure is empty. */
    void minted(TokenKey key, Optional<AwsFailure> failure) {
        String outcome =
                failure.map(each -> each.kind().name().toLowerCase(Locale.ROOT)).orElse(OK);
        Metric.TOKEN_MINTS.counter(registry, key.label(), outcome).increment();
        if (failure.isEmpty()) {
            mintedAt.computeIfAbsent(key, this::lastMint).set(clock.instant().getEpochSecond());
        }
    }

    /** Secrets were written, or could not be. */
    void wrote(Collection<Write> writes) {
        writes.forEach(write -> Metric.PULL_SECRET_WRITES
                .counter(registry, write.made() ? OK : write.overtaken() ? "conflict" : "refused")
                .increment());
    }

    /** Shows how these objects stand now, in place of those shown before. */
    void show(Collection<EcrPullSecret> objects) {
        Instant now = clock.instant();
        expiries.register(objects.stream().flatMap(object -> rows(object, now)).toList(), true);
        outOfDate.set(objects.stream().filter(object -> !isUpToDate(object)).count());
    }

    private AtomicLong lastMint(TokenKey key) {
        AtomicLong at = new AtomicLong();
        Metric.TOKEN_MINTED_AT.gauge(registry, at, AtomicLong::get, key.label());
        return at;
    }

    private static Stream<MultiGauge.Row<?>> rows(EcrPullSecret object, Instant now) {
        List<TokenStatus> tokens = object.getStatus() == null
                ? List.of()
                : Objects.requireNonNullElse(object.getStatus().registries(), List.of());
        return tokens.stream()
                .filter(token -> token.expiresAt() != null)
                .map(token -> MultiGauge.Row.of(
                        Metric.PULL_SECRET_EXPIRY.tagged(
                                object.getMetadata().getNamespace(),
                                object.getMetadata().getName(),
                                token.registry()),
                        Duration.between(now, Instant.parse(token.expiresAt())).toSeconds()));
    }

    private static boolean isUpToDate(EcrPullSecret object) {
        return object.getStatus() != null
                && Conditions.find(object.getStatus().conditions(), ConditionType.READY)
                        .filter(ready -> ConditionStatus.TRUE.label().equals(ready.getStatus()))
                        .filter(ready -> Reason.TOKENS_VALID.label().equals(ready.getReason()))
                        .isPresent();
    }
}
