package io.ecroperator.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Flux's source-controller, as a child process that watches one namespace of a {@link LocalCluster}. It pulls what OCIRepositories and
 * HelmCharts name; what it has pulled stays in its directory, and is served to nobody.
 *
 * <p>The program and its CRDs are in the directory that the environment variable {@code FLUX_DIR} names; {@code make flux} builds it
 * and prints that directory.
 *
 * @see <a href="https://fluxcd.io/flux/components/source/">source-controller</a>
 */
public final class FluxSourceController implements AutoCloseable {

    private final ChildProcess process;

    private FluxSourceController(ChildProcess process) {
        this.process = process;
    }

    /**
     * Installs the CRDs and starts the program; does not wait until it watches.
     *
     * @param cluster where its objects are
     * @param namespace which it watches
     * @param directory empty directory for its files
     * @param environment how it reaches registries: {@code HTTPS_PROXY} and {@code SSL_CERT_FILE}
     * @throws IllegalStateException if the program is not built, or its CRDs are refused
     * @throws UncheckedIOException if it cannot be started
     */
    public static FluxSourceController start(
            LocalCluster cluster, String namespace, Path directory, Map<String, String> environment) {
        Path program = GoProgram.find("FLUX_DIR", "source-controller", "flux").path();
        EstablishedCrd.install(cluster, program.resolveSibling("crds"));
        Map<String, String> all = new HashMap<>(environment);
        all.put("KUBECONFIG", cluster.kubeconfigFile().toString());
        all.put("RUNTIME_NAMESPACE", namespace);
        all.put("TMPDIR", directory.toString());
        List<String> command = List.of(
                program.toString(),
                "--watch-all-namespaces=false",
                "--storage-path=" + directory,
                // The kernel picks the port; nobody fetches by what is advertised.
                "--storage-addr=127.0.0.1:0",
                "--storage-adv-addr=127.0.0.1",
                "--metrics-addr=0",
                "--health-addr=0",
                "--requeue-dependency=1s");
        try {
            Files.createDirectories(directory);
            return new FluxSourceController(ChildProcess.start("source-controller", directory, command, all));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines of its log, which say why it does not pull. */
    public String logTail() {
        return process.logTail();
    }

    @Override
    public void close() {
        process.kill();
    }
}
