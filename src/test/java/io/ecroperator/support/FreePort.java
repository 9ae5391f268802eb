package io.ecroperator.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port of 127.0.0.1 for a program that cannot be told to let the kernel pick one. */
public final class FreePort {

    private FreePort() {}

    /** One that nobody listens on at this moment. */
    public static int pick() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }
}
