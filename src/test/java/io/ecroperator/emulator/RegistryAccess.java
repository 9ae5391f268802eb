package io.ecroperator.emulator;

import io.ecroperator.emulator.iam.Caller;

/** What ECR does for somebody beside what they asked for: the policy of the identity lets them, or that of the registry. */
record RegistryAccess(Permissions permissions) {

    /** AwsError if the caller may not have an action done to a repository, there or not. */
    void require(RegistryState registry, Caller caller, String repository, String action) {
        if (registry.policyAllows(caller, action, repository)) {
            return;
        }
        RegistryKey key = registry.key();
        Parameters parameters = new Parameters(
                "", Json.object().put("registryId", key.account()).put("repositoryName", repository));
        AwsRequest request = new AwsRequest("ecr", action, caller, key.region(), parameters);
        permissions.refusal(request).ifPresent(refusal -> {
            throw refusal;
        });
        if (!caller.account().equals(key.account())) {
            throw Denial.byResourcePolicy(request, key);
        }
    }
}
