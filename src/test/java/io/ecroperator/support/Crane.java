package io.ecroperator.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The program crane, a client of container registries that is not ours, in an environment of its own: it reaches hosts by
 * one HTTPS proxy only, trusts one certificate authority, and logs in by one Docker configuration, as a kubelet does by a
 * pull secret.
 *
 * @see <a href="https://github.com/google/go-containerregistry/tree/main/cmd/crane">crane</a>
 */
public final class Crane {
    private static final int TIMEOUT_SECONDS = 60;

    private final Path program = EnvtestBinaries.crane();
    private final Path directory;
    private final Map<String, String> environment;

    /**
     * A client without logins.
     *
     * @param directory empty directory for its files
     * @param proxy value of HTTPS_PROXY
     * @param caPem certificate authority to trust, in PEM
     * @throws IllegalStateException if crane is not built; the message says what to do
     * @throws UncheckedIOException if a file cannot be written
     */
    public Crane(Path directory, URI proxy, String caPem) {
        this.directory = directory;
        Path authority = write("ca.pem", caPem);
        this.environment = Map.of(
                "HTTPS_PROXY", proxy.toString(),
                "SSL_CERT_FILE", authority.toString(),
                "DOCKER_CONFIG", directory.toString(),
                "HOME", directory.toString(),
                "TMPDIR", directory.toString());
    }

    /**
     * Replaces the logins.
     *
     * @param json content of a dockerconfigjson secret
     */
    public void dockerConfig(String json) {
        write("config.json", json);
    }

    /**
     * Runs crane in its directory.
     *
     * @param args arguments
     * @return what came of it
     * @throws UncheckedIOException if it cannot be run or takes longer than a minute
     */
    public CraneResult run(String... args) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(args));
        try {
            // Files, because a pipe that nobody reads stops the program when it is full.
            Path stdout = Files.createTempFile(directory, "stdout", "");
            Path stderr = Files.createTempFile(directory, "stderr", "");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(stdout.toFile())
                    .redirectError(stderr.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("crane " + args[0] + " took longer than " + TIMEOUT_SECONDS + " s");
            }
            return new CraneResult(process.exitValue(), Files.readString(stdout), Files.readString(stderr));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("Interrupted while crane ran", e));
        }
    }

    private Path write(String name, String content) {
        try {
            return Files.writeString(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
