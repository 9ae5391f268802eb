package io.ecroperator.api.v1alpha1;

/**
 * The status of an object whose thing in AWS has no tags, so that the status alone says whose it is. Fields are null where there is
 * nothing to say.
 */
public interface RecordedStatus extends ManagedStatus {

    /** The account that the thing is in. */
    String registryId();

    /** The region that the thing is in. */
    String region();

    /** When AWS created the thing; another instant is another thing. */
    String createdAt();

    /** Whether the thing of {@link #createdAt} is the object's. */
    Boolean owned();

    /** When the object asked for a creation, as long as AWS has not answered. */
    String creationAskedAt();
}
