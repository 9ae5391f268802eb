package io.ecroperator.pullsecret;

import static java.net.HttpURLConnection.HTTP_CONFLICT;

import io.ecroperator.apiserver.WriteRefusal;
import io.ecroperator.pullsecret.PullSecretChange.CreateSecret;
import io.ecroperator.pullsecret.PullSecretChange.DeleteSecret;
import io.ecroperator.pullsecret.PullSecretChange.ReplaceSecret;
import io.ecroperator.pullsecret.PullSecretChange.SecretContent;
import io.ecroperator.pullsecret.PullSecretChange.UpdateSecret;
import io.ecroperator.pullsecret.PullSecretOutcome.Problem;
import io.ecroperator.pullsecret.PullSecretOutcome.Write;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes Secrets. Every write is bound to what was seen: a create takes no name that is taken, an update and a delete carry
 * the resourceVersion, so that a Secret of somebody else is never overwritten.
 */
final class PullSecretApplier {

    private static final String RIGHTS = "deploy/pull-secrets";

    private final KubernetesClient client;
    private final WrittenSecrets written;
    private final ContestedSecrets contested;

    /**
     * Writes with the client.
     *
     * @param written is told of every write, so that the next pass sees it although the watch has not told yet
     * @param contested says what is not written now
     */
    PullSecretApplier(KubernetesClient client, WrittenSecrets written, ContestedSecrets contested) {
        this.client = client;
        this.written = written;
        this.contested = contested;
    }

    /**
     * Makes the changes, one by one. Deletes what is left over only if everything before it was written.
     *
     * @throws KubernetesClientException if the API server is in trouble, which says nothing about the Secrets
     */
    List<Write> apply(SecretOwner owner, List<PullSecretChange> changes) {
        List<Write> writes = new ArrayList<>();
        for (PullSecretChange change : changes) {
            boolean leftover = change instanceof DeleteSecret;
            if (!leftover || writes.stream().allMatch(PullSecretApplier::isMadeOrDeletion)) {
                writes.add(tried(owner, change));
            }
        }
        return writes;
    }

    private static boolean isMadeOrDeletion(Write write) {
        return write.made() || write.change() instanceof DeleteSecret;
    }

    private Write tried(SecretOwner owner, PullSecretChange change) {
        if (contested.holdsBack(owner, change)) {
            return Write.failed(
                    change, Problem.waiting("Secret " + change.name() + " is written at most once a minute."));
        }
        boolean again = contested.createdBefore(owner, change);
        Write write = apply(owner, change);
        if (write.problem().isEmpty()) {
            contested.tried(owner, change);
        }
        return again ? write.createdAgain() : write;
    }

    private Write apply(SecretOwner owner, PullSecretChange change) {
        return guarded(change, () -> switch (change) {
            case CreateSecret(var content) -> create(owner, change, content);
            case UpdateSecret(var content, var before, var edited) -> update(change, content, before);
            case ReplaceSecret(var content, var before) -> {
                delete(before);
                yield guarded(change, () -> create(owner, change, content)).afterDeletion();
            }
            case DeleteSecret(var before) -> {
                delete(before);
                yield Write.done(change);
            }
        });
    }

    private static Write guarded(PullSecretChange change, Supplier<Write> write) {
        try {
            return write.get();
        } catch (KubernetesClientException e) {
            WriteRefusal refusal = WriteRefusal.of(e);
            if (refusal.trouble()) {
                throw e;
            }
            return refusal.overtaken()
                    ? Write.overtaken(change)
                    : Write.failed(
                            change,
                            new Problem(false, refusal.message("Secret " + change.name(), RIGHTS), refusal.retry()));
        }
    }

    private Write create(SecretOwner owner, PullSecretChange change, SecretContent content) {
        Secret secret = SecretObjects.created(owner, content);
        try {
            written.created(client.resource(secret).create());
            return Write.done(change);
        } catch (KubernetesClientException e) {
            if (e.getCode() != HTTP_CONFLICT) {
                throw e;
            }
        }
        Optional<Secret> found = Optional.ofNullable(client.resource(secret).get());
        if (found.isEmpty()) {
            return Write.overtaken(change);
        }
        if (found.get().isMarkedForDeletion()) {
            return Write.failed(
                    change,
                    Problem.waiting("Secret " + content.name()
                            + " is being deleted and a finalizer holds it; it is written anew when it is gone."));
        }
        return ManagedSecret.isOwnedBy(found.get(), owner.uid())
                ? update(change, content, ManagedSecret.of(found.get()))
                : Write.failed(
                        change,
                        Problem.foreign("Secret " + content.name() + " exists since "
                                + found.get().getMetadata().getCreationTimestamp()
                                + " and does not belong to this object; it was left as it is."));
    }

    private Write update(PullSecretChange change, SecretContent content, ManagedSecret before) {
        Secret after = client.resource(SecretObjects.updated(content, before)).update();
        written.updated(after, before.secret());
        return Write.done(change);
    }

    private void delete(ManagedSecret before) {
        client.resource(before.secret())
                .lockResourceVersion(before.secret().getMetadata().getResourceVersion())
                .delete();
    }
}
