package io.ecroperator.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * moto's server as a child process on 127.0.0.1: a stand-in for AWS that is not ours. Any credentials do; all of them are
 * account {@link #ACCOUNT}.
 *
 * <p>Its Python environment is looked for in the environment variable {@code MOTO_DIR}; {@code make moto} installs it and
 * prints the directory.
 *
 * @see <a href="https://docs.getmoto.org/en/latest/docs/server_mode.html">moto's server mode</a>
 */
public final class MotoServer implements AutoCloseable {

    /** The account of every caller. */
    public static final String ACCOUNT = "123456789012";

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(20);
    private static final int OK = 200;

    private final ChildProcess process;
    private final URI endpoint;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Thread shutdownHook;

    private MotoServer(ChildProcess process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
        this.shutdownHook = new Thread(process::kill, "stop-moto");
    }

    /**
     * Starts moto and returns when it answers, after some seconds.
     *
     * @throws IllegalStateException if it is not there, or does not come to answer; the message has the end of its log
     * @throws IOException if it cannot be started
     */
    public static MotoServer start() throws IOException {
        Path python = python(Optional.ofNullable(System.getenv("MOTO_DIR")));
        int port = FreePort.pick();
        Path directory = Files.createTempDirectory("ecr-operator-moto-");
        List<String> command =
                List.of(python.toString(), "-m", "moto.server", "-H", "127.0.0.1", "-p", String.valueOf(port));
        MotoServer moto =
                new MotoServer(ChildProcess.start("moto", directory, command), URI.create("http://127.0.0.1:" + port));
        Runtime.getRuntime().addShutdownHook(moto.shutdownHook);
        try {
            moto.awaitAnswer();
        } catch (RuntimeException e) {
            moto.close();
            throw e;
        }
        return moto;
    }

    /**
     * The Python of an environment.
     *
     * @throws IllegalStateException if no environment is given or it has none; the message says what to do
     */
    static Path python(Optional<String> motoDir) {
        Path python = motoDir.filter(dir -> !dir.isBlank())
                .map(dir -> Path.of(dir, "bin", "python"))
                .orElseThrow(
                        () -> new IllegalStateException("No moto to compare the emulator with: run make test, or set"
                                + " MOTO_DIR to the directory that make moto prints"));
        if (!Files.isExecutable(python)) {
            throw new IllegalStateException("No executable " + python + ": run make test, or set MOTO_DIR to the"
                    + " directory that make moto prints");
        }
        return python;
    }

    /** Where AWS clients go, all services alike. */
    public URI endpoint() {
        return endpoint;
    }

    /** Forgets everything that was created. */
    public void reset() {
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/moto-api/reset"))
                .timeout(ANSWERS_WITHIN)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        if (status(request) != OK) {
            throw new IllegalStateException("moto was not reset:\n" + process.logTail());
        }
    }

    /** Kills it: what it holds is to be thrown away. */
    @Override
    public void close() {
        process.kill();
        http.shutdownNow();
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException e) {
            // The JVM is going down already, so the hook runs or has run.
        }
        try {
            Files.deleteIfExists(process.log());
            Files.deleteIfExists(process.log().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitAnswer() {
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/moto-api/"))
                .timeout(ANSWERS_WITHIN)
                .build();
        try {
            Awaitility.await("moto answers")
                    .atMost(STARTS_WITHIN)
                    .pollInterval(Duration.ofMillis(100))
                    .failFast("moto has ended", () -> !process.isAlive())
                    .ignoreException(UncheckedIOException.class)
                    .until(() -> status(request) == OK);
        } catch (ConditionTimeoutException | org.awaitility.core.TerminalFailureException e) {
            throw new IllegalStateException("moto does not answer:\n" + process.logTail(), e);
        }
    }

    private int status(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while moto was asked", e);
        }
    }
}
