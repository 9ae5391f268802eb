package io.ecroperator.cli.plan;

import static java.util.stream.Collectors.joining;

import io.ecroperator.access.Power;
import io.ecroperator.access.Powers;
import io.ecroperator.cli.outcome.CommandException;
import io.ecroperator.ownership.Cluster;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
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
            names = "--power",
            paramLabel = "POWER=NAMESPACES",
            description = "A power that the operator's configuration grants in its own registry, such as"
                    + " repository-name-patterns=platform,team-*. May be given several times. Default: what the variables"
                    + " ECR_OPERATOR_POWERS_... say.")
    private Map<String, String> powers = Map.of();

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
        Cluster cluster =
                new Cluster(clusterName, Set.copyOf(list(System.getenv("ECR_OPERATOR_REPLACES_CLUSTER_UIDS"))));
        Optional.ofNullable(clusterUid).or(() -> liveUid).ifPresentOrElse(cluster::identified, cluster::unidentified);
        return cluster;
    }

    /** What the operator's configuration grants in its own registry; throws {@link CommandException} for a power that is none. */
    Powers powers() {
        Map<Power, List<String>> granted = new EnumMap<>(Power.class);
        for (Power power : Power.values()) {
            granted.put(power, list(System.getenv(power.variable())));
        }
        powers.forEach((name, namespaces) -> granted.put(power(name), list(namespaces)));
        return new Powers(granted);
    }

    private static Power power(String name) {
        return Arrays.stream(Power.values())
                .filter(each -> word(each).equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandException("--power: " + name + " is none of "
                        + Arrays.stream(Power.values())
                                .map(OperatorOptions::word)
                                .collect(joining(", ")) + "."));
    }

    private static String word(Power power) {
        return power.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean ignoresRegistryCredentials() {
        return ignoreRegistryCredentials;
    }

    /** What is between the commas of a text that may be null. */
    private static List<String> list(String text) {
        return Optional.ofNullable(text)
                .map(value -> Arrays.stream(value.split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList())
                .orElse(List.of());
    }
}
