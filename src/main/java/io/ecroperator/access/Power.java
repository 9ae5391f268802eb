package io.ecroperator.access;

import io.ecroperator.api.v1alpha1.RegistryPower;
import java.util.Locale;

/** What reaches beyond a namespace's own objects, so that whoever runs the operator or the EcrRegistry has to grant it. */
public enum Power {
    /** {@code adoptionPolicy: Always} on a repository that another owner's tag names. */
    ADOPTION_POLICY_ALWAYS,

    /** {@code repositoryNamePatterns} on repositories that no EcrRepository declares. */
    REPOSITORY_NAME_PATTERNS,

    /** {@code onExisting: Replace} on a policy that somebody else has set. */
    ON_EXISTING_REPLACE,

    /** {@code deleteReplication.enabled: true} in a replication rule: a deletion goes to every replica. */
    DELETE_REPLICATION,

    /** {@code replication.backfill}: everything that the registry replicates to a destination is sent there once more. */
    REPLICATION_BACKFILL;

    /** The setting with the namespaces that have it. */
    public String property() {
        return "ecr-operator.powers." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The same as a variable of the operator's process. */
    public String variable() {
        return "ECR_OPERATOR_POWERS_" + name();
    }

    /** The same in an EcrRegistry. */
    RegistryPower granted() {
        return RegistryPower.valueOf(name());
    }
}
