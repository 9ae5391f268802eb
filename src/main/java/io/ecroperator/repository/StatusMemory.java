package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositoryStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the last pass over each object has left, until its status is seen to say so. A pass that an edit calls for can come
 * before the cache has the status of the pass before, and the API server may refuse a status. Only the status says
 * which tags and which policy are ours, so without it an edit that takes them out again would do nothing. Thread-safe.
 */
final class StatusMemory {

    /** So many statuses that the API server refused in a row are told apart. */
    private static final int MAX_OUTDATED = 16;

    /** What may still be seen of an object although a pass has left something newer; the oldest first. */
    private record Left(List<EcrRepositoryStatus> outdated, EcrRepositoryStatus status) {

        boolean outdates(EcrRepositoryStatus seen) {
            return outdated.stream().anyMatch(each -> Objects.equals(each, seen));
        }
    }

    private final Map<String, Left> left = new ConcurrentHashMap<>();

    /** Gives the object the status that its last pass has left, if it has an older one; returns the one that it had. */
    EcrRepositoryStatus recall(EcrRepository object) {
        EcrRepositoryStatus seen = object.getStatus();
        Left last = left.get(object.getMetadata().getUid());
        if (last != null && last.outdates(seen)) {
            object.setStatus(last.status());
        }
        return seen;
    }

    /** Keeps what a pass leaves of an object that came with {@code seen}; returns whether it has to be written. */
    boolean remember(EcrRepository object, EcrRepositoryStatus seen, EcrRepositoryStatus status) {
        String uid = object.getMetadata().getUid();
        Left last = left.get(uid);
        List<EcrRepositoryStatus> outdated = new ArrayList<>();
        if (last != null && last.outdates(seen)) {
            outdated.addAll(last.outdated());
            outdated.add(last.status());
            if (outdated.size() > MAX_OUTDATED) {
                outdated.remove(1); // the first is what a refusing API server still has
            }
        } else {
            outdated.add(seen);
        }
        outdated.removeIf(status::equals);
        if (outdated.isEmpty()) {
            left.remove(uid);
            return false;
        }
        left.put(uid, new Left(outdated, status));
        return true;
    }

    /**
     * Takes note of what the cache has now: a status that says what the last pass left is not held twice. What it outdates
     * is not forgotten, since a pass may have taken the object from the cache a moment before.
     */
    void seen(EcrRepository object) {
        EcrRepositoryStatus status = object.getStatus();
        left.computeIfPresent(
                object.getMetadata().getUid(),
                (uid, last) -> last.status().equals(status) ? new Left(last.outdated(), status) : last);
    }

    /** Forgets an object. */
    void forget(EcrRepository object) {
        left.remove(object.getMetadata().getUid());
    }
}
