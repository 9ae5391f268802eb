package io.ecroperator.cli.cel;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as Go writes them, such as {@code 1h30m}, {@code 1.5s}, {@code -2ms}. */
final class Durations {

    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");
    private static final Pattern WHOLE = Pattern.compile("[-+]?(?:0|(?:" + PART.pattern() + ")+)");
    private static final Map<String, Long> NANOSECONDS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "μs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);

    private Durations() {}

    /** Throws {@link CelException} if it is no time, or more than 64 bits of nanoseconds. */
    static Duration of(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new CelException("time: invalid duration \"" + text + "\"");
        }
        BigDecimal nanoseconds = BigDecimal.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            nanoseconds = nanoseconds.add(
                    new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(NANOSECONDS.get(part.group(2)))));
        }
        if (nanoseconds.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new CelException("time: invalid duration \"" + text + "\"");
        }
        Duration time = Duration.ofNanos(nanoseconds.longValue());
        return text.startsWith("-") ? time.negated() : time;
    }
}
