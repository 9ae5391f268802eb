package io.ecroperator.aws.ratelimit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * A simulation of clients whose callers always have another call to make, each client through one rate, to a service
 * that grants what it is told to. Events are taken in the order of virtual time, so that hours pass in milliseconds.
 */
final class ThrottlingService {

    private static final long SECOND = 1_000_000_000L;
    private static final long LOOK_AGAIN = SECOND / 5;

    /**
     * What happened to the requests of one client in a stretch of time.
     *
     * @param passed requests that passed
     * @param refused requests that did not
     * @param busiestSecond the most requests in one second
     * @param took how long it was
     */
    record Totals(int passed, int refused, int busiestSecond, Duration took) {

        double passedPerSecond() {
            return passed * 1e9 / took.toNanos();
        }

        double refusedShare() {
            return passed + refused == 0 ? 0 : (double) refused / (passed + refused);
        }
    }

    private record Event(long at, Runnable action) {}

    private final VirtualTicker ticker = new VirtualTicker();
    private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingLong(Event::at));
    private final List<Client> clients = new ArrayList<>();
    private final Duration latency;
    private final SplittableRandom random;
    private Grant grant;

    /** Answers within half of the latency to one and a half of it. */
    ThrottlingService(Grant grant, Duration latency) {
        this(grant, latency, 1);
    }

    /** The same with other chances. */
    ThrottlingService(Grant grant, Duration latency, long seed) {
        this.grant = grant;
        this.latency = latency;
        this.random = new SplittableRandom(seed);
    }

    /** Grants something else from now on. */
    void grant(Grant other) {
        grant = other;
    }

    /** Adds a client with that many callers, which begin at once. */
    Client client(int callers) {
        Client client = new Client(new OperationRate(RateLimitSettings.defaults(), ticker.nanoTime()));
        clients.add(client);
        client.callers(callers);
        return client;
    }

    /** Adds a client that sends so many requests per second, at random moments, whatever becomes of them. */
    void stubborn(double perSecond) {
        events.add(
                new Event(ticker.nanoTime() + (long) (-Math.log(1 - random.nextDouble()) * SECOND / perSecond), () -> {
                    grant.passes(ticker.nanoTime());
                    stubborn(perSecond);
                }));
    }

    /** Lets time pass; the clients count from 0. */
    void run(Duration time) {
        clients.forEach(Client::reset);
        long end = ticker.nanoTime() + time.toNanos();
        while (!events.isEmpty() && events.peek().at() < end) {
            Event event = events.poll();
            ticker.advanceTo(event.at());
            event.action().run();
        }
        ticker.advanceTo(end);
    }

    /** A process that shares one rate among its callers. */
    final class Client {

        private final OperationRate rate;
        private final Map<Long, Integer> sentBySecond = new HashMap<>();
        private long resetAt;
        private long wanted = Long.MAX_VALUE;
        private int passed;
        private int refused;
        private long lastPassedAt;

        private Client(OperationRate rate) {
            this.rate = rate;
        }

        /** Adds callers, which begin at once. */
        void callers(int callers) {
            for (int i = 0; i < callers; i++) {
                events.add(new Event(ticker.nanoTime() + i, this::begin));
            }
        }

        /** All of it together is to pass so often more, and no more. */
        void wants(long requests) {
            wanted = requests;
        }

        /** The rate that it has learnt, per second; infinite if it has not been throttled. */
        double perSecond() {
            return rate.perSecond().orElse(Double.POSITIVE_INFINITY);
        }

        Totals totals() {
            return new Totals(
                    passed,
                    refused,
                    sentBySecond.values().stream()
                            .mapToInt(Integer::intValue)
                            .max()
                            .orElse(0),
                    Duration.ofNanos(ticker.nanoTime() - resetAt));
        }

        /** From the last reset until the last request passed. */
        Duration busy() {
            return Duration.ofNanos(Math.max(0, lastPassedAt - resetAt));
        }

        private void reset() {
            passed = 0;
            refused = 0;
            sentBySecond.clear();
            resetAt = ticker.nanoTime();
        }

        private void begin() {
            if (wanted <= 0) {
                return;
            }
            wanted--;
            OptionalLong turn = rate.draw(ticker.nanoTime());
            if (turn.isPresent()) {
                queue(turn.getAsLong());
            } else {
                wanted++;
                events.add(new Event(ticker.nanoTime() + SECOND, this::begin));
            }
        }

        private void queue(long turn) {
            long wait = rate.waitFor(turn, ticker.nanoTime());
            if (wait == 0) {
                arrive();
            } else {
                events.add(new Event(ticker.nanoTime() + Math.min(wait, LOOK_AGAIN), () -> queue(turn)));
            }
        }

        private void arrive() {
            long now = ticker.nanoTime();
            sentBySecond.merge(now / SECOND, 1, Integer::sum);
            boolean pass = grant.passes(now);
            passed += pass ? 1 : 0;
            refused += pass ? 0 : 1;
            events.add(new Event(now + (long) (latency.toNanos() * (0.5 + random.nextDouble())), () -> {
                rate.finished(ticker.nanoTime(), now, pass ? 1 : 0, pass ? 0 : 1);
                wanted += pass ? 0 : 1;
                lastPassedAt = pass ? ticker.nanoTime() : lastPassedAt;
                begin();
            }));
        }
    }
}
