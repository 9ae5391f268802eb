package io.ecroperator.cli.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;

/** One line that is written over: how many are done, and how long the rest takes at that pace. */
final class ProgressLine implements Progress {

    /** Before that, a pace says little. */
    private static final Duration FIRST_ESTIMATE = Duration.ofSeconds(5);

    private static final String CLEAR_TO_THE_END = "\u001B[K";

    private final PrintWriter out;
    private final LongSupplier nanoTime;
    private String current = "";
    private long start;

    /**
     * A line.
     *
     * @param nanoTime as {@link System#nanoTime} tells it
     */
    ProgressLine(PrintWriter out, LongSupplier nanoTime) {
        this.out = out;
        this.nanoTime = nanoTime;
    }

    @Override
    public void of(String what, int done, int all) {
        if (!what.equals(current)) {
            current = what;
            start = nanoTime.getAsLong();
        }
        out.print("\r" + (done < all ? done + " of " + all + " " + what + left(done, all) : "") + CLEAR_TO_THE_END);
        out.flush();
    }

    private String left(int done, int all) {
        Duration elapsed = Duration.ofNanos(nanoTime.getAsLong() - start);
        if (done == 0 || elapsed.compareTo(FIRST_ESTIMATE) < 0) {
            return "";
        }
        long minutes =
                elapsed.multipliedBy(all - done).dividedBy(done).plusSeconds(30).toMinutes();
        return minutes == 0 ? ", less than a minute left" : ", about " + minutes + " min left";
    }
}
