package io.ecroperator.lifecycle;

/** One call that brings a repository which no EcrRepository declares closer to what a policy says. */
public sealed interface LifecycleChange {

    /** Notes on the repository whose lifecycle policy it has. */
    record TagResource(String repositoryArn, String marker) implements LifecycleChange {}

    /** Replaces the lifecycle policy. */
    record PutLifecyclePolicy(String repositoryName, String text) implements LifecycleChange {}

    /** Removes the lifecycle policy. */
    record DeleteLifecyclePolicy(String repositoryName) implements LifecycleChange {}

    /** Takes the note away; the UID of a cluster too, unless that is of another. */
    record UntagResource(String repositoryArn, boolean withClusterUid) implements LifecycleChange {}
}
