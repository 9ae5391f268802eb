package io.ecroperator.managed;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.Optional;

/** What a kind writes into the cluster of what a pass has found in AWS. */
@FunctionalInterface
public interface Outputs<R extends HasMetadata, D, V, C extends Change> {

    /** Writes it; says what keeps it from being written, since the pass has changed AWS and only a status remembers that. */
    Optional<Problem> publish(R object, Observed<D, V, C> observed, Context<R> context);

    /** For kinds that write nothing. */
    static <R extends HasMetadata, D, V, C extends Change> Outputs<R, D, V, C> none() {
        return (object, observed, context) -> Optional.empty();
    }
}
