package io.ecroperator.aws.view;

import io.ecroperator.aws.error.AwsFailure;
import java.time.Instant;

/** How far the picture can be trusted. */
public sealed interface ViewState {

    /** Whether what is known of a repository that somebody relies on is what ECR had lately. */
    default boolean isTrusted() {
        return this instanceof Current || this instanceof ByName;
    }

    /** The first sweep is still on its way, since then. */
    record Warming(Instant since) implements ViewState {}

    /** The last sweeps succeeded, or failed too few times in a row to matter. */
    record Current() implements ViewState {}

    /** ECR may not be listed; the repositories that somebody relies on are read by name, and of others nothing is known. */
    record ByName(AwsFailure denied) implements ViewState {}

    /** ECR could not be listed: never yet, or several times in a row. */
    record Failing(AwsFailure failure, boolean everSucceeded) implements ViewState {}
}
