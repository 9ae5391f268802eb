package io.ecroperator.token;

import io.ecroperator.aws.RegistryToken;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.background.BackgroundAnswers;
import io.ecroperator.background.BackgroundAnswers.Known;
import io.ecroperator.background.BackgroundAnswers.Threads;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.FailureReport.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The tokens of this process: one per key for all objects. Mints in the background and tells when something has changed.
 * Keeps the last good token while no new one can be had, and asks again with the delays that every failure of AWS has, for
 * as long as somebody uses the key.
 */
public final class TokenStore {

    /** For failures that only an edit can mend, which may happen in IAM, out of sight. */
    private static final Backoff REFUSED = new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(10));

    /** With less of its life left a token is of no use to anybody. */
    private static final Duration LEAST_LIFE = Duration.ofSeconds(10);

    /** Several times what one call may take with its repeats. */
    private static final Duration HANGS = Duration.ofMinutes(30);

    private final Function<TokenKey, RegistryToken> minter;
    private final BiConsumer<TokenKey, Optional<AwsFailure>> outcomes;
    private final Clock clock;
    private final BackgroundAnswers<TokenKey, TokenState> states;
    private final Set<TokenKey> mintedByAWrongClock = ConcurrentHashMap.newKeySet();

    /**
     * A store that knows nothing yet.
     *
     * @param minter mints a token; throws {@link AwsException}
     * @param outcomes is told of every attempt, with the failure of one that failed
     */
    public TokenStore(
            Function<TokenKey, RegistryToken> minter,
            BiConsumer<TokenKey, Optional<AwsFailure>> outcomes,
            Threads threads) {
        this.minter = minter;
        this.outcomes = outcomes;
        this.clock = threads.clock();
        this.states = new BackgroundAnswers<>("tokens", HANGS, new Minting(), threads);
    }

    /**
     * Tells the listener of all keys that have a new token, or fail in another way than before; of those together whose
     * answers come at about the same time.
     */
    public void onChange(Consumer<Set<TokenKey>> listener) {
        states.onChange(listener);
    }

    /** Asks the supplier for the keys in use: others are not tried again. */
    public void usedBy(Supplier<? extends Collection<TokenKey>> keys) {
        states.usedBy(keys);
    }

    /** What is known of a key, without asking AWS for anything. */
    public TokenState peek(TokenKey key) {
        return state(states.known(key));
    }

    /** What is known of a key. Begins to mint a token if there is none, or it is due soon, and no attempt is under way or to come. */
    public TokenState request(TokenKey key, String seed) {
        Instant now = clock.instant();
        return state(states.ask(
                key,
                state -> state.failure().isPresent()
                        || state.token()
                                .filter(token -> !token.life().isDueSoon(now, seed))
                                .isPresent()));
    }

    /**
     * Mints every token in use anew: dates that were written by the clock before say nothing about the time since. A
     * process that does not lead has been asked for no key, and mints none.
     */
    public void clockWentBack() {
        Set<TokenKey> keys = states.inUse();
        mintedByAWrongClock.addAll(keys);
        states.askAnew(keys);
    }

    /** Forgets the keys that nobody uses any more, but those with a call under way or to come, and gives the others. */
    public Set<TokenKey> forgetUnused() {
        Set<TokenKey> used = states.forgetUnused();
        mintedByAWrongClock.retainAll(used);
        return used;
    }

    private static TokenState state(Known<TokenState> known) {
        return known.answer().orElse(TokenState.UNKNOWN).arriving(known.arriving());
    }

    /** Asks AWS by the minter. */
    private final class Minting implements BackgroundAnswers.Source<TokenKey, TokenState> {

        @Override
        public TokenState ask(TokenKey key, Optional<TokenState> before) {
            try {
                return minted(key, before, minter.apply(key));
            } catch (AwsException e) {
                return failed(key, before, e.failure());
            }
        }

        @Override
        public TokenState afterDefect(TokenKey key, Optional<TokenState> before, Throwable defect) {
            String name = defect.getClass().getSimpleName();
            return failed(key, before, passing("InternalError", name));
        }

        @Override
        public Optional<Backoff> retry(TokenKey key, TokenState state) {
            return state.failure()
                    .map(failure -> FailureReport.of(failure).retry().orElse(REFUSED));
        }

        @Override
        public boolean isNews(TokenState before, TokenState state) {
            return state.failure()
                    .flatMap(now -> before.failure()
                            .filter(then -> then.kind() == now.kind() && Objects.equals(then.code(), now.code())))
                    .isEmpty();
        }

        private TokenState minted(TokenKey key, Optional<TokenState> before, RegistryToken token) {
            Instant now = clock.instant();
            if (token.expiresAt().isBefore(now.plus(LEAST_LIFE))) {
                String message = "AWS gave a token until " + token.expiresAt() + ", and the clock of this machine says "
                        + now + "; is it right?";
                return failed(key, before, passing("ExpiredOnArrival", message));
            }
            outcomes.accept(key, Optional.empty());
            return new TokenState(
                    Optional.of(new MintedToken(token, now.truncatedTo(ChronoUnit.SECONDS), key.identity())),
                    mintedByAWrongClock.remove(key),
                    false,
                    Optional.empty());
        }

        /** What was good before stays. */
        private TokenState failed(TokenKey key, Optional<TokenState> before, AwsFailure failure) {
            outcomes.accept(key, Optional.of(failure));
            TokenState known = before.orElse(TokenState.UNKNOWN);
            return new TokenState(known.token(), known.replacesAll(), false, Optional.of(failure));
        }

        /** A failure that AWS did not report, and that the next call may not meet. */
        private static AwsFailure passing(String code, String message) {
            return new AwsFailure(AwsFailure.Kind.TRANSIENT, "GetAuthorizationToken", code, message, null);
        }
    }
}
