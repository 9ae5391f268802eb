package io.ecroperator.aws.view;

import io.ecroperator.aws.RepositoryDoors;

/** Doors that pass every call on and keep a view up to date with the answers, so that nothing is read back. */
final class ViewUpdatingDoors {

    private ViewUpdatingDoors() {}

    static RepositoryDoors of(RepositoryDoors doors, RegistryView view) {
        return new RepositoryDoors(
                new ViewUpdatingRepositories(doors.repositories(), view),
                new ViewUpdatingTags(doors.tags(), view),
                new ViewUpdatingRepositoryPolicies(doors.repositoryPolicies(), view),
                new ViewUpdatingLifecyclePolicies(doors.lifecyclePolicies(), view),
                new ViewUpdatingImages(doors.images(), view));
    }
}
