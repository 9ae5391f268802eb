package io.ecroperator.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The operator's own settings, as {@code ECR_OPERATOR_…} variables or {@code ecr-operator.…} properties. AWS is configured
 * by the SDK's standard variables ({@code AWS_REGION}, {@code AWS_ENDPOINT_URL}, …), Kubernetes by {@code KUBECONFIG}.
 */
@ConfigMapping(prefix = "ecr-operator")
public interface OperatorConfig {

    /**
     * The name of this cluster in ownership tags. Two clusters that share an AWS account need two names; a cluster that is
     * rebuilt keeps its name and so its repositories.
     */
    @WithDefault("default")
    String clusterName();

    /** The namespaces to watch, separated by commas; all if absent. */
    Optional<List<String>> namespaces();

    /** The time between two listings of a registry. */
    @WithDefault("5m")
    Duration sweepPeriod();

    /** The time in which the policies of every declared repository are read once. */
    @WithDefault("1h")
    Duration deepReadPeriod();

    /** How many objects are reconciled at once. */
    @WithDefault("16")
    int reconcileThreads();

    /** How long a stop waits for reconciles in flight. */
    @WithDefault("25s")
    Duration shutdownTimeout();

    /** Leader election. */
    LeaderElection leaderElection();

    /** Which of several replicas works. */
    interface LeaderElection {

        /** Whether replicas elect a leader; without it, run one replica. */
        @WithDefault("true")
        boolean enabled();

        /** The name of the lease. */
        @WithDefault("ecr-operator")
        String leaseName();

        /** The namespace of the lease; the pod's own, or the one of the kubeconfig's context, if absent. */
        Optional<String> namespace();

        /** How long a lease holds without being renewed. */
        @WithDefault("15s")
        Duration leaseDuration();
    }
}
