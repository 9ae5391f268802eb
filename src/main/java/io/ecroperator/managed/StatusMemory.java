package io.ecroperator.managed;

import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the last pass over each object has left, until its status is seen to say so. A pass that an edit calls for can come
 * before the cache has the status of the pass before, and the API server may refuse a status. Only the status says
 * what in AWS is this object's, so without it an edit that takes a part out again would do nothing. Thread-safe.
 */
public final class StatusMemory<R extends CustomResource<?, S>, S> {

    /** So many statuses that the API server refused in a row are told apart. */
    private static final int MAX_OUTDATED = 16;

    /** What may still be seen of an object although a pass has left something newer; the oldest first. */
    private record Left<S>(List<S> outdated, S status) {

        boolean outdates(S seen) {
            return outdated.stream().anyMatch(each -> Objects.equals(each, seen));
        }
    }

    private final Map<String, Left<S>> left = new ConcurrentHashMap<>();

    /** Gives the object the status that its last pass has left, if it has an older one; returns the one that it had. */
    public S recall(R object) {
        S seen = object.getStatus();
        Left<S> last = left.get(object.getMetadata().getUid());
        if (last != null && last.outdates(seen)) {
            object.setStatus(last.status());
        }
        return seen;
    }

    /** Keeps what a pass leaves of an object that came with {@code seen}; returns whether it has to be written. */
    public boolean remember(R object, S seen, S status) {
        String uid = object.getMetadata().getUid();
        Left<S> last = left.get(uid);
        List<S> outdated = new ArrayList<>();
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
        left.put(uid, new Left<>(outdated, status));
        return true;
    }

    /**
     * Takes note of what the cache has now: a status that says what the last pass left is not held twice. What it outdates
     * is not forgotten, since a pass may have taken the object from the cache a moment before.
     */
    public void seen(R object) {
        S status = object.getStatus();
        left.computeIfPresent(
                object.getMetadata().getUid(),
                (uid, last) -> last.status().equals(status) ? new Left<>(last.outdated(), status) : last);
    }

    /** Forgets an object. */
    public void forget(R object) {
        left.remove(object.getMetadata().getUid());
    }
}
