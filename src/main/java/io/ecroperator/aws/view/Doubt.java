package io.ecroperator.aws.view;

import io.ecroperator.aws.error.AwsFailure;
import java.time.Instant;

/** Why what the view holds of a part may no longer be so. */
public sealed interface Doubt {

    /** The part. */
    DeepFacet facet();

    /**
     * AWS does not let the part be read.
     *
     * @param failure the first refusal, of kind {@code DENIED}
     * @param since when the read began that was refused first
     */
    record Refused(DeepFacet facet, AwsFailure failure, Instant since) implements Doubt {}

    /**
     * The part has not been read for longer than the period of deep reads explains.
     *
     * @param lastRead when the last read began that was answered; if none was since the start, when the repository came
     *     into the view
     */
    record Overdue(DeepFacet facet, Instant lastRead) implements Doubt {}
}
