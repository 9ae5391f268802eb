package io.ecroperator.bench;

import java.util.List;
import java.util.stream.Stream;

/** The promises about several accounts, held against what was measured. */
final class AccountsBars {

    /** Two calls list a hundred repositories and their tags. */
    private static final double CALLS_PER_REGISTRY = 2;

    private static final double MEGABYTES = 256 * 1.048576;
    private static final double SECONDS = 2;

    private AccountsBars() {}

    /** A sweep costs two calls for each account and region, and a sick account delays no edit elsewhere. */
    static List<Bar> of(AccountsResult result) {
        double calls = result.sweepCalls().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        String of = " of " + result.accounts() + " accounts × " + result.regions() + " regions";
        return Stream.concat(
                        Stream.of(
                                new Bar(
                                        "AWS calls of a sweep" + of,
                                        calls,
                                        CALLS_PER_REGISTRY * result.accounts() * result.regions()),
                                new Bar(
                                        "MB resident, " + result.repositories() + " repositories" + of,
                                        result.operator().rssMegabytes(),
                                        MEGABYTES)),
                        result.edits().stream()
                                .map(edits -> new Bar(
                                        "seconds until an edit is Ready at the latest, another account "
                                                + edits.other(),
                                        edits.longestSeconds(),
                                        SECONDS)))
                .toList();
    }
}
