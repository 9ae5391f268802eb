package io.ecroperator.bench;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The result as a person reads it. */
final class BenchTable {

    private BenchTable() {}

    /** Some lines for each number of repositories, then the promises. */
    static String of(BenchResult result) {
        StringBuilder text = new StringBuilder();
        result.results().forEach(one -> text.append(lines(one)));
        result.sharedPolicies().forEach(one -> text.append(lines(one)));
        text.append(lines(result.throttling()));
        text.append(lines(result.accounts()));
        text.append(lines(result.flood()));
        text.append('\n');
        for (Bar bar : result.bars()) {
            text.append(line(bar));
        }
        return text.toString();
    }

    /** One promise. */
    static String line(Bar bar) {
        return line(
                "%s  %-70s %9.2f  (at most %s)",
                bar.held() ? "PASS" : "FAIL",
                bar.what(),
                bar.measured(),
                bar.atMost() == Math.rint(bar.atMost()) ? "%.0f".formatted(bar.atMost()) : bar.atMost());
    }

    private static String lines(RepositoriesResult one) {
        RepositoriesResult.Create create = one.create();
        RepositoriesResult.SteadyHour steady = one.steady();
        return line("%n%d repositories", one.repositories())
                + line(
                        "  applied / in ECR / Ready     %.1f / %.1f / %.1f s",
                        create.appliedSeconds(), create.inEcrSeconds(), create.readySeconds())
                + line("  AWS calls                    %s", calls(create.awsCalls()))
                + line("  API server writes            %s", calls(create.apiServerRequests()))
                + line(
                        "  operator                     %s, %.1f s of CPU to create",
                        memory(create.operator()), create.operatorCpuSeconds())
                + line(
                        "  one facet changed            %.1f s: %s",
                        one.changeOneFacet().inEcrSeconds(),
                        calls(one.changeOneFacet().awsCalls()))
                + line(
                        "  all looked at again          %.1f s: %s",
                        one.touch().seconds(), calls(one.touch().awsCalls()))
                + line("  restart                      %s", calls(steady.restartAwsCalls()))
                + line(
                        "  an hour of peace (×%d)       %d calls: %s; %s",
                        steady.timeScale(),
                        steady.awsCallsInAll(),
                        calls(steady.awsCalls()),
                        memory(steady.operator()));
    }

    private static String lines(SharedPolicyResult one) {
        return line("%n%d repositories by one lifecycle policy", one.repositories())
                + step("attached", one.attach())
                + step("edited", one.edit())
                + step("written in other words", one.rewrite())
                + line("  operator                     %s", memory(one.operator()));
    }

    /** Several accounts in several regions. */
    static String lines(AccountsResult one) {
        StringBuilder text = new StringBuilder(line(
                        "%n%d accounts × %d regions × %d repositories",
                        one.accounts(), one.regions(), one.repositoriesEach())
                + line("  Ready                        %.1f s", one.readySeconds())
                + line("  a sweep of all               %s", one.sweepCalls())
                + line(
                        "  operator                     %.0f MB resident, %.0f at most, %.0f threads",
                        one.operator().rssMegabytes(),
                        one.operator().peakRssMegabytes(),
                        one.operator().threads()));
        one.edits()
                .forEach(edits -> text.append(line(
                        "  an edit, another account %-11s  %.2f s, %.2f at most, of %d",
                        edits.other(), edits.medianSeconds(), edits.longestSeconds(), edits.edits())));
        return text.toString();
    }

    /** A namespace full of objects that are refused. */
    static String lines(FloodResult one) {
        StringBuilder text = new StringBuilder(line("%n%d refused objects of another namespace", one.objects()));
        one.edits()
                .forEach(edits -> text.append(line(
                        "  an edit while they %-18s %.2f s, %.2f at most, of %d",
                        edits.meanwhile(), edits.medianSeconds(), edits.longestSeconds(), edits.edits())));
        return text.toString();
    }

    private static String lines(ThrottlingResult one) {
        ThrottlingResult.Bucket bucket = one.bucket();
        return line("%n%d repositories while AWS throttles", one.random().repositories())
                + line(
                        "  not at all                   %.1f s: %d calls",
                        one.undisturbed().inEcrSeconds(), one.undisturbed().calls())
                + line(
                        "  %.0f %% of calls at random      %.1f s: %d calls",
                        100 * one.random().share(),
                        one.random().inEcrSeconds(),
                        one.random().calls())
                + line(
                        "  %.0f creations per second     %d repositories in %.1f s; %.0f %% used, %.0f %% refused",
                        bucket.perSecond(),
                        bucket.repositories(),
                        bucket.inEcrSeconds(),
                        100 * (1 - bucket.unusedShare()),
                        100 * bucket.refusedShare());
    }

    private static String step(String what, SharedPolicyResult.Step step) {
        return line("  %-28s %.1f s: %s", what, step.seconds(), calls(step.awsCalls()));
    }

    private static String memory(ProcessFigures figures) {
        return String.format(Locale.ROOT, "%.0f MB (peak %.0f)", figures.rssMegabytes(), figures.peakRssMegabytes());
    }

    private static String calls(Map<String, Long> calls) {
        return calls.isEmpty()
                ? "none"
                : calls.entrySet().stream()
                        .map(call -> call.getValue() + " " + call.getKey())
                        .collect(Collectors.joining(", "));
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values) + "\n";
    }
}
