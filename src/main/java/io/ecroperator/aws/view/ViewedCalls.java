package io.ecroperator.aws.view;

import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure.Kind;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What the failure of a call says of a repository, whatever the call was: told to the view, and thrown on. */
record ViewedCalls(RegistryView view) {

    private static final Set<DeepFacet> NONE = Set.of();

    <T> T reading(String repositoryName, DeepFacet facet, long mark, Supplier<T> read) {
        try {
            return reading(repositoryName, mark, read);
        } catch (AwsException e) {
            if (e.kind() == Kind.DENIED) {
                view.refused(repositoryName, facet, mark, e.failure());
            }
            throw e;
        }
    }

    <T> T reading(String repositoryName, long mark, Supplier<T> read) {
        try {
            return read.get();
        } catch (AwsException e) {
            forgetIfGone(repositoryName, mark, e);
            throw e;
        }
    }

    /** After a call whose answer is missing nobody knows what it was to change. */
    void writing(String repositoryName, Runnable call, UnaryOperator<ViewedRepository> doubt) {
        try {
            call.run();
        } catch (AwsException e) {
            if (e.kind() == Kind.TRANSIENT) {
                view.written(repositoryName, NONE, doubt);
            }
            throw e;
        }
    }

    /** A repository that any call does not find is gone, whatever the last sweep said, unless it is brand-new. */
    void forgetIfGone(String repositoryName, long mark, AwsException failed) {
        if (failed.kind() == Kind.NOT_FOUND) {
            view.missing(repositoryName, mark);
        }
    }
}
