package io.ecroperator.cli.plan;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecroperator.cli.outcome.CommandException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveClusterTest {

    @Test
    void shouldSayWhatKeptTheApiServerFromAnswering() throws IOException {
        int nobodyListens;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobodyListens = socket.getLocalPort();
        }
        String url = "http://127.0.0.1:" + nobodyListens + "/";
        var config = new ConfigBuilder(Config.empty())
                .withMasterUrl(url)
                .withRequestRetryBackoffLimit(0)
                .build();

        assertThatThrownBy(() -> LiveCluster.read(config, Optional.empty()))
                .isInstanceOf(CommandException.class)
                .hasMessage("The cluster cannot be read: " + url
                        + ": There is no connection. Check the address, and whether it is reached from here.");
    }
}
