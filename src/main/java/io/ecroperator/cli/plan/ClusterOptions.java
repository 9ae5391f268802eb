package io.ecroperator.cli.plan;

import io.ecroperator.cli.outcome.CommandException;
import io.fabric8.kubernetes.client.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The cluster that is read too, if one is; a mixin. */
final class ClusterOptions {

    @Option(
            names = "--kubeconfig",
            paramLabel = "PATH",
            description =
                    "Read a cluster too: its EcrRegistries, policies and namespaces count, and what belongs to which"
                            + " object by its status. Needs the right to list the operator's kinds and namespaces. Default: no cluster is"
                            + " asked.")
    private Path kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description =
                    "The context of the kubeconfig; alone, of the one that kubectl uses too. Default: the current one.")
    private String context;

    @Option(
            names = "--in-cluster",
            description = "Read the cluster of the Pod that this runs in, as its ServiceAccount.")
    private boolean inCluster;

    @Option(
            names = "--watched-namespaces",
            split = ",",
            paramLabel = "NAMESPACE",
            defaultValue = "${env:ECR_OPERATOR_NAMESPACES}",
            description = "The namespaces that the operator watches; of the others nothing counts. Default:"
                    + " ECR_OPERATOR_NAMESPACES, or all.")
    private List<String> watched;

    @Mixin
    private PruneOptions prune;

    /**
     * What the cluster has that the operator sees; empty if none is to be asked. Throws {@link CommandException} if it cannot be
     * read, or if the options make no sense.
     */
    Optional<LiveCluster> read() {
        Optional<Config> config = config(System.getenv());
        Optional<Prunable> prunable = prune.prunable();
        if (prunable.isPresent() && config.isEmpty()) {
            throw new CommandException("--prune needs a cluster: --kubeconfig, --context or --in-cluster.");
        }
        return config.map(each -> LiveCluster.read(each, prunable))
                .map(live -> isWatchedWhole() ? live : live.in(Set.copyOf(watched)));
    }

    /** Whether the operator watches all namespaces. */
    boolean isWatchedWhole() {
        return watched == null || watched.isEmpty();
    }

    /** How to reach the cluster; empty if none is to be asked. */
    private Optional<Config> config(Map<String, String> environment) {
        boolean named = kubeconfig != null || context != null;
        if (inCluster && named) {
            throw new CommandException("--in-cluster goes with neither --kubeconfig nor --context: name one cluster.");
        }
        if (inCluster) {
            return Optional.of(ClusterAccess.inCluster(environment, ClusterAccess.SERVICE_ACCOUNT));
        }
        if (!named) {
            return Optional.empty();
        }
        if (kubeconfig != null && !Files.isReadable(kubeconfig)) {
            throw new CommandException("--kubeconfig: " + kubeconfig + " cannot be read.");
        }
        List<Path> files = kubeconfig == null
                ? ClusterAccess.kubeconfigs(environment, Path.of(System.getProperty("user.home")))
                : List.of(kubeconfig);
        return Optional.of(ClusterAccess.byKubeconfig(files, Optional.ofNullable(context)));
    }
}
