package io.ecroperator.repository;

import io.ecroperator.aws.RepositoryDoors;
import io.ecroperator.repository.RepositoryChange.CreateRepository;
import io.ecroperator.repository.RepositoryChange.DeleteLifecyclePolicy;
import io.ecroperator.repository.RepositoryChange.DeleteRepositoryPolicy;
import io.ecroperator.repository.RepositoryChange.PutImageScanningConfiguration;
import io.ecroperator.repository.RepositoryChange.PutImageTagMutability;
import io.ecroperator.repository.RepositoryChange.PutLifecyclePolicy;
import io.ecroperator.repository.RepositoryChange.SetRepositoryPolicy;
import io.ecroperator.repository.RepositoryChange.TagResource;
import io.ecroperator.repository.RepositoryChange.UntagResource;

/** Makes the changes of a plan, one call each. */
final class RepositoryApplier {

    private final RepositoryDoors doors;

    RepositoryApplier(RepositoryDoors doors) {
        this.doors = doors;
    }

    /** Makes the change, or throws {@code AwsException}. */
    void apply(RepositoryChange change) {
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
