package io.ecroperator.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the packaged operator and writes the result as JSON to a file and to standard output, and as a table to
 * standard error. Exits with 0 also when a promise is not kept, unless it is told to be strict.
 */
public final class BenchMain {

    private BenchMain() {}

    /**
     * Runs from the project's folder, after the packages and the tests have been built.
     *
     * @throws IOException if something cannot be started or written
     */
    public static void main(String[] args) throws IOException {
        BenchOptions options = BenchOptions.parse("--repositories", Path.of("target", "bench", "result.json"), args);
        Path directory = Files.createTempDirectory("ecr-operator-bench");
        List<RepositoriesResult> results = new ArrayList<>();
        List<SharedPolicyResult> sharedPolicies = new ArrayList<>();
        List<Bar> bars = new ArrayList<>();
        for (int repositories : options.sizes()) {
            System.err.printf("%d repositories; logs in %s%n", repositories, directory);
            try (Bench bench = Bench.start(directory.resolve(String.valueOf(repositories)), options.latencyMillis())) {
                RepositoriesResult result = new RepositoriesScenario(bench, repositories).run();
                results.add(result);
                bars.addAll(RepositoriesBars.of(result));
            }
            try (Bench bench =
                    Bench.start(directory.resolve(repositories + "-by-one-policy"), options.latencyMillis())) {
                SharedPolicyResult result = new SharedPolicyScenario(bench, repositories).run();
                sharedPolicies.add(result);
                bars.addAll(SharedPolicyBars.of(result));
            }
        }
        ThrottlingResult throttling =
                new ThrottlingScenario(directory.resolve("throttling"), options.latencyMillis()).run();
        bars.addAll(ThrottlingBars.of(throttling));
        AccountsResult accounts;
        try (Bench bench = Bench.start(directory.resolve("accounts"), options.latencyMillis())) {
            accounts = new AccountsScenario(bench).run();
            bars.addAll(AccountsBars.of(accounts));
        }
        FloodResult flood;
        try (Bench bench = Bench.start(directory.resolve("flood"), options.latencyMillis())) {
            flood = new FloodScenario(bench).run();
            bars.addAll(FloodBars.of(flood));
        }
        BenchResult result = new BenchResult(
                BenchResult.Machine.here(),
                options.latencyMillis(),
                "server-side apply, " + ServerSideApply.APPLIERS + " at a time, by a client in Java",
                OperatorProcess.jvmFlags(),
                results,
                sharedPolicies,
                throttling,
                accounts,
                flood,
                bars);
        System.err.print(BenchTable.of(result));
        options.report(result, bars);
    }
}
