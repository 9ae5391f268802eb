package io.ecroperator.managed;

import io.ecroperator.api.v1alpha1.ManagedSpec;
import io.ecroperator.api.v1alpha1.ManagedStatus;
import io.ecroperator.aws.ImageCount;
import io.ecroperator.aws.connection.ImaginedDeletion;
import io.ecroperator.aws.connection.ImaginedDeletion.Images;
import io.ecroperator.planning.Effect;
import io.ecroperator.planning.Finding;
import io.ecroperator.planning.Finding.Severity;
import io.ecroperator.planning.Forecast;
import io.ecroperator.planning.Step;
import io.ecroperator.reference.Registries;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.Noun;
import io.ecroperator.status.Reason;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Foretells the deletion of an object of one kind, by carrying it out through doors that only imagine what they delete. */
final class DeletionForecasts<
        R extends CustomResource<? extends ManagedSpec, S>, S extends ManagedStatus, D, V, C extends Change> {

    private static final String IF_IT_DOES =
            "If it does, they go with deletionPolicy: DeleteWithImages, and block the deletion with Delete.";

    private final KindFacts<R, S> facts;
    private final Admission<R, S, D, V, C> admission;
    private final Registries registries;

    DeletionForecasts(KindFacts<R, S> facts, Admission<R, S, D, V, C> admission, Registries registries) {
        this.facts = facts;
        this.admission = admission;
        this.registries = registries;
    }

    /** What the deletion comes to; empty while it is not known where the object leads. */
    Optional<Forecast> of(R object, IndexedResourceCache<R> objects) {
        List<ImaginedDeletion> imagined = new ArrayList<>();
        return switch (admission.foretellDeletion(object, objects, imagined::add)) {
            case Deletion.NotYet notYet -> Optional.empty();
            case Deletion.Released(var reason, var message)
            when imagined.isEmpty() -> Optional.of(forecast(object, List.of(), List.of(Finding.note(reason, message))));
            case Deletion.Released released ->
                Optional.of(forecast(
                        object,
                        imagined.stream().map(DeletionForecasts::step).toList(),
                        imagined.stream().flatMap(each -> doubt(each).stream()).toList()));
            case Deletion.Held held -> Optional.of(forecast(object, List.of(), List.of(held(held))));
        };
    }

    private Forecast forecast(R object, List<Step> steps, List<Finding> findings) {
        return new Forecast(
                facts.of(object), registries.resolve(facts.use().apply(object)).inWords(), steps, findings);
    }

    private static Step step(ImaginedDeletion deletion) {
        Optional<ImageCount> images =
                deletion.images() instanceof Images.Some(var count) ? Optional.of(count) : Optional.empty();
        return new Step(
                Effect.DELETE,
                List.of(),
                deletion.operation() + " " + deletion.name(),
                images.map(count -> List.of("- " + (count.atLeast() ? "at least " : "")
                                + Noun.IMAGE.counted(count.count()) + ", by deletionPolicy: DeleteWithImages"))
                        .orElse(List.of()),
                Optional.empty(),
                images.map(ImageCount::count).orElse(0));
    }

    /** What nobody knows of the images decides between a deletion and one that is blocked, or says what is lost. */
    private Optional<Finding> doubt(ImaginedDeletion deletion) {
        return switch (deletion.images()) {
            case Images.None none -> Optional.empty();
            case Images.Some some -> Optional.empty();
            case Images.Unasked unasked ->
                Optional.of(new Finding(
                        Severity.WARNING,
                        Reason.DELETION_BLOCKED,
                        "A plan does not look whether the " + facts.thing() + " holds images. " + IF_IT_DOES));
            case Images.Untold(var failure) ->
                Optional.of(new Finding(
                        Severity.UNKNOWN,
                        FailureReport.of(failure).reason(),
                        "Whether the " + facts.thing() + " holds images is not known: " + failure.operation() + ": "
                                + failure.message() + (failure.message().endsWith(".") ? " " : ". ") + IF_IT_DOES));
        };
    }

    private static Finding held(Deletion.Held held) {
        return held.trouble()
                ? new Finding(Severity.UNKNOWN, held.reason(), held.message())
                : Finding.refused(held.reason(), held.message());
    }
}
