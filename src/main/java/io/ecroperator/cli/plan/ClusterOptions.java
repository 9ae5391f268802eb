package io.ecroperator.cli.plan;

import io.ecroperator.cli.outcome.CommandException;
import io.fabric8.kubernetes.client.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
            names = "--watched-namespaces",
            split = ",",
            paramLabel = "NAMESPACE",
            defaultValue = "${env:ECR_OPERATOR_NAMESPACES}",
            description = "The namespaces that the operator watches; of the others nothing counts. Default:"
                    + " ECR_OPERATOR_NAMESPACES, or all.")
    private List<String> watched;

    /** What the cluster has that the operator sees; empty if none is to be asked. Throws {@link CommandException}. */
    Optional<LiveCluster> read() {
        return config().map(LiveCluster::read)
                .map(live -> watched == null || watched.isEmpty() ? live : live.in(Set.copyOf(watched)));
    }

    /** How to reach the cluster; empty if none is to be asked. */
    private Optional<Config> config() {
        if (kubeconfig == null && context == null) {
            return Optional.empty();
        }
        if (kubeconfig == null) {
            return Optional.of(Config.autoConfigure(context));
        }
        if (!Files.isReadable(kubeconfig)) {
            throw new CommandException("--kubeconfig: " + kubeconfig + " cannot be read.");
        }
        return Optional.of(Config.fromKubeconfig(context, kubeconfig.toFile()));
    }
}
