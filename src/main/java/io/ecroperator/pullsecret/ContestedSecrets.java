package io.ecroperator.pullsecret;

import io.ecroperator.pullsecret.PullSecretChange.CreateSecret;
import io.ecroperator.pullsecret.PullSecretChange.DeleteSecret;
import io.ecroperator.pullsecret.PullSecretChange.ReplaceSecret;
import io.ecroperator.pullsecret.PullSecretChange.UpdateSecret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Notices Secrets that something else changes or deletes again and again, and bounds how often they are written: two writers
 * that never give in would keep the API server busy for ever. A renewal and an edit of the spec do not count. In memory only.
 */
final class ContestedSecrets {

    /** So many restorations within the window are no accident. */
    private static final int ACCIDENTS = 5;

    private static final Duration WINDOW = Duration.ofMinutes(10);

    /** Between two restorations of a Secret that is contested. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Clock clock;

    /** The last ones, the oldest first; guarded by this. */
    private final Map<Key, List<Instant>> restorations = new HashMap<>();

    private Instant tidied;

    /** A Secret of one object: another object of the same name begins anew. */
    private record Key(String owner, String namespace, String name) {

        static Key of(SecretOwner owner, String name) {
            return new Key(owner.uid(), owner.namespace(), name);
        }
    }

    ContestedSecrets(Clock clock) {
        this.clock = clock;
        this.tidied = clock.instant();
    }

    /** Whether the change is not to be made now. */
    synchronized boolean holdsBack(SecretOwner owner, PullSecretChange change) {
        List<Instant> recent = recent(Key.of(owner, change.name()));
        return isRestoration(change)
                && recent.size() >= ACCIDENTS
                && clock.instant().isBefore(recent.getLast().plus(PAUSE));
    }

    /**
     * Whether the change creates a Secret that was created a short while ago. The status may not tell of it yet: a Secret can
     * be deleted before the pass that created it has ended.
     */
    synchronized boolean createdBefore(SecretOwner owner, PullSecretChange change) {
        return change instanceof CreateSecret
                && !recent(Key.of(owner, change.name())).isEmpty();
    }

    /** The change was made, or somebody else was faster. What we delete ourselves begins anew when it is asked for again. */
    synchronized void tried(SecretOwner owner, PullSecretChange change) {
        Key key = Key.of(owner, change.name());
        if (change instanceof DeleteSecret) {
            restorations.remove(key);
        } else if (isRestoration(change)) {
            tidy();
            List<Instant> recent = new ArrayList<>(recent(key));
            recent.add(clock.instant());
            restorations.put(key, List.copyOf(recent.subList(Math.max(0, recent.size() - ACCIDENTS), recent.size())));
        }
    }

    /** Whether something else kept changing the Secret until a while ago. */
    synchronized boolean isContested(SecretOwner owner, String name) {
        return recent(Key.of(owner, name)).size() >= ACCIDENTS;
    }

    /** Without those after now: the clock was set back. */
    private List<Instant> recent(Key key) {
        Instant now = clock.instant();
        return restorations.getOrDefault(key, List.of()).stream()
                .filter(at -> !at.isAfter(now) && at.plus(WINDOW).isAfter(now))
                .toList();
    }

    private void tidy() {
        if (!clock.instant().isBefore(tidied.plus(WINDOW))) {
            tidied = clock.instant();
            restorations.keySet().removeIf(key -> recent(key).isEmpty());
        }
    }

    /** A Secret that has to be created counts too: the first time is one of a few. */
    private static boolean isRestoration(PullSecretChange change) {
        return switch (change) {
            case CreateSecret create -> true;
            case ReplaceSecret replace -> true;
            // What is noted stays the same, so the labels or annotations were changed.
            case UpdateSecret(var content, var before, var edited) ->
                edited || before.record().filter(content.record()::equals).isPresent();
            case DeleteSecret delete -> false;
        };
    }
}
