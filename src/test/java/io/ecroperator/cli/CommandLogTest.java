package io.ecroperator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.dsl.internal.VersionUsageUtils;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class CommandLogTest {

    private final Logger root = Logger.getLogger("");
    private final Handler[] handlers = root.getHandlers();
    private final Level level = root.getLevel();
    private final PrintStream standardError = System.err;

    @AfterEach
    void putBack() {
        System.setErr(standardError);
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        for (Handler handler : handlers) {
            root.addHandler(handler);
        }
        root.setLevel(level);
    }

    @Test
    void shouldPrintWarningsAndNoMore() {
        // Given
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        CommandLog.useStandardError();

        // When
        LoggerFactory.getLogger("library").info("is busy");
        LoggerFactory.getLogger("library").warn("is tired of {} calls", 7, new IllegalStateException("no rest"));

        // Then
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .isEqualTo("WARN library: is tired of 7 calls: java.lang.IllegalStateException: no rest\n");
    }

    @Test
    void shouldNotSayThatTheApiIsAnAlpha() {
        // Given
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        CommandLog.useStandardError();

        // When
        LoggerFactory.getLogger(VersionUsageUtils.class).warn("The client is using resource type 'ecrregistries'");

        // Then
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
