package io.ecroperator.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

    private final StringWriter out = new StringWriter();
    private final AtomicLong now = new AtomicLong(-1);
    private final ProgressLine line = new ProgressLine(new PrintWriter(out), now::get);

    private String after(Duration duration, String what, int done, int all) {
        now.addAndGet(duration.toNanos());
        out.getBuffer().setLength(0);
        line.of(what, done, all);
        return out.toString();
    }

    @Test
    void shouldEstimateTheRestByThePaceOfThatThing() {
        assertThat(after(Duration.ofHours(1), "repositories", 1, 1000)).isEqualTo("\r1 of 1000 repositories\u001B[K");
        assertThat(after(Duration.ofSeconds(4), "repositories", 40, 1000))
                .isEqualTo("\r40 of 1000 repositories\u001B[K");
        assertThat(after(Duration.ofSeconds(6), "repositories", 50, 1000))
                .isEqualTo("\r50 of 1000 repositories, about 3 min left\u001B[K");
        assertThat(after(Duration.ofSeconds(10), "repositories", 500, 1000))
                .isEqualTo("\r500 of 1000 repositories, less than a minute left\u001B[K");
        assertThat(after(Duration.ofSeconds(10), "repositories", 1000, 1000)).isEqualTo("\r\u001B[K");
        assertThat(after(Duration.ofSeconds(1), "objects", 1, 10)).isEqualTo("\r1 of 10 objects\u001B[K");
    }
}
