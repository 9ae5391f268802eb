package io.ecroperator.status;

import java.util.Optional;
import java.util.stream.Stream;

/** Why a condition is as it is. Also the reasons of Events. Public API: renaming one breaks users' alerts. */
public enum Reason {
    IN_SYNC("InSync", "ECR equals the spec.", "Nothing."),
    CREATED("Created", "The repository was created.", "Nothing."),
    UPDATED("Updated", "ECR was changed to follow an edit of the spec.", "Nothing."),
    ADOPTED("Adopted", "An existing repository was taken over, as adoptionPolicy permits.", "Nothing."),
    DELETED("Deleted", "The repository was deleted from ECR with this object.", "Nothing."),
    RETAINED("Retained", "The object is gone; what it had put into ECR stays.", "Nothing, or delete it by hand."),
    DRIFT_REPAIRED(
            "DriftRepaired",
            "Something else had changed in ECR what the object declares; it was set back to the spec.",
            "Find who changes it (CloudTrail), or take the field out of the spec."),
    RECREATED(
            "Recreated",
            "What the spec declares had been deleted from ECR and was created again; a repository is empty then.",
            "Push the images again; set recreatePolicy: Report to decide yourself next time."),
    REPOSITORY_MISSING(
            "RepositoryMissing",
            "The repository was deleted from ECR, and recreatePolicy is Report.",
            "Set recreatePolicy: Recreate to have it created again, or delete this object."),
    PLAN_PENDING(
            "PlanPending",
            "managementPolicy is Observe and ECR differs from the spec; status.plan lists the changes.",
            "Set managementPolicy: Full to have the changes made, or change the spec."),
    NOT_OWNED(
            "NotOwned",
            "The repository exists and carries no ownership tag, or the entry of a registry's settings is there and no object has put it"
                    + " there; and adoptionPolicy is IfOwned.",
            "Set adoptionPolicy: IfUnowned to take it over, or choose another name."),
    OWNED_BY_ANOTHER(
            "OwnedByAnother",
            "The repository's ownership tag names another object.",
            "Choose another repositoryName, or set adoptionPolicy: Always to take it over, which"
                    + " ecr-operator.powers.adoption-policy-always has to grant to the namespace."),
    NOT_PERMITTED(
            "NotPermitted",
            "The spec asks for something that its namespace may not do: use an EcrRegistry, have a repository of that name, or"
                    + " reach beyond its own objects. That part was left alone, and nothing was called for it.",
            "Have whoever runs the EcrRegistry (spec.access) or the operator (ecr-operator.powers) grant what the message names,"
                    + " or do without, as the message says."),
    REGISTRY_NOT_FOUND(
            "RegistryNotFound",
            "registryRef names an EcrRegistry that is not there. Nothing is read or written in AWS for this object; what it has"
                    + " there stays.",
            "Create the EcrRegistry, or have whoever runs the operator do so; registryRef cannot be changed."),
    REGISTRY_MISMATCH(
            "RegistryMismatch",
            "The repository is in another account or region than the registry that the object leads to now. It is left alone,"
                    + " and nothing is created elsewhere.",
            "Set the EcrRegistry, or without a registryRef the operator's identity and region, back to what the message names;"
                    + " or delete this object with deletionPolicy: Retain and create a new one for the new registry."),
    ACCOUNT_VERIFIED(
            "AccountVerified",
            "AWS accepts the credentials of the EcrRegistry, and they belong to its account.",
            "Nothing."),
    WRONG_ACCOUNT(
            "WrongAccount",
            "The credentials belong to another account than the EcrRegistry names, so nothing is read or written with them.",
            "Correct spec.credentials of the EcrRegistry; or, if its accountId is wrong, create another one."),
    LISTED("Listed", "The repositories of the registry can be listed.", "Nothing."),
    CLUSTER_NAME_TAKEN(
            "ClusterNameTaken",
            "The repository belongs to another cluster that has the same ecr-operator.cluster-name.",
            "Give one of the two clusters another ecr-operator.cluster-name; or, if that cluster is gone and this one takes"
                    + " its place, write its UID into ecr-operator.replaces-cluster-uids."),
    DUPLICATE_REPOSITORY(
            "DuplicateRepository",
            "An older EcrRepository in this cluster declares the same repository.",
            "Delete one of the two, or give this one another repositoryName."),
    DUPLICATE(
            "Duplicate",
            "An older object of the same kind in this cluster declares the same thing in ECR.",
            "Delete one of the two, or have this one name another."),
    REPLACEMENT_REQUIRED(
            "ReplacementRequired",
            "The thing in ECR differs in a field that ECR cannot change, and replacePolicy does not let it be replaced.",
            "Set replacePolicy: Replace to have it deleted and created again, or correct the field that the message names."),
    RULE_VALIDATED("RuleValidated", "ECR gets into the upstream of the pull through cache rule.", "Nothing."),
    RULE_INVALID(
            "RuleInvalid",
            "ECR does not get into the upstream of the cache rule: only images that are cached can be pulled.",
            "Correct the login in the secret, the role or the upstream; it is tried again every hour, or when you ask for it."),
    RULE_NOT_VALIDATED(
            "RuleNotValidated",
            "AWS does not tell whether ECR gets into the upstream of the pull through cache rule.",
            "See the message; grant ecr:ValidatePullThroughCacheRule (deploy/iam). The rule itself is as the spec says."),
    ENCRYPTION_MISMATCH(
            "EncryptionMismatch",
            "The repository exists with another encryption, which ECR cannot change.",
            "Correct encryptionConfiguration, or choose another repositoryName and move the images."),
    INVALID_LIFECYCLE_POLICY(
            "InvalidLifecyclePolicy",
            "ECR would refuse the lifecycle policy, this object's own or that of the EcrLifecyclePolicy that it gets, or the operator"
                    + " cannot read it; ECR keeps what it has.",
            "Correct lifecyclePolicy, or the EcrLifecyclePolicy that the message names."),
    ALL_TAGS_REQUIRED(
            "AllTagsRequired",
            "A lifecycle rule lists tags that no single tag can match; ECR joins them by AND, so that the rule selects only"
                    + " images which carry several tags at once.",
            "Write one rule for each tag, each with a rulePriority of its own; or leave it, if images with all of them are"
                    + " meant."),
    CREATABLE_BY_PUSH(
            "CreatableByPush",
            "A repository creation template with CREATE_ON_PUSH lets whoever may push and create make repositories, principals of"
                    + " other accounts too where the registry policy grants it to them.",
            "Check the registry policy, or take CREATE_ON_PUSH out of appliedFor; or leave it, if that is meant."),
    LIFECYCLE_POLICY_NOT_FOUND(
            "LifecyclePolicyNotFound",
            "lifecyclePolicy.ref names an EcrLifecyclePolicy that is not in this namespace; ECR keeps what it has.",
            "Create it, or correct ref."),
    REPOSITORY_POLICY_NOT_FOUND(
            "RepositoryPolicyNotFound",
            "repositoryPolicy.ref names an EcrRepositoryPolicy that is not in this namespace; ECR keeps what it has.",
            "Create it, or correct ref."),
    RESOLVED("Resolved", "What the spec refers to is there.", "Nothing."),
    ATTACHING(
            "Attaching",
            "Not every repository that the policy is attached to has it in ECR yet.",
            "Nothing; if it stays, see the conditions of the EcrRepositories that the message names."),
    CONFLICT(
            "Conflict",
            "Two objects contradict each other: two policies of one kind select or match the same repository, or two EcrRegistryConfigurations"
                    + " say different things of the same entry. ECR keeps what it has there.",
            "Narrow one of the selectors or patterns, or name one of them in ref of the EcrRepository; make the fragments agree."),
    DETACHING(
            "Detaching",
            "The object is being deleted, and what it has put into ECR is still there.",
            "Nothing; if it stays, see the conditions of the EcrRepositories that the message names, or set onDelete:"
                    + " Leave."),
    INVALID_REPOSITORY_POLICY(
            "InvalidRepositoryPolicy",
            "ECR would refuse the repository policy, this object's own or that of the EcrRepositoryPolicy that it gets, or the"
                    + " operator cannot read it; ECR keeps what it has.",
            "Correct repositoryPolicy, or the EcrRepositoryPolicy that the message names."),
    INVALID_SPEC("InvalidSpec", "The spec asks for something that ECR does not know.", "Correct the named field."),
    REJECTED_BY_AWS(
            "RejectedByAws",
            "AWS refused a change as invalid.",
            "Correct what the sentence of AWS in the message is about."),
    PRINCIPAL_NOT_FOUND(
            "PrincipalNotFound",
            "A policy names a principal that IAM does not know, perhaps not yet.",
            "Create the role or user, or correct the policy."),
    DELETION_BLOCKED(
            "DeletionBlocked",
            "The object is being deleted, but its repository still holds images.",
            "Delete the images, or set deletionPolicy: DeleteWithImages or Retain."),
    DELETION_FAILED(
            "DeletionFailed",
            "What the object has put into ECR could not be deleted; the finalizer stays.",
            "See the message; or set deletionPolicy: Retain to let the object go."),
    PAUSED(
            "Paused",
            "The annotation ecr-operator.io/paused is \"true\": nothing is read or written for this object.",
            "Remove the annotation to go on."),
    CONFIG_MAP_NOT_OURS(
            "ConfigMapNotOurs",
            "A ConfigMap of the name in output.configMapName exists and belongs to something else.",
            "Choose another name, or delete that ConfigMap."),
    CONFIG_MAP_NOT_WRITTEN(
            "ConfigMapNotWritten",
            "The ConfigMap of output.configMapName was not written, or one that is no longer asked for was not deleted: the API"
                    + " server refused it, or the operator serves none. It is tried again; the repository itself is in sync.",
            "See the message: it names the right, the quota, the webhook, the field or the setting."),
    TOKENS_VALID("TokensValid", "The Secret holds a valid token for every registry.", "Nothing."),
    WAITING_FOR_TOKEN("WaitingForToken", "The first token has been asked for.", "Wait a moment."),
    ROTATION_FAILING(
            "RotationFailing",
            "A token is due for renewal and no new one could be obtained; the Secret keeps the last one, which has not expired.",
            "See the condition Synced for what failed and until when the token holds."),
    SECRET_NOT_OURS(
            "SecretNotOurs",
            "A Secret of the name that the object asks for exists and belongs to something else; it was left as it is.",
            "Choose another secret.name, or delete that Secret."),
    SECRET_NOT_WRITTEN(
            "SecretNotWritten",
            "The Secret was not written: the API server refused it, an old one is still being deleted, or another writer was"
                    + " faster. It is tried again.",
            "Grant the rights of deploy/pull-secrets, or correct what the message names."),
    SECRET_CONTESTED(
            "SecretContested",
            "Something else keeps changing or deleting a Secret of the object. It is written again, at most once a minute; the"
                    + " condition goes within ten minutes after that has ended.",
            "Find who does it, with kubectl get secret NAME --show-managed-fields -o yaml, and have it leave the Secret alone."),
    SERVICE_ACCOUNT_NOT_ATTACHED(
            "ServiceAccountNotAttached",
            "A ServiceAccount that should have the Secret in imagePullSecrets does not have it; the Secret itself is fine.",
            "Create the ServiceAccount, grant the rights of deploy/pull-secrets, or switch on"
                    + " ecr-operator.pull-secrets.service-accounts-enabled, as the message says."),
    PULL_VERIFIED("PullVerified", "The login can pull from the repository of spec.probe.", "Nothing."),
    PULL_DENIED(
            "PullDenied",
            "A registry does not let the login pull from the repository of spec.probe.",
            "Give the operator's identity ecr:BatchGetImage and ecr:GetDownloadUrlForLayer on it (deploy/iam), in the"
                    + " repository policy too where it is of another account."),
    PROBE_REPOSITORY_NOT_FOUND(
            "ProbeRepositoryNotFound",
            "A registry has no repository of the name in spec.probe, so the login could not be tried there.",
            "Correct spec.probe.repository, or create the repository in every region of spec.registries."),
    PULL_NOT_VERIFIED(
            "PullNotVerified",
            "The registry could not be asked whether the login can pull; that says nothing about the login.",
            "Let the operator's pod reach the registry's host by HTTPS, or remove spec.probe."),
    SECRET_CREATED("SecretCreated", "A Secret with pull credentials was created.", "Nothing."),
    SECRET_RESTORED(
            "SecretRestored",
            "Something else had deleted or edited a Secret with pull credentials; it was written again.",
            "Find who changes it, or have it leave the Secret alone."),
    WAITING_FOR_REGISTRY(
            "WaitingForRegistry", "The operator has started and is still listing the registry.", "Wait a moment."),
    ACCESS_DENIED(
            "AccessDenied",
            "The operator's identity may not make a call that it needs.",
            "Grant the action that the message names; see deploy/iam."),
    READ_DENIED(
            "ReadDenied",
            "AWS does not let the operator read a part that the spec manages, so whether it equals the spec is unknown.",
            "Grant the action that the message names, in the identity's policy (deploy/iam) or by taking the Deny out of the"
                    + " repository policy; the operator tries it again every ten minutes, and at once with the annotation"
                    + " ecr-operator.io/reconcile-requested-at."),
    READ_OVERDUE(
            "ReadOverdue",
            "A part that the spec manages has not been read for longer than deepReadPeriod, so whether it equals the spec is"
                    + " unknown.",
            "Nothing: it is read again by itself; if it stays, look at the kinds of failure in ecr_operator_aws_calls."),
    REPOSITORY_UNCONFIRMED(
            "RepositoryUnconfirmed",
            "ECR answers that the repository does not exist, so soon after its creation that ECR may not know of it yet.",
            "Wait: within two minutes it is known whether somebody has deleted it, and then recreatePolicy decides."),
    CREDENTIALS_UNAVAILABLE(
            "CredentialsUnavailable",
            "There are no AWS credentials or no region, AWS does not accept them, or a role cannot be assumed with them.",
            "Set up IRSA, EKS Pod Identity or AWS_* variables for the operator's pod."),
    THROTTLED("Throttled", "AWS asks to slow down; the call is repeated later.", "Nothing, or raise the quota."),
    AWS_UNAVAILABLE(
            "AwsUnavailable",
            "AWS could not be reached or answered with an error; the call is repeated.",
            "Nothing; if it stays, check the network and the AWS Health Dashboard."),
    QUOTA_EXCEEDED(
            "QuotaExceeded",
            "A quota of ECR is used up.",
            "Raise the quota, or take something out of ECR that is no longer needed."),
    DEPENDENCY_FAILED(
            "DependencyFailed",
            "A service that ECR depends on refused, for example KMS.",
            "Check the key, its state and its policy; the call is repeated."),
    INTERNAL_ERROR(
            "InternalError", "The operator ran into an internal error; it tries again.", "Report it with the log.");

    private final String label;
    private final String meaning;
    private final String remedy;

    Reason(String label, String meaning, String remedy) {
        this.label = label;
        this.meaning = meaning;
        this.remedy = remedy;
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
        return meaning;
    }

    /** What a person can do. */
    public String remedy() {
        return remedy;
    }
}
