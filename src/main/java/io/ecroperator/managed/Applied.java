package io.ecroperator.managed;

import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What came of the changes of a plan.
 *
 * @param changes those that were made
 * @param failed those that AWS did not make; of the others nothing was tried
 */
public record Applied<C extends Change>(List<C> changes, List<Failed<C>> failed) {

    /** A change that AWS did not make, or did not answer. */
    public record Failed<C extends Change>(C change, AwsFailure failure) {}

    /** Copies the lists. */
    public Applied {
        changes = List.copyOf(changes);
        failed = List.copyOf(failed);
    }

    /**
     * Makes the changes in order. One that AWS refuses does not keep the others from being made; when AWS is in trouble,
     * or the thing itself could not be had, the rest waits for the next pass.
     *
     * @param call makes one change, or throws {@code AwsException}
     */
    public static <C extends Change> Applied<C> of(List<C> changes, Consumer<C> call) {
        List<C> made = new ArrayList<>();
        List<Failed<C>> failed = new ArrayList<>();
        for (C change : changes) {
            try {
                call.accept(change);
                made.add(change);
            } catch (AwsException e) {
                failed.add(new Failed<>(change, e.failure()));
                if (change.creates() || endsPass(e.kind())) {
                    break;
                }
            }
        }
        return new Applied<>(made, failed);
    }

    private static boolean endsPass(AwsFailure.Kind kind) {
        return switch (kind) {
            case THROTTLED, TRANSIENT, CREDENTIALS, WRONG_ACCOUNT, NOT_FOUND -> true;
            case DENIED, INVALID, PRINCIPAL_NOT_FOUND, QUOTA, DEPENDENCY, ALREADY_EXISTS, NOT_EMPTY -> false;
        };
    }
}
