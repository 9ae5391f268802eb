package io.ecroperator.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The operator's own settings, as {@code ECR_OPERATOR_…} variables or {@code ecr-operator.…} properties. AWS is configured
 * by the SDK's standard variables ({@code AWS_REGION}, {@code AWS_ENDPOINT_URL}, …), Kubernetes by {@code KUBECONFIG} or
 * the Pod's service account. {@link OperatorConfigRules} has the limits. The comments become docs/reference.
 */
@ConfigMapping(prefix = "ecr-operator")
public interface OperatorConfig {

    /**
     * The name of this cluster in ownership tags: 1 to 63 letters, digits, dots, underscores and dashes. It has to be set,
     * and no two clusters that share an AWS account may have the same.
     */
    Optional<String> clusterName();

    /**
     * The UIDs of clusters that had the same name and are gone, separated by commas, at most 20: their repositories become
     * this cluster's. A UID is that of the namespace kube-system, and stands in the condition ClusterNameTaken.
     */
    Optional<List<String>> replacesClusterUids();

    /** The namespaces to watch, separated by commas; all if absent. */
    Optional<List<String>> namespaces();

    /** The time between two listings of a registry, 1s to 1 day. */
    @WithDefault("5m")
    Duration sweepPeriod();

    /** The time in which the policies of every declared repository are read once; from the sweep period to 30 days. */
    @WithDefault("1h")
    Duration deepReadPeriod();

    /**
     * How many EcrRepositories and shared policies are reconciled at once, 1 to 200. More help where AWS is slow to answer,
     * and take memory. Where EcrRegistries lead to several accounts, one account has three quarters of them at most, and those that
     * are throttled or slow to answer have half together, so that they delay no other. Pull secrets and ServiceAccounts, which
     * never wait for AWS, have half as many threads of their own.
     */
    @WithDefault("8")
    int reconcileThreads();

    /** How long a stop waits for reconciles in flight, at most 10m. The Pod's grace period has to be 15s longer. */
    @WithDefault("25s")
    Duration shutdownTimeout();

    /** Leader election. */
    LeaderElection leaderElection();

    /** Pull credentials. */
    PullSecrets pullSecrets();

    /** ConfigMaps with the coordinates of repositories. */
    OutputConfigMaps outputConfigMaps();

    /** Connections to other accounts and regions. */
    Registries registries();

    /** What reaches beyond a namespace's own objects. */
    Powers powers();

    /** Kubernetes Events. */
    Events events();

    /** Calls to AWS. */
    Aws aws();

    /** Which of several replicas works. */
    interface LeaderElection {

        /** Whether replicas elect a leader; without it, run one replica. */
        @WithDefault("true")
        boolean enabled();

        /** The name of the lease. The Role of the service account names it too. */
        @WithDefault("ecr-operator")
        String leaseName();

        /** The namespace of the lease; the Pod's own, or the one of the kubeconfig's context, if absent. One of them is needed. */
        Optional<String> namespace();

        /** The name of this replica in the lease; the name of the Pod, or of the host, if absent. */
        Optional<String> identity();

        /** How long a lease holds without being renewed, 5s to 10m. A replica that dies is replaced after that time. */
        @WithDefault("15s")
        Duration leaseDuration();
    }

    /** Secrets with tokens for registries. */
    interface PullSecrets {

        /**
         * Whether EcrPullSecrets are served. It takes rights to Secrets, which the operator does not have otherwise: those of
         * {@code deploy/pull-secrets}. Without them an operator that is to serve EcrPullSecrets does not become ready.
         */
        @WithDefault("false")
        boolean enabled();

        /**
         * Whether pull secrets are appended to the imagePullSecrets of ServiceAccounts where their spec asks for it. It takes
         * the rights of {@code deploy/pull-secrets/ClusterRole.ecr-operator-service-accounts.yaml}; without them the
         * operator does not become ready. Without effect unless pull secrets are enabled.
         */
        @WithDefault("false")
        boolean serviceAccountsEnabled();

        /**
         * Regions that pull secrets may name beside those that this release of the operator knows, such as one that AWS has
         * opened since. Others are refused before any call.
         */
        Optional<List<String>> additionalRegions();
    }

    /** What {@code spec.output} of an EcrRepository asks for. */
    interface OutputConfigMaps {

        /**
         * Whether output ConfigMaps are served. It takes rights to ConfigMaps, which the operator does not have otherwise: those
         * of {@code deploy/output-config-maps}. Without them an operator that is to serve output ConfigMaps does not become
         * ready.
         */
        @WithDefault("false")
        boolean enabled();
    }

    /** What EcrRegistries say. */
    interface Registries {

        /**
         * Whether EcrRegistries are served. It takes the right to read them in the whole cluster, also where some namespaces
         * alone are watched; without it an operator that is to serve them does not become ready. If not, an object with a
         * {@code registryRef} is refused, and others mean the operator's own identity and region.
         */
        @WithDefault("true")
        boolean enabled();
    }

    /**
     * Namespaces, separated by commas, whose objects may reach beyond themselves; {@code *} stands for any characters, so that
     * {@code *} alone means all namespaces. None has such a power unless it is listed.
     */
    interface Powers {

        /**
         * The namespaces, separated by commas, whose EcrRepositories may take a repository that another owner's tag names, with
         * {@code adoptionPolicy: Always}; {@code *} in a name stands for any characters. None if absent: Always then takes what
         * nobody owns.
         */
        Optional<List<String>> adoptionPolicyAlways();

        /**
         * The namespaces, separated by commas, whose EcrLifecyclePolicies and EcrRepositoryPolicies may reach repositories that no
         * EcrRepository declares, with {@code repositoryNamePatterns}; {@code *} in a name stands for any characters. None if absent: patterns then reach
         * the EcrRepositories of their own namespace.
         */
        Optional<List<String>> repositoryNamePatterns();

        /**
         * The namespaces, separated by commas, whose EcrLifecyclePolicies and EcrRepositoryPolicies may replace a policy that
         * somebody else has set on such a repository, with {@code onExisting: Replace}; {@code *} in a name stands for any characters. None if absent:
         * Replace then acts as Keep.
         */
        Optional<List<String>> onExistingReplace();

        /**
         * Namespaces whose EcrRegistryConfigurations may have deletions of images and tags replicated to every destination, with
         * {@code deleteReplication.enabled: true}; {@code *} in a name stands for any characters. None if absent.
         */
        Optional<List<String>> deleteReplication();

        /**
         * Namespaces whose EcrRegistryConfigurations may have images replicated that were there before, with
         * {@code replication.backfill}; {@code *} in a name stands for any characters. None if absent.
         */
        Optional<List<String>> replicationBackfill();
    }

    /** What {@code kubectl describe} shows. */
    interface Events {

        /** Whether Events are recorded. Thousands at once take a minute or more, so that the API server has time for the rest. */
        @WithDefault("true")
        boolean enabled();
    }

    /** How long AWS may take. */
    interface Aws {

        /** The longest that one request to AWS may take, 1s to 1m. */
        @WithDefault("10s")
        Duration attemptTimeout();

        /** The longest that a call to AWS may take with its repeats, at least one attempt, at most 5m. */
        @WithDefault("30s")
        Duration callTimeout();
    }
}
