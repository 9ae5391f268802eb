package io.ecroperator.emulator.proxy;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

/**
 * A running HTTPS proxy. Clients name it in HTTPS_PROXY and trust {@link #caPem}; whatever they ask of the hosts that it
 * intercepts goes to one handler, which tells them apart by the Host header. Any other host is refused, so nothing ever
 * leaves the machine.
 */
public final class InterceptingProxy implements AutoCloseable {
    private static final int BACKLOG = 1024;

    private final CertificateAuthority authority = new CertificateAuthority();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpsServer handlers;
    private final ConnectServer connect;

    private InterceptingProxy(InetSocketAddress address, Predicate<String> hosts, HttpHandler handler)
            throws IOException {
        this.handlers = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        handlers.setHttpsConfigurator(new HttpsConfigurator(tls(new HostCertificates(authority, hosts))));
        handlers.setExecutor(threads);
        handlers.createContext("/", handler);
        try {
            this.connect = new ConnectServer(address, hosts, handlers.getAddress(), threads);
        } catch (IOException e) {
            handlers.stop(0);
            throw e;
        }
        handlers.start();
    }

    /**
     * Starts.
     *
     * @param address where to listen, port 0 for any free one
     * @param hosts which host names are intercepted
     * @param handler what answers for them
     * @return the running proxy; an UncheckedIOException if the port is taken
     */
    public static InterceptingProxy start(InetSocketAddress address, Predicate<String> hosts, HttpHandler handler) {
        try {
            return new InterceptingProxy(address, hosts, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the value of HTTPS_PROXY} */
    public URI uri() {
        return URI.create("http://%s:%d".formatted(connect.address().getHostAddress(), connect.port()));
    }

    /** {@return the certificate in PEM that clients have to trust} */
    public String caPem() {
        return authority.pem();
    }

    private static SSLContext tls(KeyManager keys) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {keys}, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    /** Stops at once; requests under way are cut off. */
    @Override
    public void close() {
        try {
            connect.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            handlers.stop(0);
            threads.shutdownNow();
        }
    }
}
