package io.ecroperator.emulator.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The CONNECT method of HTTP, and nothing else of it: bytes for port 443 of our hosts go to one address, everything else is
 * refused with 403.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-connect">RFC 9110, CONNECT</a>
 */
final class ConnectServer implements AutoCloseable {
    private static final Pattern CONNECT = Pattern.compile("CONNECT ([^ :]+):443 HTTP/1\\.[01]\r\n");
    private static final int MAX_HEAD = 8192;

    private final ServerSocket server;
    private final Predicate<String> hosts;
    private final InetSocketAddress target;
    private final ExecutorService threads;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    ConnectServer(InetSocketAddress address, Predicate<String> hosts, InetSocketAddress target, ExecutorService threads)
            throws IOException {
        this.hosts = hosts;
        this.target = target;
        this.threads = threads;
        this.server = new ServerSocket();
        server.bind(address);
        threads.execute(this::accept);
    }

    InetAddress address() {
        return server.getInetAddress();
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                // Closed, or a client that was gone at once.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            open.add(client);
            Matcher request = CONNECT.matcher(head(client.getInputStream()));
            if (!request.lookingAt() || !hosts.test(request.group(1))) {
                answer(client, "403 Forbidden\r\nContent-Length: 0");
                return;
            }
            tunnel(client);
        } catch (IOException e) {
            // One of both ends is gone; closing the other is all there is to do.
        } finally {
            open.remove(client);
        }
    }

    private void tunnel(Socket client) throws IOException {
        try (Socket handler = new Socket(target.getAddress(), target.getPort())) {
            client.setTcpNoDelay(true);
            handler.setTcpNoDelay(true);
            answer(client, "200 Connection established");
            Future<?> back = threads.submit(() -> copy(handler, client));
            copy(client, handler);
            await(back);
        }
    }

    private static void await(Future<?> end) throws IOException {
        try {
            end.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
    }

    /** Copies until the one end has no more to say, and tells the other. */
    private static Void copy(Socket from, Socket to) throws IOException {
        from.getInputStream().transferTo(to.getOutputStream());
        try {
            to.shutdownOutput();
        } catch (SocketException e) {
            // It is closed already.
        }
        return null;
    }

    /** {@return the request line and headers, read byte by byte so that nothing of the tunnel's bytes is taken} */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < MAX_HEAD && head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void answer(Socket client, String status) throws IOException {
        client.getOutputStream().write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
