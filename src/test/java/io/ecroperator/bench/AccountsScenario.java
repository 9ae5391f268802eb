package io.ecroperator.bench;

import io.ecroperator.bench.AccountsResult.Edits;
import io.ecroperator.bench.OperatorProcess.Periods;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Three accounts in four regions each: what a sweep of all costs, and how long an edit takes in one account while another is
 * well, throttled, unreachable or denied, and all of the other's objects are edited at the same time.
 *
 * @param bench a cluster and an emulator that hold nothing yet
 */
record AccountsScenario(Bench bench) {

    private static final int REPOSITORIES_EACH = 100;
    private static final String OPERATOR = "arn:aws:iam::123456789012:role/ecr-operator";
    private static final String WELL = AccountsFleet.ACCOUNTS.getFirst();
    private static final String OTHER = AccountsFleet.ACCOUNTS.get(1);
    private static final int EDITS = 20;

    private static final Periods OFTEN = new Periods(Duration.ofSeconds(15), Duration.ofDays(30));
    private static final Duration SEVERAL_SWEEPS = Duration.ofSeconds(60);
    private static final Duration TROUBLE_ARRIVES = Duration.ofSeconds(3);
    private static final Duration POLL = Duration.ofMillis(500);

    /**
     * Runs it, in four minutes.
     *
     * @throws IOException if the operator cannot be started
     * @throws IllegalStateException if something does not come about at all
     */
    AccountsResult run() throws IOException {
        bench.emulator().declare(trust());
        AccountsFleet fleet = new AccountsFleet(bench.client(), REPOSITORIES_EACH);
        try (OperatorProcess operator = bench.startOperator(OFTEN)) {
            double ready = create(fleet);
            Map<String, Double> sweep = sweep();
            ProcessFigures figures = operator.figures();
            progress("a sweep: %s; %.0f MB, %.0f threads", sweep, figures.rssMegabytes(), figures.threads());
            List<Edits> edits = new ArrayList<>();
            edits.add(edits(fleet, 1, "well", "\"kind\": \"delay\", \"delayMs\": 0"));
            edits.add(edits(fleet, 2, "throttled", "\"kind\": \"throttle\""));
            edits.add(edits(fleet, 3, "unreachable", "\"kind\": \"delay\", \"delayMs\": 3600000"));
            edits.add(edits(fleet, 4, "denied", "\"kind\": \"denied\""));
            operator.process().requireAlive();
            return new AccountsResult(
                    AccountsFleet.ACCOUNTS.size(),
                    AccountsFleet.REGIONS.size(),
                    REPOSITORIES_EACH,
                    ready,
                    sweep,
                    figures,
                    edits);
        }
    }

    private static String trust() {
        return AccountsFleet.ACCOUNTS.stream()
                .map(account -> """
                        "%s": {"trust": {"Statement":
                          {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "%s"}}}}""".formatted(AccountsFleet.role(account), OPERATOR))
                .collect(Collectors.joining(",", "{\"roles\": {", "}}"));
    }

    private double create(AccountsFleet fleet) {
        long startedAt = System.nanoTime();
        fleet.connect();
        AccountsFleet.ACCOUNTS.forEach(account -> fleet.apply(account, 0));
        double seconds = Await.seconds("all are Ready", startedAt, POLL, () -> AccountsFleet.ACCOUNTS.stream()
                .allMatch(account -> isAllReady(fleet, account)));
        progress("created: %.1f s", seconds);
        return seconds;
    }

    private static boolean isAllReady(AccountsFleet fleet, String account) {
        return fleet.ready(account) == (long) REPOSITORIES_EACH * AccountsFleet.REGIONS.size();
    }

    /** Every registry is listed by one page, so pages tell the number of sweeps. */
    private Map<String, Double> sweep() {
        bench.emulator().resetCalls();
        Await.pause(SEVERAL_SWEEPS);
        Map<String, Long> calls = bench.emulator().calls();
        double sweeps = (double) calls.getOrDefault("DescribeRepositories", 0L)
                / (AccountsFleet.ACCOUNTS.size() * AccountsFleet.REGIONS.size());
        Map<String, Double> perSweep = new TreeMap<>();
        calls.forEach((operation, count) -> perSweep.put(operation, count / sweeps));
        return perSweep;
    }

    private Edits edits(AccountsFleet fleet, int round, String other, String fault) {
        bench.emulator().sicken(OTHER, fault);
        fleet.apply(OTHER, round);
        Await.pause(TROUBLE_ARRIVES);
        List<Double> seconds = IntStream.range(0, EDITS)
                .mapToObj(number -> fleet.edit(WELL, number, round))
                .sorted()
                .toList();
        bench.emulator().heal();
        Edits edits = new Edits(other, EDITS, seconds.get(EDITS / 2), seconds.getLast());
        progress(
                "edits while another account is %s: %.2f s, at most %.2f s",
                other, edits.medianSeconds(), edits.longestSeconds());
        return edits;
    }

    private static void progress(String format, Object... figures) {
        System.err.printf(Locale.ROOT, "accounts, " + format + "%n", figures);
    }
}
