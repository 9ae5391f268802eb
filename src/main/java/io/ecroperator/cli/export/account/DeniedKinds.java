package io.ecroperator.cli.export.account;

import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.cli.export.object.ExportedKind;
import io.ecroperator.cli.outcome.CommandException;
import io.ecroperator.cli.outcome.Failures;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The kinds that the identity may not read, so that all missing rights are told at once. */
final class DeniedKinds {

    private final Set<ExportedKind> asked;
    private final Map<ExportedKind, Map<String, AwsException>> failuresByOperation = new EnumMap<>(ExportedKind.class);

    DeniedKinds(Set<ExportedKind> asked) {
        this.asked = asked;
    }

    /**
     * The answer of a call that a kind takes; {@code instead} where AWS denies it, which {@link #tell} tells.
     *
     * @throws AwsException if the call fails otherwise
     */
    <T> T unlessDenied(ExportedKind kind, T instead, Supplier<T> call) {
        try {
            return call.get();
        } catch (AwsException failure) {
            if (failure.kind() != Kind.DENIED) {
                throw failure;
            }
            failuresByOperation
                    .computeIfAbsent(kind, first -> new TreeMap<>())
                    .putIfAbsent(failure.failure().operation(), failure);
            return instead;
        }
    }

    /**
     * Does nothing if nothing was denied.
     *
     * @throws CommandException else, with what is denied for which kind
     */
    void tell() {
        if (failuresByOperation.isEmpty()) {
            return;
        }
        Set<ExportedKind> rest = EnumSet.copyOf(asked);
        rest.removeAll(failuresByOperation.keySet());
        String denials = failuresByOperation.entrySet().stream()
                .flatMap(kind -> kind.getValue().values().stream()
                        .map(failure -> "  " + kind.getKey() + ": " + Failures.inWords(failure.failure()) + "\n"))
                .collect(Collectors.joining());
        String without = rest.isEmpty()
                ? ""
                : ", or export the other kinds: --kinds "
                        + rest.stream().map(ExportedKind::toString).collect(Collectors.joining(","));
        throw new CommandException("AWS denies calls that these kinds take. Nothing is written.\n" + denials
                + "Grant them (deploy/iam/read-only.json has all that export calls)" + without + ".");
    }
}
