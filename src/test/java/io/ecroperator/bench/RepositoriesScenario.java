package io.ecroperator.bench;

import io.ecroperator.bench.OperatorProcess.Periods;
import io.ecroperator.bench.RepositoriesResult.ChangeOneFacet;
import io.ecroperator.bench.RepositoriesResult.Create;
import io.ecroperator.bench.RepositoriesResult.SteadyHour;
import io.ecroperator.bench.RepositoriesResult.Touch;
import io.ecroperator.bench.RepositoryFleet.Version;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The life of N repositories: created, one facet of each changed, looked at again, left in peace for an hour. */
final class RepositoriesScenario {

    private static final String NAMESPACE = "default";

    /** An hour in two minutes; the operator looks once a second for what is due, so more would distort the picture. */
    private static final int TIME_SCALE = 30;

    private static final Duration POLL = Duration.ofMillis(100);
    private static final String LAST_CALL = "SetRepositoryPolicy";
    private static final String CHANGED_BY = "PutLifecyclePolicy";
    private static final String RECONCILES = "ecr_operator_reconciles_total";
    private static final String REPOSITORIES = "ecr_operator_repositories";
    private static final String IN_SYNC = "InSync";

    private final Bench bench;
    private final RepositoryFleet fleet;

    /** On a cluster and an emulator that hold nothing yet. */
    RepositoriesScenario(Bench bench, int repositories) {
        this.bench = bench;
        this.fleet = new RepositoryFleet(bench.client(), NAMESPACE, repositories);
    }

    /**
     * Runs it, in a minute and some.
     *
     * @throws IOException if the operator cannot be started
     * @throws IllegalStateException if something does not come about at all
     */
    RepositoriesResult run() throws IOException {
        Create create;
        ChangeOneFacet change;
        Touch touch;
        ReadyCount ready = new ReadyCount(bench.client(), NAMESPACE);
        try (OperatorProcess operator = bench.startOperator(Periods.HARDLY_EVER)) {
            create = create(operator, ready);
            progress("created: %.1f s", create.inEcrSeconds());
            change = changeOneFacet(ready);
            progress("one facet changed: %.1f s", change.inEcrSeconds());
            touch = touch(operator);
            progress("looked at again: %.1f s", touch.seconds());
        }
        SteadyHour steady = steadyHour();
        progress("an hour of peace: %d calls", steady.awsCallsInAll());
        return new RepositoriesResult(fleet.size(), create, change, touch, steady);
    }

    private Create create(OperatorProcess operator, ReadyCount ready) {
        bench.emulator().resetCalls();
        Map<String, Long> requestsBefore = bench.apiServerWrites();
        double operatorBefore = operator.figures().cpuSeconds();
        double emulatorBefore = bench.emulator().cpuSeconds();

        Timing timing = apply(new Version(14, 1), ready, 1, LAST_CALL);
        ProcessFigures figures = operator.figures();
        Map<String, Long> calls = bench.emulator().calls();
        if (bench.emulator().repositoriesWithBothPolicies() != fleet.size()) {
            throw new IllegalStateException("Not every repository has both policies");
        }
        return new Create(
                timing.applied(),
                timing.inEcr(),
                timing.ready(),
                calls,
                (double) writes(calls) / fleet.size(),
                difference(bench.apiServerWrites(), requestsBefore),
                figures,
                figures.cpuSeconds() - operatorBefore,
                bench.emulator().cpuSeconds() - emulatorBefore);
    }

    private ChangeOneFacet changeOneFacet(ReadyCount ready) {
        bench.emulator().resetCalls();
        Timing timing = apply(new Version(30, 1), ready, 2, CHANGED_BY);
        return new ChangeOneFacet(
                timing.inEcr(), timing.ready(), bench.emulator().calls());
    }

    private Touch touch(OperatorProcess operator) {
        bench.emulator().resetCalls();
        double before = inSync(operator);
        long startedAt = System.nanoTime();
        fleet.apply(new Version(30, 2));
        double seconds = Await.seconds(
                "every object is looked at again", startedAt, POLL, () -> inSync(operator) >= before + fleet.size());
        return new Touch(seconds, bench.emulator().calls());
    }

    private SteadyHour steadyHour() throws IOException {
        bench.emulator().resetCalls();
        try (OperatorProcess operator = bench.startOperator(Periods.DEFAULT.compressed(TIME_SCALE))) {
            Await.seconds("every object is looked at after the restart", System.nanoTime(), POLL, () -> {
                boolean listed = operator.metrics()
                                .sums(REPOSITORIES, labels -> REPOSITORIES)
                                .getOrDefault(REPOSITORIES, 0.0)
                        >= fleet.size();
                return listed && inSync(operator) >= fleet.size();
            });
            Map<String, Long> restart = bench.emulator().calls();
            bench.emulator().resetCalls();
            Await.pause(Duration.ofHours(1).dividedBy(TIME_SCALE));
            Map<String, Long> calls = bench.emulator().calls();
            long all = calls.values().stream().mapToLong(Long::longValue).sum();
            return new SteadyHour(TIME_SCALE, restart, calls, all, operator.figures());
        }
    }

    /** How many times the operator has looked at an object and found it as its spec says. */
    private static double inSync(OperatorProcess operator) {
        return operator.metrics()
                .sums(RECONCILES, labels -> labels.get("reason"))
                .getOrDefault(IN_SYNC, 0.0);
    }

    /** Seconds from the first apply. */
    private record Timing(double applied, double inEcr, double ready) {}

    /** Applies the fleet and waits until ECR has had the call for each repository and each object is Ready. */
    private Timing apply(Version version, ReadyCount ready, long generation, String lastCall) {
        long startedAt = System.nanoTime();
        Thread applier = Thread.ofPlatform().start(() -> fleet.apply(version));
        double[] applied = new double[1];
        double inEcr = Await.seconds("ECR has everything", startedAt, POLL, () -> {
            if (applied[0] == 0 && !applier.isAlive()) {
                applied[0] = Await.secondsSince(startedAt);
            }
            return bench.emulator().calls().getOrDefault(lastCall, 0L) >= fleet.size();
        });
        double allReady = Await.seconds(
                "every object is Ready", startedAt, POLL, () -> ready.atGeneration(generation) == fleet.size());
        return new Timing(applied[0] == 0 ? inEcr : applied[0], inEcr, allReady);
    }

    private void progress(String format, Object value) {
        System.err.printf(Locale.ROOT, "%d repositories, " + format + "%n", fleet.size(), value);
    }

    private static long writes(Map<String, Long> calls) {
        return calls.entrySet().stream()
                .filter(call -> !call.getKey().matches("(Describe|Get|List).*"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static Map<String, Long> difference(Map<String, Long> after, Map<String, Long> before) {
        Map<String, Long> difference = new TreeMap<>(after);
        before.forEach((key, count) -> difference.merge(key, -count, Long::sum));
        difference.values().removeIf(count -> count == 0);
        return difference;
    }
}
