package io.ecroperator.bench;

import io.ecroperator.bench.EmulatorProcess.Answer;
import io.ecroperator.bench.OperatorProcess.Periods;
import io.ecroperator.bench.RepositoryFleet.Version;
import io.ecroperator.bench.ThrottlingResult.AtRandom;
import io.ecroperator.bench.ThrottlingResult.Bucket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Repositories with both policies, created undisturbed, then with a share of all calls throttled at random, then with a
 * token bucket in front of CreateRepository.
 *
 * @param directory where logs go
 * @param latencyMillis what the emulator adds to every call
 */
record ThrottlingScenario(Path directory, int latencyMillis) {

    private static final int REPOSITORIES = 200;
    private static final double SHARE = 0.3;

    private static final String LIMITED = "CreateRepository";
    private static final double PER_SECOND = 20;
    private static final int BURST = 20;

    /** So many that most are created after the limit was found. */
    private static final int REPOSITORIES_FOR_BUCKET = 800;

    /** In which the limit is found; what comes after it is measured. */
    private static final Duration SEARCH = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofMillis(100);

    private record Creation(double seconds, List<Answer> answers) {}

    /**
     * Runs it, in two minutes.
     *
     * @throws IOException if something cannot be started
     * @throws IllegalStateException if something does not come about at all
     */
    ThrottlingResult run() throws IOException {
        AtRandom undisturbed = atRandom(0);
        AtRandom random = atRandom(SHARE);
        return new ThrottlingResult(undisturbed, random, bucket());
    }

    private AtRandom atRandom(double share) throws IOException {
        Creation creation = create("random-" + share, REPOSITORIES, emulator -> {
            if (share > 0) {
                emulator.throttleAtRandom(share);
            }
        });
        return new AtRandom(
                share, REPOSITORIES, creation.seconds(), creation.answers().size());
    }

    private Bucket bucket() throws IOException {
        Creation creation =
                create("bucket", REPOSITORIES_FOR_BUCKET, emulator -> emulator.limit(LIMITED, PER_SECOND, BURST));
        List<Answer> limited = creation.answers().stream()
                .filter(answer -> answer.operation().equals(LIMITED))
                .toList();
        Instant from = limited.getFirst().at().plus(SEARCH);
        List<Answer> steady =
                limited.stream().filter(answer -> answer.at().isAfter(from)).toList();
        double seconds = Duration.between(from, steady.getLast().at()).toNanos() / 1e9;
        double refused = steady.stream().filter(Answer::throttled).count();
        return new Bucket(
                PER_SECOND,
                BURST,
                REPOSITORIES_FOR_BUCKET,
                creation.seconds(),
                seconds,
                1 - (steady.size() - refused) / (PER_SECOND * seconds),
                refused / steady.size());
    }

    private Creation create(String name, int repositories, Consumer<EmulatorProcess> throttle) throws IOException {
        try (Bench bench = Bench.start(directory.resolve(name), latencyMillis);
                OperatorProcess operator = bench.startOperator(Periods.HARDLY_EVER)) {
            bench.emulator().resetCalls();
            throttle.accept(bench.emulator());
            RepositoryFleet fleet = new RepositoryFleet(bench.client(), "default", repositories);
            long startedAt = System.nanoTime();
            Thread.ofPlatform().daemon().start(() -> fleet.apply(new Version(14, 1)));
            double seconds = Await.seconds("all stand in ECR", startedAt, POLL, () -> {
                operator.process().requireAlive();
                return bench.emulator().repositoriesWithBothPolicies() == repositories;
            });
            System.err.printf(Locale.ROOT, "throttling, %s: %d repositories in %.1f s%n", name, repositories, seconds);
            return new Creation(seconds, bench.emulator().answers());
        }
    }
}
