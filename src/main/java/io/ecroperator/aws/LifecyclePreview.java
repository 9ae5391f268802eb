package io.ecroperator.aws;

/**
 * What a lifecycle policy would do to the images of a repository if it were evaluated now.
 *
 * @param state how far ECR is; of one that is not {@link State#COMPLETE}, no count means anything
 * @param expiring images that would expire
 * @param archiving images that would be archived
 */
public record LifecyclePreview(State state, int expiring, int archiving) {

    /** How far ECR is. */
    public enum State {
        /** It is under way. */
        RUNNING,
        /** The counts are there. */
        COMPLETE,
        /** ECR could not make it. */
        FAILED
    }
}
