package io.ecroperator.api.v1alpha1;

/** What the rules of shared policies say, in the same words for each kind. */
final class SharedPolicyRules {

    static final String REGISTRY_REF_MESSAGE =
            "registryRef cannot be added, changed or removed, because repositoryNamePatterns would mean the"
                    + " repositories of another account or region: put back what was there, and create a new object";

    private SharedPolicyRules() {}
}
