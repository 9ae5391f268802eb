package io.ecroperator.token;

import io.ecroperator.aws.error.AwsFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the store knows of a key, and has under way for it; guarded by the store. */
final class TokenEntry {

    /** The first call of a process takes seconds, later ones a tenth of one. A region that hangs holds up no other longer. */
    static final Duration WORTH_WAITING = Duration.ofSeconds(5);

    Optional<MintedToken> token = Optional.empty();
    Optional<AwsFailure> failure = Optional.empty();
    boolean replacesAll;
    boolean clockWentBack;
    boolean busy;
    Optional<Instant> calledAt = Optional.empty();

    TokenState state(Instant now) {
        return new TokenState(token, replacesAll, isArriving(now), failure);
    }

    boolean isArriving(Instant now) {
        return failure.isEmpty()
                && calledAt.filter(at -> now.isBefore(at.plus(WORTH_WAITING))).isPresent();
    }
}
