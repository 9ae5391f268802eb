package io.ecroperator.emulator;

import com.sun.net.httpserver.HttpServer;
import io.ecroperator.emulator.iam.Iam;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A running stand-in for AWS ECR, STS and the tagging API. Point AWS clients at {@link #endpoint}; any credentials do. An
 * access key id of 12 digits chooses that account, one that {@link #iam} knows its user or role; the signing region chooses the
 * region.
 */
public final class Emulator implements AutoCloseable {
    private static final int BACKLOG = 1024;

    private final EmulatorState state;
    private final CallLog calls = new CallLog();
    private final Faults faults;
    private final RateLimits limits;
    private final CallPipeline pipeline;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final Optional<DataPlane> dataPlane;

    private Emulator(EmulatorOptions options) throws IOException {
        this.state = new EmulatorState(options);
        if (options.identities().isPresent()) {
            state.declare(Json.MAPPER.readTree(options.identities().get().toFile()));
        }
        this.faults = new Faults(state.random());
        this.limits = new RateLimits(state.clock());
        this.pipeline = new CallPipeline(state, calls, faults, limits);
        // Read once when the server's classes load; without it every answer waits for the delayed ACK of the one
        // before.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        this.server = HttpServer.create(new InetSocketAddress(options.host(), options.port()), BACKLOG);
        server.setExecutor(threads);
        AwsEndpoint apis = new AwsEndpoint(state, pipeline);
        server.createContext("/", apis);
        server.createContext(AdminEndpoint.PATH, new AdminEndpoint(this, state, pipeline));
        try {
            this.dataPlane = options.proxy().map(proxy -> DataPlane.start(state, proxy, apis));
        } catch (UncheckedIOException e) {
            server.stop(0);
            throw e;
        }
        server.start();
    }

    /** {@return an emulator with default options on a free port} */
    public static Emulator start() {
        return start(EmulatorOptions.DEFAULT);
    }

    /**
     * Starts on a fixed port.
     *
     * @param port TCP port of the loopback address
     * @return the running emulator; an UncheckedIOException if the port is taken
     */
    public static Emulator start(int port) {
        return start(EmulatorOptions.DEFAULT.listen(EmulatorOptions.DEFAULT.host(), port));
    }

    /**
     * Starts with options.
     *
     * @param options how it behaves
     * @return the running emulator; an UncheckedIOException if the port is taken
     */
    public static Emulator start(EmulatorOptions options) {
        try {
            return new Emulator(options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return where AWS clients go, all three services alike} */
    public URI endpoint() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://%s:%d".formatted(address.getAddress().getHostAddress(), address.getPort()));
    }

    /** {@return the calls so far} */
    public CallLog calls() {
        return calls;
    }

    /** {@return the number of calls that are being served, stalled ones too; they are not yet in {@link #calls}} */
    public int callsInFlight() {
        return pipeline.inFlight();
    }

    /** {@return the faults to come} */
    public Faults faults() {
        return faults;
    }

    /** {@return the token buckets} */
    public RateLimits rateLimits() {
        return limits;
    }

    /** {@return users, roles, access keys and policies of all accounts} */
    public Iam iam() {
        return state.iam();
    }

    /**
     * Puts the emulator's clock forward: sessions and logins end, lags and rate limits pass.
     *
     * @param duration how far
     */
    public void advanceClock(Duration duration) {
        state.clock().advance(duration);
    }

    /** {@return which IAM principals policies may name} */
    public Principals principals() {
        return state.principals();
    }

    /** {@return the secrets with which ECR logs in at upstream registries} */
    public Secrets secrets() {
        return state.secrets();
    }

    /** {@return the replication of images between registries, to pause and to let go on} */
    public Replication replication() {
        return state.replication();
    }

    /**
     * The stand-in for a registry that pull through caches get images from and that is not of ECR. The emulator's own registries,
     * private and public, are upstreams as they are.
     *
     * @param host such as {@code quay.io}
     * @return its contents, empty at first
     */
    public RegistryContents upstream(String host) {
        return new Registry(state, state.upstreams().other(host), pipeline);
    }

    /** {@return members of registry settings that are newer than any client} */
    public InventedMembers inventedMembers() {
        return state.inventedMembers();
    }

    /**
     * A registry from behind: neither logged nor faulty nor late.
     *
     * @param account account id
     * @param region region
     * @return the registry, empty if nothing was ever created in it
     */
    public Registry registry(String account, String region) {
        return new Registry(state, state.registry(new RegistryKey(account, region)), pipeline);
    }

    /** {@return the registry of the default account in us-east-1} */
    public Registry registry() {
        return registry(state.options().defaultAccount(), AwsEndpoint.DEFAULT_REGION);
    }

    /**
     * The public registry of an account, from behind.
     *
     * @param account account id
     * @return the registry, empty if nothing was ever created in it
     */
    public Registry publicRegistry(String account) {
        return new Registry(state, state.publicRegistry(account), pipeline);
    }

    /**
     * Where the public repositories of an account are.
     *
     * @param account account id
     * @return the first part of their names
     */
    public String publicAlias(String account) {
        return PublicAlias.of(account);
    }

    /** {@return the data plane; an IllegalStateException if the options ask for no proxy} */
    public DataPlane dataPlane() {
        return dataPlane.orElseThrow(() -> new IllegalStateException("The emulator was started without a proxy"));
    }

    /**
     * Changes the lifetime of registry logins, those minted from now on.
     *
     * @param lifetime time until expiresAt
     */
    public void tokenLifetime(Duration lifetime) {
        state.tokenLifetime(lifetime);
    }

    /** Lets PutImage of the API believe that the layers a manifest names were uploaded, as moto does, which has no uploads. */
    public void takeLayersToExist() {
        state.takeLayersToExist();
    }

    /** Stops at once; calls under way are cut off. */
    @Override
    public void close() {
        pipeline.close();
        dataPlane.ifPresent(DataPlane::close);
        server.stop(0);
        threads.shutdownNow();
    }
}
