package io.ecroperator.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * An etcd and a kube-apiserver that belong together, on ports of 127.0.0.1.
 *
 * <p>Their flags are those of a cluster but for what a test has no use for: etcd does not sync to disk, and the
 * admission plugin {@code ServiceAccount} is off, because it refuses Pods until a controller that does not run here
 * has made the namespace's {@code default} account.
 */
final class ControlPlane {

    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(50);

    private final EnvtestBinaries binaries;
    private final ClusterFiles files;
    private final int etcdPort;
    private final int apiPort;
    private final ChildProcess etcd;
    private volatile ChildProcess apiServer;

    /**
     * Starts both; neither need be ready on return.
     *
     * @throws IOException if one of them cannot be started
     */
    ControlPlane(EnvtestBinaries binaries, ClusterFiles files) throws IOException {
        this.binaries = binaries;
        this.files = files;
        // Both open at once: one after the other could get the same number.
        try (ServerSocket first = freePort();
                ServerSocket second = freePort()) {
            etcdPort = first.getLocalPort();
            apiPort = second.getLocalPort();
        }
        etcd = ChildProcess.start("etcd", files.directory(), etcdCommand());
        try {
            apiServer = ChildProcess.start("kube-apiserver", files.directory(), apiServerCommand());
        } catch (IOException e) {
            etcd.kill();
            throw e;
        }
    }

    /** The API server's base URL. */
    URI server() {
        return URI.create("https://127.0.0.1:" + apiPort);
    }

    /**
     * Returns when the API server is ready.
     *
     * @throws IOException if one of the two ended or it took longer than 90 s; the message has the end of their logs
     */
    void awaitReady() throws IOException {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!Files.exists(files.servingKey())) {
            pause(deadline);
        }
        try (ReadyProbe probe = new ReadyProbe(server(), files.servingCertificate(), files.adminToken())) {
            while (!probe.isReady()) {
                pause(deadline);
            }
        }
    }

    /** Kills the API server; what it stored stays. */
    void stopApiServer() {
        apiServer.kill();
    }

    /**
     * Starts the API server again, on the port it had.
     *
     * @throws IllegalStateException if it runs
     * @throws IOException as {@link #awaitReady}
     */
    void startApiServer() throws IOException {
        if (apiServer.isAlive()) {
            throw new IllegalStateException("The API server runs already");
        }
        apiServer = ChildProcess.start("kube-apiserver", files.directory(), apiServerCommand());
        awaitReady();
    }

    /** Completes when either has ended. */
    CompletableFuture<Object> onExit() {
        return CompletableFuture.anyOf(etcd.onExit(), apiServer.onExit());
    }

    /** Kills both. */
    void kill() {
        apiServer.kill();
        etcd.kill();
    }

    /** Waits a moment, less if the API server ends meanwhile. */
    private void pause(long deadline) throws IOException {
        try {
            apiServer.process().waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the API server was starting", e);
        }
        for (ChildProcess server : List.of(etcd, apiServer)) {
            if (!server.isAlive()) {
                throw new IOException(server.name() + " ended while starting:\n" + server.logTail());
            }
        }
        if (System.nanoTime() > deadline) {
            throw new IOException(
                    "Not ready within " + READY_WITHIN + ":\n" + etcd.logTail() + "\n" + apiServer.logTail());
        }
    }

    private List<String> etcdCommand() {
        String clients = "http://127.0.0.1:" + etcdPort;
        return List.of(
                binaries.etcd().toString(),
                "--data-dir=" + files.etcdData(),
                "--listen-client-urls=" + clients,
                "--advertise-client-urls=" + clients,
                // No peer ever comes; the kernel picks the port.
                "--listen-peer-urls=http://127.0.0.1:0",
                "--unsafe-no-fsync",
                // The only member elects itself after this many milliseconds.
                "--heartbeat-interval=10",
                "--election-timeout=100",
                "--log-level=warn");
    }

    private List<String> apiServerCommand() {
        return List.of(
                binaries.kubeApiServer().toString(),
                "--etcd-servers=http://127.0.0.1:" + etcdPort,
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--secure-port=" + apiPort,
                "--cert-dir=" + files.certificates(),
                "--token-auth-file=" + files.tokens(),
                "--authorization-mode=RBAC",
                "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
                "--service-account-key-file=" + files.verificationKey(),
                "--service-account-signing-key-file=" + files.signingKey(),
                "--service-cluster-ip-range=10.0.0.0/24",
                "--disable-admission-plugins=ServiceAccount",
                // It would publish a loopback address, which Endpoints refuse.
                "--endpoint-reconciler-type=none",
                "--profiling=false");
    }

    private static ServerSocket freePort() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }
}
