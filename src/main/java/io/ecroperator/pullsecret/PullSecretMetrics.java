package io.ecroperator.pullsecret;

import io.ecroperator.api.v1alpha1.ClusterEcrPullSecret;
import io.ecroperator.api.v1alpha1.ClusterEcrPullSecretStatus;
import io.ecroperator.api.v1alpha1.EcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrPullSecretStatus;
import io.ecroperator.api.v1alpha1.EcrPullSecretStatus.TokenStatus;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.metrics.Metric;
import io.ecroperator.pullsecret.PullSecretOutcome.Write;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Reason;
import io.ecroperator.token.TokenKey;
import io.fabric8.kubernetes.api.model.Condition;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts and measures pull secrets. What is per object is read off the statuses, so that it goes with the object. */
final class PullSecretMetrics {

    private static final String OK = "ok";
    private static final int REGISTRIES_OF_A_SPEC = 16;
    private static final int EXPIRIES_OF_A_NAMESPACE = 100;
    private static final String REGISTRY_TAG = "registry";

    private final MeterRegistry registry;
    private final Clock clock;
    private final MultiGauge expiries;
    private final AtomicReference<Supplier<Stream<EcrPullSecret>>> ofOneNamespace = new AtomicReference<>(Stream::of);
    private final AtomicReference<Supplier<Stream<ClusterEcrPullSecret>>> ofCluster = new AtomicReference<>(Stream::of);
    private final AtomicLong outOfDate = new AtomicLong();
    private final Map<String, AtomicLong> mintedAt = new ConcurrentHashMap<>();

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
            mintedAt.computeIfAbsent(key.label(), this::lastMint)
                    .set(clock.instant().getEpochSecond());
        }
    }

    /** Secrets were written, or could not be. */
    void wrote(Collection<Write> writes) {
        writes.forEach(write -> Metric.PULL_SECRET_WRITES
                .counter(registry, write.made() ? OK : write.overtaken() ? "conflict" : "refused")
                .increment());
    }

    /** Where the objects come from that exist now. */
    void of(Supplier<Stream<EcrPullSecret>> objects) {
        ofOneNamespace.set(objects);
    }

    /** The same for those of the cluster. */
    void ofCluster(Supplier<Stream<ClusterEcrPullSecret>> objects) {
        ofCluster.set(objects);
    }

    /** Shows how all objects stand now, in place of what was shown before. */
    void show() {
        List<Shown> shown = Stream.concat(
                        ofOneNamespace.get().get().map(Shown::of),
                        ofCluster.get().get().map(Shown::of))
                .toList();
        Instant now = clock.instant();
        expiries.register(rows(shown, now), true);
        outOfDate.set(shown.stream().mapToLong(Shown::outOfDate).sum());
    }

    /** Those of each namespace that expire first: its objects, and so their names, may be any number. */
    private static List<MultiGauge.Row<?>> rows(List<Shown> shown, Instant now) {
        return shown.stream()
                .flatMap(Shown::expiries)
                .collect(Collectors.groupingBy(Expiry::namespace))
                .values()
                .stream()
                .flatMap(ofNamespace -> ofNamespace.stream()
                        .sorted(Comparator.comparing(Expiry::at))
                        .limit(EXPIRIES_OF_A_NAMESPACE))
                .<MultiGauge.Row<?>>map(expiry -> MultiGauge.Row.of(
                        Metric.PULL_SECRET_EXPIRY.tagged(expiry.namespace(), expiry.name(), expiry.registry()),
                        Duration.between(now, expiry.at()).toSeconds()))
                .toList();
    }

    /** Ends what was shown of EcrRegistries that nobody takes tokens from any more: of them there may be any number in time. */
    void keepOnly(Set<TokenKey> used) {
        Set<String> labels = used.stream().map(TokenKey::label).collect(Collectors.toSet());
        Stream.of(Metric.TOKEN_MINTS, Metric.TOKEN_MINTED_AT)
                .flatMap(metric -> registry.find(metric.id()).meters().stream())
                .filter(meter -> TokenKey.isLabelOfRegistry(meter.getId().getTag(REGISTRY_TAG)))
                .filter(meter -> !labels.contains(meter.getId().getTag(REGISTRY_TAG)))
                .forEach(registry::remove);
        mintedAt.keySet().removeIf(label -> TokenKey.isLabelOfRegistry(label) && !labels.contains(label));
    }

    private AtomicLong lastMint(String label) {
        AtomicLong at = new AtomicLong();
        Metric.TOKEN_MINTED_AT.gauge(registry, at, AtomicLong::get, label);
        return at;
    }

    private record Expiry(String namespace, String name, String registry, Instant at) {}

    /** What is shown of an object. {@code namespace} is empty for one of the cluster. */
    private record Shown(String namespace, String name, List<TokenStatus> tokens, long outOfDate) {

        static Shown of(EcrPullSecret object) {
            Optional<EcrPullSecretStatus> status = Optional.ofNullable(object.getStatus());
            return new Shown(
                    object.getMetadata().getNamespace(),
                    object.getMetadata().getName(),
                    shown(status.map(EcrPullSecretStatus::registries)),
                    isUpToDate(status.map(EcrPullSecretStatus::conditions)) ? 0 : 1);
        }

        /** Counts the namespaces that lack it; one, if all have it and cannot be renewed. */
        static Shown of(ClusterEcrPullSecret object) {
            Optional<ClusterEcrPullSecretStatus> status = Optional.ofNullable(object.getStatus());
            long lacking = status.filter(known -> known.targets() != null && known.readyTargets() != null)
                    .map(known -> known.targets() - known.readyTargets())
                    .orElse(0);
            boolean upToDate = isUpToDate(status.map(ClusterEcrPullSecretStatus::conditions));
            return new Shown(
                    "",
                    object.getMetadata().getName(),
                    shown(status.map(ClusterEcrPullSecretStatus::registries)),
                    upToDate ? 0 : Math.max(1, lacking));
        }

        /** A status may have been written by hand: it gets no more labels than a spec could give it, and none that is long. */
        private static List<TokenStatus> shown(Optional<List<TokenStatus>> tokens) {
            return tokens.orElse(List.of()).stream()
                    .filter(token -> token != null && token.registry() != null)
                    .filter(token -> TokenKey.isLabel(token.registry()))
                    .limit(REGISTRIES_OF_A_SPEC)
                    .toList();
        }

        Stream<Expiry> expiries() {
            return tokens.stream()
                    .flatMap(token -> instant(token.expiresAt())
                            .map(expiresAt -> new Expiry(namespace, name, token.registry(), expiresAt))
                            .stream());
        }

        /** Empty for what is none: a status may have been written by hand. */
        private static Optional<Instant> instant(String text) {
            try {
                return Optional.ofNullable(text).map(Instant::parse);
            } catch (DateTimeParseException handMade) {
                return Optional.empty();
            }
        }

        private static boolean isUpToDate(Optional<List<Condition>> conditions) {
            return conditions
                    .flatMap(all -> Conditions.find(all, ConditionType.READY))
                    .filter(ready -> ConditionStatus.TRUE.label().equals(ready.getStatus()))
                    .filter(ready -> Reason.TOKENS_VALID.label().equals(ready.getReason()))
                    .isPresent();
        }
    }
}
