package io.ecroperator.emulator;

import java.time.Instant;
import java.util.Optional;

/**
 * What happened to an image when.
 *
 * @param pushed when it was pushed first
 * @param pulled when it was pulled last
 * @param archived when it went to the archive last
 * @param activated when it came back from there last, or will
 */
record ImageTimes(Instant pushed, Optional<Instant> pulled, Optional<Instant> archived, Optional<Instant> activated) {
    static ImageTimes pushedAt(Instant pushed) {
        return new ImageTimes(pushed, Optional.empty(), Optional.empty(), Optional.empty());
    }

    ImageTimes pulledAt(Instant now) {
        return new ImageTimes(pushed, Optional.of(now), archived, activated);
    }

    ImageTimes archivedAt(Instant now) {
        return new ImageTimes(pushed, pulled, Optional.of(now), activated);
    }

    ImageTimes activatedAt(Instant then) {
        return new ImageTimes(pushed, pulled, archived, Optional.of(then));
    }
}
