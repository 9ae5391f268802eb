package io.ecroperator.status;

/** The sentences of the reasons about what was done, and that nothing is to do. */
final class OutcomeTexts {
    private OutcomeTexts() {}

    static final ReasonText IN_SYNC = new ReasonText("ECR equals the spec.", "Nothing.");

    static final ReasonText CREATED = new ReasonText("The repository was created.", "Nothing.");

    static final ReasonText UPDATED = new ReasonText("ECR was changed to follow an edit of the spec.", "Nothing.");

    static final ReasonText ADOPTED =
            new ReasonText("An existing repository was taken over, as adoptionPolicy permits.", "Nothing.");

    static final ReasonText DELETED =
            new ReasonText("The repository was deleted from ECR with this object.", "Nothing.");

    static final ReasonText RETAINED =
            new ReasonText("The object is gone; what it had put into ECR stays.", "Nothing, or delete it by hand.");

    static final ReasonText DRIFT_REPAIRED = new ReasonText(
            "Something else had changed in ECR what the object declares; it was set back to the spec.",
            "Find who changes it (CloudTrail), or take the field out of the spec.");

    static final ReasonText RECREATED = new ReasonText(
            "What the spec declares had been deleted from ECR and was created again; a repository is empty then.",
            "Push the images again; set recreatePolicy: Report to decide yourself next time.");

    static final ReasonText REPOSITORY_MISSING = new ReasonText(
            "The repository was deleted from ECR, and recreatePolicy is Report.",
            "Set recreatePolicy: Recreate to have it created again, or delete this object.");

    static final ReasonText PLAN_PENDING = new ReasonText(
            "managementPolicy is Observe and ECR differs from the spec; status.plan lists the changes.",
            "Set managementPolicy: Full to have the changes made, or change the spec.");

    static final ReasonText REPLACEMENT_REQUIRED = new ReasonText(
            "The thing in ECR differs in a field that ECR cannot change, and replacePolicy does not let it be replaced.",
            "Set replacePolicy: Replace to have it deleted and created again, or correct the field that the message names.");

    static final ReasonText ENCRYPTION_MISMATCH = new ReasonText(
            "The repository exists with another encryption, which ECR cannot change.",
            "Correct encryptionConfiguration, or choose another repositoryName and move the images.");

    static final ReasonText LOGO_UNAVAILABLE = new ReasonText(
            "catalogData.logoImageFrom names a ConfigMap that is not there, that the operator may not get, or that holds no logo under"
                    + " that key. What the gallery shows is left as it is.",
            "See the message; create the ConfigMap, or bind the Role for it as in docs/public-repositories.md.");

    static final ReasonText INVALID_SPEC =
            new ReasonText("The spec asks for something that ECR does not know.", "Correct the named field.");

    static final ReasonText DELETION_BLOCKED = new ReasonText(
            "The object is being deleted, but its repository still holds images.",
            "Delete the images, or set deletionPolicy: DeleteWithImages or Retain.");

    static final ReasonText DELETION_FAILED = new ReasonText(
            "What the object has put into ECR could not be deleted; the finalizer stays.",
            "See the message; or set deletionPolicy: Retain to let the object go.");

    static final ReasonText PAUSED = new ReasonText(
            "The annotation ecr-operator.io/paused is \"true\": nothing is read or written for this object.",
            "Remove the annotation to go on.");

    static final ReasonText CONFIG_MAP_NOT_OURS = new ReasonText(
            "A ConfigMap of the name in output.configMapName exists and belongs to something else.",
            "Choose another name, or delete that ConfigMap.");

    static final ReasonText CONFIG_MAP_NOT_WRITTEN = new ReasonText(
            "The ConfigMap of output.configMapName was not written, or one that is no longer asked for was not deleted: the API"
                    + " server refused it, or the operator serves none. It is tried again; the repository itself is in sync.",
            "See the message: it names the right, the quota, the webhook, the field or the setting.");

    static final ReasonText REPOSITORY_UNCONFIRMED = new ReasonText(
            "ECR answers that the repository does not exist, so soon after its creation that ECR may not know of it yet.",
            "Wait: within two minutes it is known whether somebody has deleted it, and then recreatePolicy decides.");
}
