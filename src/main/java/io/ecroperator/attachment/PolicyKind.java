package io.ecroperator.attachment;

import io.ecroperator.api.v1alpha1.AttachedBy;
import io.ecroperator.api.v1alpha1.EcrRepositorySpec;
import io.ecroperator.api.v1alpha1.EcrRepositoryStatus;
import io.ecroperator.api.v1alpha1.RegistryKind;
import io.ecroperator.ownership.PolicyTags;
import io.ecroperator.status.Reason;
import java.util.Optional;

/** The kinds of shared policies: what EcrRepositories say of each, and how messages name it. */
public enum PolicyKind {
    /** EcrLifecyclePolicy. */
    LIFECYCLE(
            RegistryKind.ECR_LIFECYCLE_POLICY,
            "EcrLifecyclePolicies",
            "lifecyclePolicy",
            "lifecycle policy",
            "rules",
            PolicyTags.LIFECYCLE_POLICY,
            Reason.INVALID_LIFECYCLE_POLICY,
            Reason.LIFECYCLE_POLICY_NOT_FOUND),

    /** EcrRepositoryPolicy. */
    REPOSITORY(
            RegistryKind.ECR_REPOSITORY_POLICY,
            "EcrRepositoryPolicies",
            "repositoryPolicy",
            "repository policy",
            "statements",
            PolicyTags.REPOSITORY_POLICY,
            Reason.INVALID_REPOSITORY_POLICY,
            Reason.REPOSITORY_POLICY_NOT_FOUND);

    /**
     * What an EcrRepository says itself.
     *
     * @param ref the shared policy that it names; empty if it has a policy of its own
     */
    record OwnWord(Optional<String> ref) {}

    /**
     * What the status of an EcrRepository says of a policy in ECR.
     *
     * @param source such as {@code EcrLifecyclePolicy/name}; null like the others where it is not known
     */
    record Recorded(String source, AttachedBy attachedBy, String digest) {}

    private final RegistryKind kind;
    private final String plural;
    private final String field;
    private final String noun;
    private final String parts;

    @SuppressWarnings("ImmutableEnumChecker") // two texts
    private final PolicyTags tags;

    private final Reason invalid;
    private final Reason notFound;

    PolicyKind(
            RegistryKind kind,
            String plural,
            String field,
            String noun,
            String parts,
            PolicyTags tags,
            Reason invalid,
            Reason notFound) {
        this.kind = kind;
        this.plural = plural;
        this.field = field;
        this.noun = noun;
        this.parts = parts;
        this.tags = tags;
        this.invalid = invalid;
        this.notFound = notFound;
    }

    /** The kind as {@code access} of an EcrRegistry knows it. */
    public RegistryKind registryKind() {
        return kind;
    }

    /** The kind as Kubernetes has it, such as {@code EcrLifecyclePolicy}. */
    public String kind() {
        return kind.label();
    }

    /** Several objects of the kind. */
    public String plural() {
        return plural;
    }

    /** The field of an EcrRepository's spec; also the facet that drifts. */
    public String field() {
        return field;
    }

    /** How sentences name the policy in ECR. */
    public String noun() {
        return noun;
    }

    /** What such a policy consists of. */
    public String parts() {
        return parts;
    }

    /** The tags that note it on repositories that no EcrRepository declares. */
    public PolicyTags tags() {
        return tags;
    }

    /** Why a policy that ECR would refuse is not written. */
    public Reason invalid() {
        return invalid;
    }

    /** Why an EcrRepository that names a policy which is not there does not get it. */
    public Reason notFound() {
        return notFound;
    }

    /** What stands before the name of a policy in the status of the repositories that have it. */
    String prefix() {
        return kind() + "/";
    }

    /** What the spec says itself; empty if nothing. */
    Optional<OwnWord> ownWord(EcrRepositorySpec spec) {
        return switch (this) {
            case LIFECYCLE ->
                Optional.ofNullable(spec.lifecyclePolicy())
                        .map(own -> new OwnWord(Optional.ofNullable(own.ref()).map(ref -> ref.name())));
            case REPOSITORY ->
                Optional.ofNullable(spec.repositoryPolicy())
                        .map(own -> new OwnWord(Optional.ofNullable(own.ref()).map(ref -> ref.name())));
        };
    }

    /** What the status, which may be null, remembers. */
    Optional<Recorded> recorded(EcrRepositoryStatus status) {
        if (status == null) {
            return Optional.empty();
        }
        return switch (this) {
            case LIFECYCLE ->
                Optional.ofNullable(status.lifecycle())
                        .map(policy -> new Recorded(policy.source(), policy.attachedBy(), policy.digest()));
            case REPOSITORY ->
                Optional.ofNullable(status.repositoryPolicy())
                        .map(policy -> new Recorded(policy.source(), policy.attachedBy(), policy.digest()));
        };
    }
}
