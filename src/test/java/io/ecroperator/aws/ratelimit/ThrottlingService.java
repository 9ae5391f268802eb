package io.ecroperator.aws.ratelimit;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/**
 * A simulation of callers that always have another call to make, through one rate, to a service with a token bucket
 * of one second. Events are taken in the order of virtual time, so that hours pass in milliseconds.
 */
final class ThrottlingService {

    private static final long SECOND = 1_000_000_000L;

    /** What happened in a stretch of time. */
    record Totals(double acceptedPerSecond, double throttledShare, int busiestSecond) {}

    private record Event(long at, Runnable action) {}

    private final VirtualTicker ticker = new VirtualTicker();
    private final OperationRate rate = new OperationRate(RateLimitSettings.defaults(), ticker.nanoTime());
    private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingLong(Event::at));
    private final int capacity;
    private final Duration latency;
    private final Map<Long, Integer> sentBySecond = new HashMap<>();
    private double tokens;
    private long filledAt;
    private int accepted;
    private int throttled;

    ThrottlingService(int capacity, int callers, Duration latency) {
        this.capacity = capacity;
        this.latency = latency;
        this.tokens = capacity;
        for (int i = 0; i < callers; i++) {
            events.add(new Event(i, this::begin));
        }
    }

    Totals run(Duration time) {
        accepted = 0;
        throttled = 0;
        sentBySecond.clear();
        long end = ticker.nanoTime() + time.toNanos();
        while (events.peek().at() < end) {
            Event event = events.poll();
            ticker.advanceTo(event.at());
            event.action().run();
        }
        ticker.advanceTo(end);
        return new Totals(
                (double) accepted / time.toSeconds(),
                (double) throttled / (accepted + throttled),
                sentBySecond.values().stream().mapToInt(Integer::intValue).max().orElse(0));
    }

    private void begin() {
        OptionalLong turn = rate.draw(ticker.nanoTime());
        if (turn.isPresent()) {
            queue(turn.getAsLong());
        } else {
            events.add(new Event(ticker.nanoTime() + SECOND, this::begin));
        }
    }

    private void queue(long turn) {
        long wait = rate.waitFor(turn, ticker.nanoTime());
        if (wait == 0) {
            arrive();
        } else {
            events.add(new Event(ticker.nanoTime() + wait, () -> queue(turn)));
        }
    }

    private void arrive() {
        long now = ticker.nanoTime();
        sentBySecond.merge(now / SECOND, 1, Integer::sum);
        tokens = Math.min(capacity, tokens + (double) (now - filledAt) * capacity / SECOND);
        filledAt = now;
        boolean pass = tokens >= 1;
        tokens -= pass ? 1 : 0;
        accepted += pass ? 1 : 0;
        throttled += pass ? 0 : 1;
        events.add(new Event(now + latency.toNanos(), () -> {
            rate.finished(ticker.nanoTime(), now, pass ? 1 : 0, pass ? 0 : 1);
            begin();
        }));
    }
}
