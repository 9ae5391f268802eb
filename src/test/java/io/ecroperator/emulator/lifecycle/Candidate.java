package io.ecroperator.emulator.lifecycle;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An image as a policy sees it.
 *
 * @param digest its name
 * @param tags its tags
 * @param archived whether it is in the archive
 * @param pushed when it was pushed
 * @param pulled when it was pulled last
 * @param archivedAt when it went to the archive last
 * @param activatedAt when it came back from there last
 * @param held whether a manifest list of the repository names it, so that it cannot go before that one
 */
public record Candidate(
        String digest,
        Set<String> tags,
        boolean archived,
        Instant pushed,
        Optional<Instant> pulled,
        Optional<Instant> archivedAt,
        Optional<Instant> activatedAt,
        boolean held) {
    /** Copies. */
    public Candidate {
        tags = Set.copyOf(tags);
    }

    /** The time that its age and its place in the order count from: coming back from the archive is like a push. */
    Instant since() {
        return activatedAt.orElse(pushed);
    }

    /** The last sign that somebody wants it. */
    Instant lastPull() {
        Instant since = since();
        return pulled.filter(at -> at.isAfter(since)).orElse(since);
    }
}
