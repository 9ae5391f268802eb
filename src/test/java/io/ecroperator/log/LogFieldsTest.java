package io.ecroperator.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.logging.json.runtime.JsonFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Through the bridge, the log manager and the formatter that the packaged process has. */
class LogFieldsTest {

    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(LogFieldsTest.class);

    private final Logger target = Logger.getLogger(LogFieldsTest.class.getName());
    private final Lines lines = new Lines();

    @BeforeEach
    void listen() {
        target.addHandler(lines);
    }

    @AfterEach
    void stopListening() {
        target.removeHandler(lines);
        MDC.clear();
    }

    @Test
    void shouldBecomeJsonFieldsWhenLogged() throws Exception {
        // When
        LogFields.of("operation", "DescribeRepositories").and("failure", null).in(() -> LOG.warn("away: {}", "why"));

        // Then
        JsonNode line = new ObjectMapper().readTree(lines.formatted.getFirst());
        assertThat(line.path("message").asText()).isEqualTo("away: why");
        assertThat(line.path("mdc").path("operation").asText()).isEqualTo("DescribeRepositories");
        assertThat(line.path("mdc").path("failure").asText()).isEqualTo("null");
    }

    @Test
    void shouldLeaveWhatWasThereWhenDone() {
        // Given
        MDC.put("repository", "outer");

        // When
        LogFields.of("repository", "inner").and("failure", "DENIED").in(() -> LOG.warn("no"));

        // Then
        assertThat(MDC.getCopyOfContextMap()).containsExactly(java.util.Map.entry("repository", "outer"));
        assertThat(lines.formatted.getFirst()).contains("inner").doesNotContain("outer");
    }

    @Test
    void shouldLeaveNothingWhenLoggingFails() {
        // When
        assertThatThrownBy(() -> LogFields.of("failure", "DENIED").in(() -> {
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);

        // Then
        assertThat(MDC.get("failure")).isNull();
    }

    private static final class Lines extends Handler {

        private final List<String> formatted = new ArrayList<>();
        private final JsonFormatter formatter = new JsonFormatter();

        @Override
        public void publish(LogRecord entry) {
            formatted.add(formatter.format(ExtLogRecord.wrap(entry)));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
