package io.ecroperator.status;

/** The sentences of the reasons about pull secrets and what they are written into. */
final class PullSecretTexts {
    private PullSecretTexts() {}

    static final ReasonText TOKENS_VALID =
            new ReasonText("The Secret holds a valid token for every registry.", "Nothing.");

    static final ReasonText WAITING_FOR_TOKEN = new ReasonText("The first token has been asked for.", "Wait a moment.");

    static final ReasonText ROTATION_FAILING = new ReasonText(
            "A token is due for renewal and no new one could be obtained; the Secret keeps the last one, which has not expired.",
            "See the condition Synced for what failed and until when the token holds.");

    static final ReasonText SECRET_NOT_OURS = new ReasonText(
            "A Secret of the name that the object asks for exists and belongs to something else; it was left as it is.",
            "Choose another secret.name, or delete that Secret. If it comes back, kubectl get secret NAME --show-managed-fields -o"
                    + " yaml says what makes it, such as a CronJob that renews logins: remove that first.");

    static final ReasonText SECRET_NOT_WRITTEN = new ReasonText(
            "The Secret was not written: the API server refused it, an old one is still being deleted, or another writer was"
                    + " faster. It is tried again.",
            "Grant the rights of deploy/pull-secrets, or correct what the message names.");

    static final ReasonText SECRET_CONTESTED = new ReasonText(
            "Something else keeps changing or deleting a Secret of the object. It is written again, at most once a minute; the"
                    + " condition goes within ten minutes after that has ended.",
            "Find who does it, with kubectl get secret NAME --show-managed-fields -o yaml, and have it leave the Secret alone.");

    static final ReasonText SERVICE_ACCOUNT_NOT_ATTACHED = new ReasonText(
            "A ServiceAccount that should have the Secret in imagePullSecrets does not have it; the Secret itself is fine.",
            "Create the ServiceAccount, grant the rights of deploy/pull-secrets, or switch on"
                    + " ecr-operator.pull-secrets.service-accounts-enabled, as the message says.");

    static final ReasonText PULL_VERIFIED =
            new ReasonText("The login can pull from the repository of spec.probe.", "Nothing.");

    static final ReasonText PULL_DENIED = new ReasonText(
            "A registry does not let the login pull from the repository of spec.probe.",
            "Give the operator's identity ecr:BatchGetImage and ecr:GetDownloadUrlForLayer on it (deploy/iam), in the"
                    + " repository policy too where it is of another account.");

    static final ReasonText PROBE_REPOSITORY_NOT_FOUND = new ReasonText(
            "A registry has no repository of the name in spec.probe, so the login could not be tried there.",
            "Correct spec.probe.repository, or create the repository in every region of spec.registries.");

    static final ReasonText PULL_NOT_VERIFIED = new ReasonText(
            "The registry could not be asked whether the login can pull; that says nothing about the login.",
            "Let the operator's pod reach the registry's host by HTTPS, or remove spec.probe.");

    static final ReasonText SECRET_CREATED = new ReasonText("A Secret with pull credentials was created.", "Nothing.");

    static final ReasonText SECRET_RESTORED = new ReasonText(
            "Something else had deleted or edited a Secret with pull credentials; it was written again.",
            "Find what does it, such as a CronJob that renews logins or a tool that copies Secrets, and have it leave the Secret"
                    + " alone.");
}
