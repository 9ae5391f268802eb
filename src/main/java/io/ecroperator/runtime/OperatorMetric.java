package io.ecroperator.runtime;

import java.util.List;
import java.util.stream.Stream;

/** Every metric of the operator's own. Names and tags are public API; {@code docs/reference/metrics.md} is made from here. */
public enum OperatorMetric {
    /** What reconciles ended in. */
    RECONCILES(
            "ecr_operator_reconciles",
            Type.COUNTER,
            "kind, reason",
            "Reconciles that ended in a status, by the reason of its Ready condition."),

    /** Runs of a reconciler. */
    RECONCILE_DURATION(
            "ecr_operator_reconcile_duration",
            Type.TIMER,
            "controller, operation, outcome",
            "Runs of a controller: how many and how long. operation is reconcile or cleanup. outcome is error if the run"
                    + " threw, which a refusal by AWS does not."),

    /** Facets found changed outside Kubernetes. */
    DRIFT_FOUND(
            "ecr_operator_drift_found",
            Type.COUNTER,
            "kind, facet",
            "Settings found changed outside Kubernetes, by the name of the field in spec."),

    /** Facets set back to the spec. */
    DRIFT_REPAIRED(
            "ecr_operator_drift_repaired",
            Type.COUNTER,
            "kind, facet",
            "Settings set back to the spec after they were found changed."),

    /** Events that could not be recorded. */
    EVENTS_DROPPED("ecr_operator_events_dropped", Type.COUNTER, "", "Kubernetes Events that could not be recorded."),

    /** Whether this replica works. */
    LEADER("ecr_operator_leader", Type.GAUGE, "", "1 on the replica that works, 0 on the others."),

    /** Age of the listing. */
    SWEEP_AGE(
            "ecr_operator_sweep_age_seconds",
            Type.GAUGE,
            "",
            "Time since the last complete listing of the registry began; NaN before the first."),

    /** Size of the registry. */
    REPOSITORIES("ecr_operator_repositories", Type.GAUGE, "", "Repositories in the registry, declared or not."),

    /** Calls to AWS. */
    AWS_CALLS(
            "ecr_operator_aws_calls",
            Type.TIMER,
            "operation, region, outcome",
            "Calls to AWS with their repeats: how many and how long. outcome is ok or the kind of failure."),

    /** Requests of the SDK. */
    AWS_ATTEMPTS(
            "ecr_operator_aws_attempts",
            Type.COUNTER,
            "operation, region, outcome",
            "Requests sent to AWS, of which a call makes one or more."),

    /** Throttled requests. */
    AWS_THROTTLES(
            "ecr_operator_aws_throttles",
            Type.COUNTER,
            "operation, region",
            "Requests that AWS throttled, whether or not a repeat got through."),

    /** Waiting for the own rate limit. */
    AWS_RATE_LIMIT(
            "ecr_operator_aws_rate_limit",
            Type.TIMER,
            "operation, region",
            "Calls that waited for the operator's own rate limit, and how long; those that did not wait are not"
                    + " counted.");

    /** What Prometheus makes of it. */
    public enum Type {
        /** {@code _total}. */
        COUNTER("_total"),
        /** The name itself. */
        GAUGE(""),
        /** {@code _seconds_count}, {@code _seconds_sum} and {@code _seconds_max}. */
        TIMER("_seconds_count, _seconds_sum, _seconds_max");

        private final String suffixes;

        Type(String suffixes) {
            this.suffixes = suffixes;
        }
    }

    private final String meterName;
    private final Type type;
    private final String tags;
    private final String meaning;

    OperatorMetric(String meterName, Type type, String tags, String meaning) {
        this.meterName = meterName;
        this.type = type;
        this.tags = tags;
        this.meaning = meaning;
    }

    /** The name of the meter. */
    public String meterName() {
        return meterName;
    }

    /** The names under which Prometheus reads it. */
    public List<String> seriesNames() {
        return split(type.suffixes).map(suffix -> meterName + suffix).toList();
    }

    /** What kind of meter it is. */
    public Type type() {
        return type;
    }

    /** The keys of its tags. */
    public List<String> tags() {
        return tags.isEmpty() ? List.of() : split(tags).toList();
    }

    /** What it measures, in a sentence. */
    public String meaning() {
        return meaning;
    }

    private static Stream<String> split(String list) {
        return Stream.of(list.split(", ", -1));
    }
}
