package io.ecroperator.emulator;

import com.sun.net.httpserver.HttpHandler;
import io.ecroperator.emulator.dataplane.DistributionEndpoint;
import io.ecroperator.emulator.dataplane.MemoryBudget;
import io.ecroperator.emulator.dataplane.RegistryHost;
import io.ecroperator.emulator.dataplane.RequestLog;
import io.ecroperator.emulator.proxy.InterceptingProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;

/**
 * The registries themselves, where images are pushed to and pulled from, under their real host names. A client needs no
 * DNS: it names {@link #proxy} in HTTPS_PROXY, trusts {@link #caPem}, for Go programs by SSL_CERT_FILE, and logs in with
 * what GetAuthorizationToken gave. The AWS APIs answer under their real host names there too.
 */
public final class DataPlane implements AutoCloseable {
    private final RequestLog requests = new RequestLog();
    private final MemoryBudget memory;
    private final InterceptingProxy proxy;

    private DataPlane(EmulatorState state, ProxyOptions options, HttpHandler apis) throws IOException {
        this.memory = state.memory();
        DistributionEndpoint registries = new DistributionEndpoint(
                new DataPlaneRepositories(state), state.tokens(), memory, state.clock(), requests);
        this.proxy = InterceptingProxy.start(
                new InetSocketAddress(state.options().host(), options.port()),
                host -> RegistryHost.of(host).isPresent() || AwsEndpoint.isHost(host),
                exchange -> {
                    boolean registry = DistributionEndpoint.hostOf(exchange).isPresent();
                    (registry ? registries : apis).handle(exchange);
                });
        if (options.caFile().isPresent()) {
            Files.writeString(options.caFile().get(), proxy.caPem());
        }
    }

    static DataPlane start(EmulatorState state, ProxyOptions options, HttpHandler apis) {
        try {
            return new DataPlane(state, options, apis);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the value of HTTPS_PROXY} */
    public URI proxy() {
        return proxy.uri();
    }

    /** {@return the certificate in PEM that clients have to trust, another one at every start} */
    public String caPem() {
        return proxy.caPem();
    }

    /** {@return every request so far, without logins} */
    public RequestLog requests() {
        return requests;
    }

    /** {@return bytes of layers in memory; a push that would go over 256 MiB is refused} */
    public long layerBytes() {
        return memory.used();
    }

    /** Stops at once. */
    @Override
    public void close() {
        proxy.close();
    }
}
