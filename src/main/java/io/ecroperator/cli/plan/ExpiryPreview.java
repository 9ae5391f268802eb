package io.ecroperator.cli.plan;

import io.ecroperator.aws.ImageCount;
import java.util.Optional;

/**
 * What ECR says would happen to the images of a repository by the rules that would be put there.
 *
 * @param expiring how many images would expire
 * @param archiving how many would be archived
 * @param images how many it holds, counted up to a limit; empty if nobody knows
 * @param problem why nobody knows what would happen, and then the counts mean nothing; empty if ECR has told
 */
record ExpiryPreview(String repositoryName, int expiring, int archiving, Optional<ImageCount> images, String problem) {

    /** As {@code team-a/api: 19 of 20 images would expire, says ECR.} */
    String inWords() {
        return problem.isEmpty()
                ? repositoryName + ": " + expiring + of() + " images would expire"
                        + (archiving > 0 ? " and " + archiving + " be archived" : "") + ", says ECR."
                : repositoryName + ": what would expire is not known: " + problem;
    }

    private String of() {
        return images.map(count -> " of " + (count.atLeast() ? "more than " : "") + count.count())
                .orElse("");
    }

    /** Whether half of the images would be gone, or more: rarely what somebody means by a rule. */
    boolean isDrastic() {
        return images.filter(count -> expiring * 2 >= count.count() && expiring > 0)
                .isPresent();
    }
}
