package io.ecroperator.access;

import java.util.Locale;

/** What reaches beyond a namespace's own objects, so that whoever runs the operator has to grant it. */
public enum Power {
    /** {@code adoptionPolicy: Always} on a repository that another owner's tag names. */
    ADOPTION_POLICY_ALWAYS,

    /** {@code repositoryNamePatterns} on repositories that no EcrRepository declares. */
    REPOSITORY_NAME_PATTERNS,

    /** {@code onExisting: Replace} on a lifecycle policy that somebody else has set. */
    ON_EXISTING_REPLACE;

    /** The setting with the namespaces that have it. */
    public String property() {
        return "ecr-operator.powers." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The same as a variable of the operator's process. */
    public String variable() {
        return "ECR_OPERATOR_POWERS_" + name();
    }
}
