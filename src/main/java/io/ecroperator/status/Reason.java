package io.ecroperator.status;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why a condition is as it is. Also the reasons of Events. Public API: renaming one breaks users' alerts. The sentences are
 * in {@link ReasonText}s, by what they are about.
 */
public enum Reason {
    IN_SYNC("InSync", OutcomeTexts.IN_SYNC),
    CREATED("Created", OutcomeTexts.CREATED),
    UPDATED("Updated", OutcomeTexts.UPDATED),
    ADOPTED("Adopted", OutcomeTexts.ADOPTED),
    DELETED("Deleted", OutcomeTexts.DELETED),
    RETAINED("Retained", OutcomeTexts.RETAINED),
    DRIFT_REPAIRED("DriftRepaired", OutcomeTexts.DRIFT_REPAIRED),
    RECREATED("Recreated", OutcomeTexts.RECREATED),
    REPOSITORY_MISSING("RepositoryMissing", OutcomeTexts.REPOSITORY_MISSING),
    PLAN_PENDING("PlanPending", OutcomeTexts.PLAN_PENDING),
    NOT_OWNED("NotOwned", RegistryTexts.NOT_OWNED),
    OWNED_BY_ANOTHER("OwnedByAnother", RegistryTexts.OWNED_BY_ANOTHER),
    NOT_PERMITTED("NotPermitted", RegistryTexts.NOT_PERMITTED),
    REGISTRY_NOT_FOUND("RegistryNotFound", RegistryTexts.REGISTRY_NOT_FOUND),
    REGISTRY_MISMATCH("RegistryMismatch", RegistryTexts.REGISTRY_MISMATCH),
    ACCOUNT_VERIFIED("AccountVerified", RegistryTexts.ACCOUNT_VERIFIED),
    WRONG_ACCOUNT("WrongAccount", RegistryTexts.WRONG_ACCOUNT),
    LISTED("Listed", RegistryTexts.LISTED),
    CLUSTER_NAME_TAKEN("ClusterNameTaken", RegistryTexts.CLUSTER_NAME_TAKEN),
    DUPLICATE_REPOSITORY("DuplicateRepository", RegistryTexts.DUPLICATE_REPOSITORY),
    DUPLICATE("Duplicate", RegistryTexts.DUPLICATE),
    REPLACEMENT_REQUIRED("ReplacementRequired", OutcomeTexts.REPLACEMENT_REQUIRED),
    RULE_VALIDATED("RuleValidated", RegistryTexts.RULE_VALIDATED),
    RULE_INVALID("RuleInvalid", RegistryTexts.RULE_INVALID),
    RULE_NOT_VALIDATED("RuleNotValidated", RegistryTexts.RULE_NOT_VALIDATED),
    ENCRYPTION_MISMATCH("EncryptionMismatch", OutcomeTexts.ENCRYPTION_MISMATCH),
    INVALID_LIFECYCLE_POLICY("InvalidLifecyclePolicy", PolicyTexts.INVALID_LIFECYCLE_POLICY),
    ALL_TAGS_REQUIRED("AllTagsRequired", PolicyTexts.ALL_TAGS_REQUIRED),
    CREATABLE_BY_PUSH("CreatableByPush", RegistryTexts.CREATABLE_BY_PUSH),
    EXCLUSIVE_UNWATCHED("ExclusiveUnwatched", RegistryTexts.EXCLUSIVE_UNWATCHED),
    LIFECYCLE_POLICY_NOT_FOUND("LifecyclePolicyNotFound", PolicyTexts.LIFECYCLE_POLICY_NOT_FOUND),
    REPOSITORY_POLICY_NOT_FOUND("RepositoryPolicyNotFound", PolicyTexts.REPOSITORY_POLICY_NOT_FOUND),
    RESOLVED("Resolved", PolicyTexts.RESOLVED),
    ATTACHING("Attaching", PolicyTexts.ATTACHING),
    CONFLICT("Conflict", PolicyTexts.CONFLICT),
    DETACHING("Detaching", PolicyTexts.DETACHING),
    INVALID_REPOSITORY_POLICY("InvalidRepositoryPolicy", PolicyTexts.INVALID_REPOSITORY_POLICY),
    INVALID_SPEC("InvalidSpec", OutcomeTexts.INVALID_SPEC),
    SETTLING("Settling", PolicyTexts.SETTLING),
    ENTRIES_REMOVED("EntriesRemoved", PolicyTexts.ENTRIES_REMOVED),
    BACKFILL_STARTED("BackfillStarted", BackfillTexts.BACKFILL_STARTED),
    BACKFILL_PENDING("BackfillPending", BackfillTexts.BACKFILL_PENDING),
    BACKFILL_COMPLETE("BackfillComplete", BackfillTexts.BACKFILL_COMPLETE),
    BACKFILL_FAILED("BackfillFailed", BackfillTexts.BACKFILL_FAILED),
    REPLICAS_BARE("ReplicasBare", BackfillTexts.REPLICAS_BARE),
    REPLICAS_UNKNOWN("ReplicasUnknown", BackfillTexts.REPLICAS_UNKNOWN),
    LOGO_UNAVAILABLE("LogoUnavailable", OutcomeTexts.LOGO_UNAVAILABLE),
    REJECTED_BY_AWS("RejectedByAws", CallTexts.REJECTED_BY_AWS),
    PRINCIPAL_NOT_FOUND("PrincipalNotFound", PolicyTexts.PRINCIPAL_NOT_FOUND),
    DELETION_BLOCKED("DeletionBlocked", OutcomeTexts.DELETION_BLOCKED),
    DELETION_FAILED("DeletionFailed", OutcomeTexts.DELETION_FAILED),
    PAUSED("Paused", OutcomeTexts.PAUSED),
    CONFIG_MAP_NOT_OURS("ConfigMapNotOurs", OutcomeTexts.CONFIG_MAP_NOT_OURS),
    CONFIG_MAP_NOT_WRITTEN("ConfigMapNotWritten", OutcomeTexts.CONFIG_MAP_NOT_WRITTEN),
    TOKENS_VALID("TokensValid", PullSecretTexts.TOKENS_VALID),
    WAITING_FOR_TOKEN("WaitingForToken", PullSecretTexts.WAITING_FOR_TOKEN),
    ROTATION_FAILING("RotationFailing", PullSecretTexts.ROTATION_FAILING),
    SECRET_NOT_OURS("SecretNotOurs", PullSecretTexts.SECRET_NOT_OURS),
    SECRET_NOT_WRITTEN("SecretNotWritten", PullSecretTexts.SECRET_NOT_WRITTEN),
    SECRET_CONTESTED("SecretContested", PullSecretTexts.SECRET_CONTESTED),
    SERVICE_ACCOUNT_NOT_ATTACHED("ServiceAccountNotAttached", PullSecretTexts.SERVICE_ACCOUNT_NOT_ATTACHED),
    PULL_VERIFIED("PullVerified", PullSecretTexts.PULL_VERIFIED),
    PULL_DENIED("PullDenied", PullSecretTexts.PULL_DENIED),
    PROBE_REPOSITORY_NOT_FOUND("ProbeRepositoryNotFound", PullSecretTexts.PROBE_REPOSITORY_NOT_FOUND),
    PULL_NOT_VERIFIED("PullNotVerified", PullSecretTexts.PULL_NOT_VERIFIED),
    SECRET_CREATED("SecretCreated", PullSecretTexts.SECRET_CREATED),
    SECRET_RESTORED("SecretRestored", PullSecretTexts.SECRET_RESTORED),
    WAITING_FOR_REGISTRY("WaitingForRegistry", RegistryTexts.WAITING_FOR_REGISTRY),
    ACCESS_DENIED("AccessDenied", CallTexts.ACCESS_DENIED),
    READ_DENIED("ReadDenied", CallTexts.READ_DENIED),
    READ_OVERDUE("ReadOverdue", CallTexts.READ_OVERDUE),
    REPOSITORY_UNCONFIRMED("RepositoryUnconfirmed", OutcomeTexts.REPOSITORY_UNCONFIRMED),
    CREDENTIALS_UNAVAILABLE("CredentialsUnavailable", CallTexts.CREDENTIALS_UNAVAILABLE),
    THROTTLED("Throttled", CallTexts.THROTTLED),
    AWS_UNAVAILABLE("AwsUnavailable", CallTexts.AWS_UNAVAILABLE),
    QUOTA_EXCEEDED("QuotaExceeded", CallTexts.QUOTA_EXCEEDED),
    DEPENDENCY_FAILED("DependencyFailed", CallTexts.DEPENDENCY_FAILED),
    INTERNAL_ERROR("InternalError", CallTexts.INTERNAL_ERROR);

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // two texts
    private final ReasonText text;

    Reason(String label, ReasonText text) {
        this.label = label;
        this.text = text;
    }

    /** The reason as it is written in conditions and Events. */
    public String label() {
        return label;
    }

    /** Whether Events alone use it: it tells what was done, not how something is. */
    public boolean inEventsOnly() {
        return switch (this) {
            case CREATED,
                    UPDATED,
                    ADOPTED,
                    DELETED,
                    RETAINED,
                    DRIFT_REPAIRED,
                    RECREATED,
                    ENTRIES_REMOVED,
                    BACKFILL_STARTED,
                    SECRET_CREATED,
                    SECRET_RESTORED -> true;
            default -> false;
        };
    }

    /** The reason of that label; empty for one of another version. */
    public static Optional<Reason> of(String label) {
        return Stream.of(values()).filter(reason -> reason.label.equals(label)).findFirst();
    }

    /** What has happened. */
    public String meaning() {
        return text.meaning();
    }

    /** What a person can do. */
    public String remedy() {
        return text.remedy();
    }
}
