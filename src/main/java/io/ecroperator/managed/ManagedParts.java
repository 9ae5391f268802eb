package io.ecroperator.managed;

import io.ecroperator.reference.Registries;
import io.ecroperator.runtime.AttemptDelays;
import io.ecroperator.runtime.KindContext;
import io.ecroperator.runtime.Lanes;
import io.ecroperator.runtime.OperatorMetrics;
import io.ecroperator.runtime.StatusPatches;
import io.ecroperator.runtime.events.EventRecorder;
import java.time.Clock;

/** What the process gives to a kind. */
public record ManagedParts(
        Registries registries,
        Lanes lanes,
        AttemptDelays delays,
        EventRecorder events,
        OperatorMetrics metrics,
        StatusPatches patches,
        Clock clock) {

    /** Those for one kind. */
    public static ManagedParts of(KindContext context, Registries registries) {
        return new ManagedParts(
                registries,
                context.lanes(),
                context.attemptDelays(),
                context.events(),
                context.metrics(),
                StatusPatches.toApiServer(),
                context.clock());
    }
}
