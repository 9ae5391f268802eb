package io.ecroperator.cli.plan;

import io.ecroperator.cli.manifest.Manifest;
import io.ecroperator.planning.Effect;
import io.ecroperator.planning.Finding.Severity;
import io.ecroperator.planning.Forecast;
import io.ecroperator.planning.Step;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;

/**
 * An object and what the operator would do for it.
 *
 * @param manifest where it is written; empty for one that is in the cluster alone
 * @param object as it would be
 * @param origin why it is told of
 * @param previews what would expire, one for each repository that ECR was asked about
 */
record PlannedObject(
        Optional<Manifest> manifest,
        HasMetadata object,
        Origin origin,
        Forecast forecast,
        List<ExpiryPreview> previews) {

    /** What becomes of the object; the most important is told. The names are part of the JSON. */
    enum Result {
        /** A thing is made. */
        CREATE,
        /** A thing that exists becomes this object's. */
        TAKE_OVER,
        /** AWS holds something else than it would. */
        CHANGE,
        /** The object goes, and takes along what it stands for in AWS. */
        DELETE,
        /** Nothing is to be done. */
        UNCHANGED,
        /** A person has to do something first. */
        REFUSED,
        /** AWS did not tell. */
        UNKNOWN
    }

    PlannedObject with(List<ExpiryPreview> others) {
        return new PlannedObject(manifest, object, origin, forecast, others);
    }

    /** The namespace that it would be in; empty for kinds without. */
    String namespace() {
        return Optional.ofNullable(object.getMetadata().getNamespace()).orElse("");
    }

    /** As {@code EcrRepository team-a/api}. */
    String inWords() {
        return object.getKind() + " " + (namespace().isEmpty() ? "" : namespace() + "/")
                + object.getMetadata().getName();
    }

    Result result() {
        if (finds(Severity.UNKNOWN)) {
            return Result.UNKNOWN;
        }
        if (finds(Severity.REFUSED)) {
            return Result.REFUSED;
        }
        if (forecast.steps().isEmpty()) {
            return Result.UNCHANGED;
        }
        if (object.isMarkedForDeletion()) {
            return Result.DELETE;
        }
        return does(Effect.CREATE) ? Result.CREATE : does(Effect.TAKE_OVER) ? Result.TAKE_OVER : Result.CHANGE;
    }

    /** How many images go with it, as far as is known. */
    int imagesLost() {
        return forecast.steps().stream().mapToInt(Step::images).sum();
    }

    private boolean finds(Severity severity) {
        return forecast.findings().stream().anyMatch(finding -> finding.severity() == severity);
    }

    private boolean does(Effect effect) {
        return forecast.steps().stream().map(Step::effect).anyMatch(effect::equals);
    }
}
