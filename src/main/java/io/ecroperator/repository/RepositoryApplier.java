package io.ecroperator.repository;

import io.ecroperator.aws.RepositoryDoors;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.repository.RepositoryChange.CreateRepository;
import io.ecroperator.repository.RepositoryChange.DeleteLifecyclePolicy;
import io.ecroperator.repository.RepositoryChange.DeleteRepositoryPolicy;
import io.ecroperator.repository.RepositoryChange.PutImageScanningConfiguration;
import io.ecroperator.repository.RepositoryChange.PutImageTagMutability;
import io.ecroperator.repository.RepositoryChange.PutLifecyclePolicy;
import io.ecroperator.repository.RepositoryChange.SetRepositoryPolicy;
import io.ecroperator.repository.RepositoryChange.TagResource;
import io.ecroperator.repository.RepositoryChange.UntagResource;
import java.util.ArrayList;
import java.util.List;

/** Makes the changes of a plan, one call each. */
final class RepositoryApplier {

    /** What came of the changes. */
    record Result(List<RepositoryChange> applied, List<Failed> failed) {}

    /** A change that could not be made. */
    record Failed(RepositoryChange change, AwsFailure failure) {}

    private final RepositoryDoors doors;

    RepositoryApplier(RepositoryDoors doors) {
        this.doors = doors;
    }

    /**
     * Makes the changes in order. One that AWS refuses does not keep the others from being made; when AWS is in trouble,
     * or the repository itself could not be had, the rest waits for the next pass.
     */
    Result apply(List<RepositoryChange> changes) {
        List<RepositoryChange> applied = new ArrayList<>();
        List<Failed> failed = new ArrayList<>();
        for (RepositoryChange change : changes) {
            try {
                call(change);
                applied.add(change);
            } catch (AwsException e) {
                failed.add(new Failed(change, e.failure()));
                if (change instanceof CreateRepository || endsPass(e.kind())) {
                    break;
                }
            }
        }
        return new Result(List.copyOf(applied), List.copyOf(failed));
    }

    private static boolean endsPass(AwsFailure.Kind kind) {
        return switch (kind) {
            case THROTTLED, TRANSIENT, CREDENTIALS, WRONG_ACCOUNT, NOT_FOUND -> true;
            case DENIED, INVALID, PRINCIPAL_NOT_FOUND, QUOTA, DEPENDENCY, ALREADY_EXISTS, NOT_EMPTY -> false;
        };
    }

    private void call(RepositoryChange change) {
        switch (change) {
            case CreateRepository(var repository) -> doors.repositories().createRepository(repository);
            case TagResource(var arn, var tags) -> doors.tags().tagResource(arn, tags);
            case UntagResource(var arn, var keys) -> doors.tags().untagResource(arn, keys);
            case PutImageTagMutability(var name, var before, var after) ->
                doors.repositories().putImageTagMutability(name, after);
            case PutImageScanningConfiguration(var name, var on) ->
                doors.repositories().putImageScanningConfiguration(name, on);
            case PutLifecyclePolicy(var name, var text, var edit) ->
                doors.lifecyclePolicies().putLifecyclePolicy(name, text);
            case DeleteLifecyclePolicy(var name, var difference) ->
                doors.lifecyclePolicies().deleteLifecyclePolicy(name);
            case SetRepositoryPolicy(var name, var text, var edit, var force) ->
                doors.repositoryPolicies().setRepositoryPolicy(name, text, force);
            case DeleteRepositoryPolicy(var name, var difference) ->
                doors.repositoryPolicies().deleteRepositoryPolicy(name);
        }
    }
}
