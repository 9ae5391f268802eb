package io.ecroperator.log;

import java.util.HashMap;
import java.util.Map;
import org.slf4j.MDC;

/**
 * What a log entry says beside its text, by key. In the JSON log they are members of {@code mdc}, as the object's name and
 * namespace are.
 *
 * <p>Not SLF4J's own key-values ({@code addKeyValue}): its bridge to the JBoss log manager, which Quarkus uses, is no
 * {@code LoggingEventAware} and so finds them already written into the text.
 */
public final class LogFields {

    private final Map<String, String> fields;

    private LogFields(Map<String, String> fields) {
        this.fields = fields;
    }

    /** One field; null is written as {@code null}. */
    public static LogFields of(String key, Object value) {
        return new LogFields(Map.of(key, String.valueOf(value)));
    }

    /** These fields and one more, or with another value. */
    public LogFields and(String key, Object value) {
        Map<String, String> more = new HashMap<>(fields);
        more.put(key, String.valueOf(value));
        return new LogFields(Map.copyOf(more));
    }

    /** Runs {@code log}, in which everything that this thread logs has the fields; afterwards all is as before. */
    public void in(Runnable log) {
        Map<String, String> before = new HashMap<>();
        fields.forEach((key, value) -> {
            before.put(key, MDC.get(key));
            MDC.put(key, value);
        });
        try {
            log.run();
        } finally {
            before.forEach(LogFields::restore);
        }
    }

    private static void restore(String key, String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
