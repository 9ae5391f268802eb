package io.ecroperator.cli.plan;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ecroperator.cli.outcome.CommandException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the API server is reached: as the command line says, and never by what happens to be there. Left to itself, the client takes
 * the current context for one that does not exist, and the Pod's own cluster where there is no kubeconfig.
 *
 * <p>Every method throws {@link CommandException} if it leads to no cluster; none calls one.
 */
final class ClusterAccess {

    /** Where Kubernetes mounts the token of a Pod's ServiceAccount. */
    static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    private static final YAMLMapper YAML = new YAMLMapper();

    private ClusterAccess() {}

    /** The kubeconfigs that kubectl reads too: those of KUBECONFIG that are there, or the one in the home directory. */
    static List<Path> kubeconfigs(Map<String, String> environment, Path home) {
        String named = environment.getOrDefault("KUBECONFIG", "");
        List<Path> files = named.isEmpty()
                ? List.of(home.resolve(".kube").resolve("config"))
                : Arrays.stream(named.split(File.pathSeparator))
                        .filter(part -> !part.isEmpty())
                        .map(Path::of)
                        .toList();
        List<Path> there = files.stream().filter(Files::isReadable).toList();
        if (there.isEmpty()) {
            throw new CommandException("There is no kubeconfig: " + inWords(files)
                    + " cannot be read. Name one with --kubeconfig, or in a Pod give --in-cluster.");
        }
        return there;
    }

    /**
     * By the first of the kubeconfigs that has the context. Without one, it is the current context of the first that names one, which
     * another may hold, as for kubectl.
     */
    static Config byKubeconfig(List<Path> kubeconfigs, Optional<String> context) {
        Map<Path, JsonNode> trees = new LinkedHashMap<>();
        kubeconfigs.forEach(file -> trees.put(file, tree(file)));
        String contexts =
                trees.values().stream().flatMap(ClusterAccess::contexts).collect(joining(", "));
        String have = contexts.isEmpty() ? "no contexts" : contexts;
        String wanted = context.or(() -> trees.values().stream()
                        .map(tree -> tree.path("current-context").asText())
                        .filter(name -> !name.isEmpty())
                        .findFirst())
                .orElseThrow(() -> new CommandException(inWords(kubeconfigs)
                        + " has no current-context. Name one with --context; it has " + have + "."));
        return trees.entrySet().stream()
                .filter(each -> contexts(each.getValue()).anyMatch(wanted::equals))
                .findFirst()
                .map(each -> config(each.getKey(), wanted, each.getValue()))
                .orElseThrow(() -> new CommandException((context.isPresent() ? "--context " : "current-context ")
                        + wanted + ": " + inWords(kubeconfigs) + " has " + have + "."));
    }

    private static Stream<String> contexts(JsonNode tree) {
        return tree.path("contexts").valueStream().map(each -> each.path("name").asText());
    }

    private static Config config(Path file, String context, JsonNode tree) {
        String cluster = tree.path("contexts")
                .valueStream()
                .filter(each -> each.path("name").asText().equals(context))
                .map(each -> each.path("context").path("cluster").asText())
                .findFirst()
                .orElseThrow();
        if (tree.path("clusters")
                .valueStream()
                .noneMatch(each -> each.path("name").asText().equals(cluster)
                        && each.path("cluster").hasNonNull("server"))) {
            throw new CommandException(file + ": the context " + context + " names the cluster " + cluster
                    + ", which has no server there.");
        }
        try {
            return Config.fromKubeconfig(context, file.toFile());
        } catch (KubernetesClientException e) {
            throw new CommandException(file + ": the context " + context + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static JsonNode tree(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new CommandException(file + " is no kubeconfig that can be read.", e); // whose parser would quote it
        }
    }

    /** As the ServiceAccount of the Pod that the command runs in. */
    static Config inCluster(Map<String, String> environment, Path serviceAccount) {
        String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
        if (host.isEmpty()) {
            throw new CommandException(
                    "--in-cluster: this is no Pod: KUBERNETES_SERVICE_HOST is not set. Name a --kubeconfig or --context.");
        }
        Path token = serviceAccount.resolve("token");
        try {
            return new ConfigBuilder(Config.empty())
                    .withMasterUrl("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                            + environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443"))
                    .withCaCertFile(serviceAccount.resolve("ca.crt").toString())
                    .withOauthToken(Files.readString(token).strip())
                    .build();
        } catch (IOException e) {
            throw new CommandException(
                    "--in-cluster: " + token + " cannot be read. Give the Pod a ServiceAccount, and do not set"
                            + " automountServiceAccountToken: false.",
                    e);
        }
    }

    private static String inWords(List<Path> files) {
        return String.join(", ", files.stream().map(Path::toString).toList());
    }
}
