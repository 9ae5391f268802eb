package io.ecroperator.cli.plan;

import io.ecroperator.access.Power;
import io.ecroperator.access.Powers;
import io.ecroperator.ownership.Cluster;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** How the operator is configured whose work is foretold; a mixin. Its own variables of the environment count here too. */
final class OperatorOptions {

    @Option(
            names = "--cluster-name",
            required = true,
            defaultValue = "${env:ECR_OPERATOR_CLUSTER_NAME}",
            paramLabel = "NAME",
            description = "The cluster's name as the operator has it, which ownership tags carry. Default:"
                    + " ECR_OPERATOR_CLUSTER_NAME.")
    private String clusterName;

    @Option(
            names = "--cluster-uid",
            paramLabel = "UID",
            description =
                    "The UID of the cluster's namespace kube-system, by which a second cluster of the same name is noticed."
                            + " Default: that of the cluster that is read; without one it is not compared.")
    private String clusterUid;

    @Option(
            names = "--ignore-registry-credentials",
            description =
                    "Call AWS with the credentials that were found, and not with those that EcrRegistries name, which the"
                            + " operator may have and this machine has not.")
    private boolean ignoreRegistryCredentials;

    /**
     * The cluster that tags name.
     *
     * @param liveUid the UID of a cluster that was asked
     */
    Cluster cluster(Optional<String> liveUid) {
        Cluster cluster = new Cluster(clusterName, Set.copyOf(list("ECR_OPERATOR_REPLACES_CLUSTER_UIDS")));
        Optional.ofNullable(clusterUid).or(() -> liveUid).ifPresentOrElse(cluster::identified, cluster::unidentified);
        return cluster;
    }

    /** What the operator's configuration grants in its own registry. */
    Powers powers() {
        Map<Power, List<String>> granted = new EnumMap<>(Power.class);
        for (Power power : Power.values()) {
            granted.put(power, list(power.variable()));
        }
        return new Powers(granted);
    }

    boolean ignoresRegistryCredentials() {
        return ignoreRegistryCredentials;
    }

    private static List<String> list(String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .map(value -> Arrays.stream(value.split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList())
                .orElse(List.of());
    }
}
