package io.ecroperator.pullsecret;

import io.ecroperator.pullsecret.PullSecretChange.DeleteSecret;
import io.ecroperator.pullsecret.PullSecretOutcome.Write;
import io.ecroperator.token.MintedToken;
import io.ecroperator.token.TokenKey;
import io.ecroperator.token.TokenLife;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is to be done, and which tokens the Secrets hold before and after.
 *
 * @param changes in their order; what is no longer asked for goes last
 * @param postponed whether a Secret waits for a token that is arriving, so that one write serves all its tokens
 * @param secrets those that the spec asks for
 * @param logins what they hold when all changes are made
 * @param kept names of Secrets that stay as they are, because their EcrRegistry is not there
 */
record PullSecretPlan(
        List<PullSecretChange> changes,
        boolean postponed,
        List<SecretUse> secrets,
        Map<TokenKey, MintedToken> logins,
        List<String> kept) {

    PullSecretPlan {
        changes = List.copyOf(changes);
        secrets = List.copyOf(secrets);
        logins = Map.copyOf(logins);
        kept = List.copyOf(kept);
    }

    /**
     * A key of the spec.
     *
     * @param life of the token that the Secrets hold; null if they hold none
     * @param due whether another one is wanted
     */
    record TokenUse(TokenKey key, TokenLife life, boolean due) {

        private static TokenUse none(TokenUse use) {
            return new TokenUse(use.key(), null, true);
        }

        private static TokenUse sooner(TokenUse one, TokenUse other) {
            if (one.life() == null || other.life() == null) {
                return one.life() == null ? one : other;
            }
            return other.life().expiresAt().isBefore(one.life().expiresAt()) ? other : one;
        }
    }

    /**
     * The tokens of a Secret, for every key that it is to have.
     *
     * @param before what it holds now
     * @param after what it holds when its change, if there is one, is made
     */
    record SecretUse(String name, List<TokenUse> before, List<TokenUse> after) {

        static SecretUse unchanged(String name, TokenUse use) {
            return new SecretUse(name, List.of(use), List.of(use));
        }

        /** Those that it holds in truth, as far as the write, which may be null for none, was made. */
        private Collection<TokenUse> held(Write write) {
            if (write == null || write.made()) {
                return after;
            }
            return write.gone() ? before.stream().map(TokenUse::none).toList() : before;
        }
    }

    /**
     * The tokens that the Secrets hold after these writes, by the label of the key; those that two Secrets hold differently
     * with the shorter life. What was not tried counts as made.
     */
    SortedMap<String, TokenUse> tokens(Collection<Write> writes) {
        Map<String, Write> bySecret = writes.stream()
                .filter(write -> !(write.change() instanceof DeleteSecret))
                .collect(Collectors.toMap(write -> write.change().name(), Function.identity()));
        SortedMap<String, TokenUse> tokens = new TreeMap<>();
        secrets.forEach(secret -> secret.held(bySecret.get(secret.name()))
                .forEach(use -> tokens.merge(use.key().label(), use, TokenUse::sooner)));
        return tokens;
    }
}
