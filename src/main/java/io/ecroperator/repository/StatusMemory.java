package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositoryStatus;
import io.ecroperator.api.v1alpha1.EcrRepositoryStatus.Lifecycle;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What only the status remembers of each object (which repository is its own, which tags and which policy it has set
 * there), for the time in which the API server does not take the status. Without it, what a pass has set is nobody's in
 * the next one, and an edit that takes it out again does nothing. Thread-safe.
 */
final class StatusMemory {

    /** The part of a status that no look at ECR can bring back. */
    private record Kept(String repositoryArn, String createdAt, Lifecycle lifecycle, List<String> managedTagKeys) {

        static final Kept NOTHING = new Kept(null, null, null, null);

        static Kept of(EcrRepositoryStatus status) {
            return status == null
                    ? NOTHING
                    : new Kept(status.repositoryArn(), status.createdAt(), status.lifecycle(), status.managedTagKeys());
        }

        EcrRepositoryStatus in(EcrRepositoryStatus status) {
            return status == null
                    ? new EcrRepositoryStatus(
                            null,
                            null,
                            null,
                            repositoryArn,
                            null,
                            createdAt,
                            null,
                            lifecycle,
                            managedTagKeys,
                            null,
                            null,
                            null,
                            null)
                    : new EcrRepositoryStatus(
                            status.observedGeneration(),
                            status.conditions(),
                            status.repositoryUri(),
                            repositoryArn,
                            status.registryId(),
                            createdAt,
                            status.imageCount(),
                            lifecycle,
                            managedTagKeys,
                            status.drift(),
                            status.unknownPrincipalSince(),
                            status.plan(),
                            status.lastHandledReconcileAt());
        }
    }

    private record Change(Kept before, Kept after) {}

    private final Map<String, Change> changes = new ConcurrentHashMap<>();

    /** Gives the object what its last pass has left, if that is not in its status; returns the status that it came with. */
    EcrRepositoryStatus recall(EcrRepository object) {
        EcrRepositoryStatus written = object.getStatus();
        Change last = changes.get(object.getMetadata().getUid());
        if (last != null && last.before().equals(Kept.of(written))) {
            object.setStatus(last.after().in(written));
        }
        return written;
    }

    /** Keeps what a pass leaves, which may never be written. */
    void remember(EcrRepository object, EcrRepositoryStatus written, EcrRepositoryStatus status) {
        Change change = new Change(Kept.of(written), Kept.of(status));
        if (change.before().equals(change.after())) {
            forget(object);
        } else {
            changes.put(object.getMetadata().getUid(), change);
        }
    }

    /** Forgets an object. */
    void forget(EcrRepository object) {
        changes.remove(object.getMetadata().getUid());
    }
}
