package io.ecroperator.status;

/** The sentences of the reasons about policies, lifecycle rules and fragments of a registry. */
final class PolicyTexts {
    private PolicyTexts() {}

    static final ReasonText INVALID_LIFECYCLE_POLICY = new ReasonText(
            "ECR would refuse the lifecycle policy, this object's own or that of the EcrLifecyclePolicy that it gets, or the operator"
                    + " cannot read it; ECR keeps what it has.",
            "Correct lifecyclePolicy, or the EcrLifecyclePolicy that the message names.");

    static final ReasonText ALL_TAGS_REQUIRED = new ReasonText(
            "A lifecycle rule lists tags that no single tag can match; ECR joins them by AND, so that the rule selects only"
                    + " images which carry several tags at once.",
            "Write one rule for each tag, each with a rulePriority of its own; or leave it, if images with all of them are"
                    + " meant.");

    static final ReasonText LIFECYCLE_POLICY_NOT_FOUND = new ReasonText(
            "lifecyclePolicy.ref names an EcrLifecyclePolicy that is not in this namespace; ECR keeps what it has.",
            "Create it, or correct ref.");

    static final ReasonText REPOSITORY_POLICY_NOT_FOUND = new ReasonText(
            "repositoryPolicy.ref names an EcrRepositoryPolicy that is not in this namespace; ECR keeps what it has.",
            "Create it, or correct ref.");

    static final ReasonText RESOLVED = new ReasonText("What the spec refers to is there.", "Nothing.");

    static final ReasonText ATTACHING = new ReasonText(
            "Not every repository that the policy is attached to has it in ECR yet.",
            "Nothing; if it stays, see the conditions of the EcrRepositories that the message names.");

    static final ReasonText CONFLICT = new ReasonText(
            "Two objects contradict each other: two policies of one kind select or match the same repository, or two EcrRegistryConfigurations"
                    + " say different things of the same entry. ECR keeps what it has there.",
            "Narrow one of the selectors or patterns, or name one of them in ref of the EcrRepository; make the fragments agree.");

    static final ReasonText DETACHING = new ReasonText(
            "The object is being deleted, and what it has put into ECR is still there.",
            "Nothing; if it stays, see the conditions of the EcrRepositories that the message names, or set onDelete:"
                    + " Leave.");

    static final ReasonText INVALID_REPOSITORY_POLICY = new ReasonText(
            "ECR would refuse the repository policy, this object's own or that of the EcrRepositoryPolicy that it gets, or the"
                    + " operator cannot read it; ECR keeps what it has.",
            "Correct repositoryPolicy, or the EcrRepositoryPolicy that the message names.");

    static final ReasonText PRINCIPAL_NOT_FOUND = new ReasonText(
            "A policy names a principal that IAM does not know, perhaps not yet.",
            "Create the role or user, or correct the policy.");

    static final ReasonText ENTRIES_REMOVED = new ReasonText(
            "Entries of a registry's settings that no object has were removed from ECR, since the EcrRegistry says"
                    + " registryConfiguration.mode: Exclusive.",
            "Write them into an EcrRegistryConfiguration if they are meant, or set mode: Merge.");

    static final ReasonText SETTLING = new ReasonText(
            "The settings of the registry are not as all objects say yet: another object has not taken over what this one wants no"
                    + " more, or something else keeps changing them.",
            "Nothing; if it stays, see the other objects of the registry, or find who changes it (CloudTrail).");
}
