package io.ecroperator.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Every metric of the operator. Names and tags are public API. No tag holds a repository, a namespace or an account, so
 * that the number of series stays bounded (EcrRegistries are few, and the platform's); but for the time that a pull secret has left, which is what to alert on.
 */
public enum Metric {
    OBJECTS(
            Type.GAUGE,
            "ecr_operator_objects",
            "",
            "Objects as they stand now, by the status and the reason of the condition Ready; reason is Paused for one that is"
                    + " paused, whatever Ready said before, and None for one that has no conditions yet. Only on the replica that"
                    + " works. Where there was one, a 0 stays.",
            "kind",
            "ready",
            "reason"),
    RECONCILES(
            Type.COUNTER,
            "ecr_operator_reconciles",
            "",
            "Reconciles, by the reason of the condition Ready in which they ended.",
            "kind",
            "reason"),
    RECONCILE_DURATION(
            Type.TIMER,
            "ecr_operator_reconcile_duration",
            "seconds",
            "Runs of a controller; operation is reconcile or cleanup, outcome is error if the run threw, which a refusal by AWS"
                    + " does not.",
            "controller",
            "operation",
            "outcome"),
    DRIFT_FOUND(
            Type.COUNTER,
            "ecr_operator_drift_found",
            "",
            "Facets of objects found changed outside Kubernetes.",
            "kind",
            "facet"),
    DRIFT_REPAIRED(
            Type.COUNTER,
            "ecr_operator_drift_repaired",
            "",
            "Facets of objects set back to the spec after a change outside Kubernetes.",
            "kind",
            "facet"),
    EVENTS_DROPPED(Type.COUNTER, "ecr_operator_events_dropped", "", "Kubernetes Events that could not be recorded."),
    BACKGROUND_FAILURES(
            Type.COUNTER,
            "ecr_operator_background_failures",
            "",
            "Steps of the operator's own schedules that threw; the schedule goes on. Not for what AWS or the API server refuse.",
            "schedule"),
    LEADER(Type.GAUGE, "ecr_operator_leader", "", "1 on the replica that works, 0 on the others."),
    SWEEP_AGE(
            Type.GAUGE,
            "ecr_operator_sweep_age_seconds",
            "seconds",
            "Time since the last sweep began that told of all declared repositories, or, before the first one, since it is"
                    + " awaited; NaN for a registry in which nobody declares anything. Tag registry is the"
                    + " name of the EcrRegistry, empty for the operator's own identity and region.",
            "registry"),
    SWEEP_PERIOD(
            Type.GAUGE,
            "ecr_operator_sweep_period_seconds",
            "seconds",
            "The time between two sweeps, for alerts on the age of the last one.",
            "registry"),
    REPOSITORIES(
            Type.GAUGE,
            "ecr_operator_repositories",
            "",
            "Repositories that the registry holds as of the last look, declared or not; where it may not be listed, the declared.",
            "registry"),
    LISTING_DENIED(
            Type.GAUGE,
            "ecr_operator_listing_denied",
            "",
            "1 while AWS does not let the registry be listed, so that declared repositories are read by name and name patterns"
                    + " reach no others; 0 otherwise.",
            "registry"),
    REPOSITORIES_IN_DOUBT(
            Type.GAUGE,
            "ecr_operator_repositories_in_doubt",
            "",
            "Repositories with a part that an object manages and that nobody knows: cause is refused (AWS does not let it be"
                    + " read) or overdue (it was not read for longer than the period of deep reads).",
            "registry",
            "cause"),
    PULL_SECRET_EXPIRY(
            Type.GAUGE,
            "ecr_operator_pull_secret_expiry_seconds",
            "seconds",
            "Time until a token in a pull secret expires, as of the last ten seconds; absent where there is no valid one."
                    + " Tokens are renewed at half of their life of 12 hours, so alert on less than 5 hours. registry is a"
                    + " region, public, or EcrRegistry/ and a name;"
                    + " namespace is empty for a ClusterEcrPullSecret, whose earliest token counts."
                    + " Of a namespace, the 100 that expire first.",
            "namespace",
            "name",
            "registry"),
    PULL_SECRETS_OUT_OF_DATE(
            Type.GAUGE,
            "ecr_operator_pull_secrets_out_of_date",
            "",
            "EcrPullSecrets that are not Ready with the reason TokensValid, and namespaces that lack the Secret of a"
                    + " ClusterEcrPullSecret."),
    PULL_SECRET_WRITES(
            Type.COUNTER,
            "ecr_operator_pull_secret_writes",
            "",
            "Changes of pull secrets in the cluster; outcome is ok, conflict (somebody was faster) or refused.",
            "outcome"),
    TOKEN_MINTS(
            Type.COUNTER,
            "ecr_operator_token_mints",
            "",
            "Tokens that were asked of AWS; registry is a region or public, as the operator, or EcrRegistry/ and a name;"
                    + " outcome is ok or the kind of failure. An EcrRegistry that no pull secret names has none.",
            "registry",
            "outcome"),
    TOKEN_MINTED_AT(
            Type.GAUGE,
            "ecr_operator_token_minted_at_seconds",
            "seconds",
            "When AWS last gave a token to this process, in seconds since 1970; registry as in ecr_operator_token_mints."
                    + " An EcrRegistry that no pull secret names has none.",
            "registry"),
    AWS_CALLS(
            Type.TIMER,
            "ecr_operator_aws_calls",
            "seconds",
            "Calls to AWS as the operator makes them, with the SDK's repeats and the wait for a turn in one; outcome is ok or"
                    + " the kind of failure; registry is the name of the EcrRegistry, here and below, and empty for the"
                    + " operator's own.",
            "operation",
            "region",
            "registry",
            "outcome"),
    AWS_ATTEMPTS(
            Type.COUNTER,
            "ecr_operator_aws_attempts",
            "",
            "HTTP requests that the SDK sent for calls; outcome is ok or the SDK's class of error.",
            "operation",
            "region",
            "registry",
            "outcome"),
    AWS_THROTTLES(
            Type.COUNTER,
            "ecr_operator_aws_throttles",
            "",
            "Requests that AWS throttled, whether or not a repeat got through later.",
            "operation",
            "region",
            "registry"),
    AWS_RATE_LIMIT(
            Type.TIMER,
            "ecr_operator_aws_rate_limit",
            "seconds",
            "Waits of calls for their turn at the operator's own rate limit; calls that need not wait are not in it.",
            "operation",
            "region",
            "registry"),
    AWS_GRANTED_RATE(
            Type.GAUGE,
            "ecr_operator_aws_granted_calls_per_second",
            "calls per second",
            "The rate that AWS is estimated to grant for an operation, at which it is called; absent until AWS has throttled"
                    + " the operation once.",
            "operation",
            "region",
            "registry");

    /** What is measured, and how. */
    public enum Type {
        /** Only grows, from 0 at the start of the process. */
        COUNTER,
        /** Goes up and down. */
        GAUGE,
        /** Count, sum and recent maximum of durations. */
        TIMER
    }

    private final Type type;
    private final String id;
    private final String unit;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
    private final List<String> tagKeys;

    Metric(Type type, String id, String unit, String meaning, String... tagKeys) {
        this.type = type;
        this.id = id;
        this.unit = unit;
        this.meaning = meaning;
        this.tagKeys = List.of(tagKeys);
    }

    /** Counter, gauge or timer. */
    public Type type() {
        return type;
    }

    /** The name in Micrometer. */
    public String id() {
        return id;
    }

    /** The unit of the value; empty for plain numbers. */
    public String unit() {
        return unit;
    }

    /** What it tells; the HELP text in Prometheus. */
    public String meaning() {
        return meaning;
    }

    /** The names of the tags, in the order in which {@link #counter} and {@link #timer} take their values. */
    public List<String> tagKeys() {
        return tagKeys;
    }

    /** The names of the series at {@code /q/metrics}: Prometheus has suffixes for counters and timers. */
    public List<String> prometheusNames() {
        return switch (type) {
            case COUNTER -> List.of(id + "_total");
            case GAUGE -> List.of(id);
            case TIMER -> List.of(id + "_seconds_count", id + "_seconds_sum", id + "_seconds_max");
        };
    }

    /** The counter with these values of the tags. */
    public Counter counter(MeterRegistry registry, String... tagValues) {
        return Counter.builder(id).description(meaning).tags(tags(tagValues)).register(registry);
    }

    /** The timer with these values of the tags. */
    public Timer timer(MeterRegistry registry, String... tagValues) {
        return Timer.builder(id).description(meaning).tags(tags(tagValues)).register(registry);
    }

    /** Measures the state by the function whenever somebody looks; holds the state. */
    public <T> void gauge(MeterRegistry registry, T state, ToDoubleFunction<T> value, String... tagValues) {
        Gauge.builder(id, state, value)
                .description(meaning)
                .tags(tags(tagValues))
                .strongReference(true)
                .register(registry);
    }

    /** Measures no more with these values of the tags, and lets the state go. */
    public void forget(MeterRegistry registry, String... tagValues) {
        registry.find(id).tags(tags(tagValues)).meters().forEach(registry::remove);
    }

    /** Gauges that come and go together, whose rows have the tags of {@link #tagged}. */
    public MultiGauge gauges(MeterRegistry registry) {
        return MultiGauge.builder(id).description(meaning).register(registry);
    }

    /** The tags with these values. */
    public Tags tagged(String... tagValues) {
        return Tags.of(tags(tagValues));
    }

    private List<Tag> tags(String... values) {
        if (values.length != tagKeys.size()) {
            throw new IllegalArgumentException(id + " has the tags " + tagKeys);
        }
        return IntStream.range(0, values.length)
                .mapToObj(index -> Tag.of(tagKeys.get(index), values[index]))
                .toList();
    }
}
