package io.ecroperator.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the settings may be. A process with settings that cannot work ends at its start and names every one of them. */
public final class OperatorConfigRules {

    /** The ownership tag holds it, together with a namespace and a name. */
    private static final Pattern CLUSTER_NAME = Pattern.compile("[A-Za-z0-9._-]{1,63}");

    /** RFC 1123, as Kubernetes takes it for namespaces. */
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** RFC 1123, as Kubernetes takes it for most names. */
    private static final Pattern SUBDOMAIN = Pattern.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9.-]*[a-z0-9])?");

    /** Names of namespaces with wildcards, as {@code excludeNamespaces} of a ClusterEcrPullSecret has them. */
    private static final Pattern NAMESPACES = Pattern.compile("[a-z0-9*]([a-z0-9*-]{0,61}[a-z0-9*])?");

    private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-[0-9]+");

    private static final Pattern UID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final int MAX_REPLACED = 20;

    private static final String NO_CLUSTER_NAME =
            "ecr-operator.cluster-name is not set: write a name for this cluster that no other cluster in the AWS account has"
                    + " into ECR_OPERATOR_CLUSTER_NAME, in deploy/install/08-Deployment.ecr-operator.yaml";

    private static final Duration DAY = Duration.ofDays(1);

    private final List<String> violations = new ArrayList<>();

    private OperatorConfigRules() {}

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if some cannot work; the message names each key, its value and what it may be
     */
    public static void check(OperatorConfig config) {
        List<String> violations = violations(config);
        if (!violations.isEmpty()) {
            throw new IllegalArgumentException("Settings that cannot work: " + String.join("; ", violations));
        }
    }

    /**
     * The namespace of the lease. There is no default: replicas that look in two places would both work.
     *
     * @param ofContext the namespace of the Pod, or of the kubeconfig's context; null if neither names one
     * @throws IllegalArgumentException if there is none; the message says what to set
     */
    static String leaseNamespace(OperatorConfig.LeaderElection election, String ofContext) {
        return election.namespace()
                .or(() -> Optional.ofNullable(ofContext))
                .filter(namespace -> !namespace.isBlank())
                .orElseThrow(() -> new IllegalArgumentException(
                        "Leader election needs a namespace for its lease, and neither the Pod nor the kubeconfig's context"
                                + " names one: set ecr-operator.leader-election.namespace"
                                + " (ECR_OPERATOR_LEADER_ELECTION_NAMESPACE), or, for a single replica,"
                                + " ecr-operator.leader-election.enabled=false"));
    }

    static List<String> violations(OperatorConfig config) {
        OperatorConfigRules rules = new OperatorConfigRules();
        config.clusterName()
                .ifPresentOrElse(
                        name -> rules.matches("cluster-name", name, CLUSTER_NAME),
                        () -> rules.violations.add(NO_CLUSTER_NAME));
        config.replacesClusterUids()
                .ifPresent(all -> all.forEach(uid -> rules.matches("replaces-cluster-uids", uid, UID)));
        if (config.replacesClusterUids().map(List::size).orElse(0) > MAX_REPLACED) {
            rules.violated("replaces-cluster-uids", "a longer list", "at most " + MAX_REPLACED);
        }
        config.namespaces().ifPresent(all -> all.forEach(namespace -> rules.matches("namespaces", namespace, LABEL)));
        config.pullSecrets()
                .additionalRegions()
                .ifPresent(
                        all -> all.forEach(region -> rules.matches("pull-secrets.additional-regions", region, REGION)));
        rules.between("sweep-period", config.sweepPeriod(), Duration.ofSeconds(1), DAY);
        rules.between("deep-read-period", config.deepReadPeriod(), config.sweepPeriod(), DAY.multipliedBy(30));
        rules.between("shutdown-timeout", config.shutdownTimeout(), Duration.ZERO, Duration.ofMinutes(10));
        if (config.reconcileThreads() < 1 || config.reconcileThreads() > 200) {
            rules.violated("reconcile-threads", config.reconcileThreads(), "1 to 200");
        }
        rules.check(config.powers());
        rules.check(config.leaderElection());
        rules.check(config.aws());
        return List.copyOf(rules.violations);
    }

    private void check(OperatorConfig.Powers powers) {
        namespaces("powers.adoption-policy-always", powers.adoptionPolicyAlways());
        namespaces("powers.repository-name-patterns", powers.repositoryNamePatterns());
        namespaces("powers.on-existing-replace", powers.onExistingReplace());
        namespaces("powers.delete-replication", powers.deleteReplication());
        namespaces("powers.replication-backfill", powers.replicationBackfill());
    }

    private void namespaces(String key, Optional<List<String>> patterns) {
        patterns.ifPresent(all -> all.forEach(pattern -> matches(key, pattern, NAMESPACES)));
    }

    private void check(OperatorConfig.LeaderElection election) {
        matches("leader-election.lease-name", election.leaseName(), SUBDOMAIN);
        election.namespace().ifPresent(namespace -> matches("leader-election.namespace", namespace, LABEL));
        between(
                "leader-election.lease-duration",
                election.leaseDuration(),
                Duration.ofSeconds(5),
                Duration.ofMinutes(10));
    }

    private void check(OperatorConfig.Aws aws) {
        between("aws.attempt-timeout", aws.attemptTimeout(), Duration.ofSeconds(1), Duration.ofMinutes(1));
        between("aws.call-timeout", aws.callTimeout(), aws.attemptTimeout(), Duration.ofMinutes(5));
    }

    private void matches(String key, String value, Pattern pattern) {
        if (!pattern.matcher(value).matches()) {
            violated(key, value, "text that matches " + pattern);
        }
    }

    private void between(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            violated(key, value, least + " to " + most);
        }
    }

    private void violated(String key, Object value, String allowed) {
        violations.add("ecr-operator." + key + " is " + value + ", allowed is " + allowed);
    }
}
