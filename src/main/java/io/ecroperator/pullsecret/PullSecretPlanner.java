package io.ecroperator.pullsecret;

import io.ecroperator.aws.RegistryToken;
import io.ecroperator.pullsecret.PullSecretChange.CreateSecret;
import io.ecroperator.pullsecret.PullSecretChange.DeleteSecret;
import io.ecroperator.pullsecret.PullSecretChange.ReplaceSecret;
import io.ecroperator.pullsecret.PullSecretChange.SecretContent;
import io.ecroperator.pullsecret.PullSecretChange.UpdateSecret;
import io.ecroperator.pullsecret.PullSecretPlan.SecretUse;
import io.ecroperator.pullsecret.PullSecretPlan.TokenUse;
import io.ecroperator.token.MintedToken;
import io.ecroperator.token.TokenKey;
import io.ecroperator.token.TokenLife;
import io.ecroperator.token.TokenState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides which token goes into which Secret. A token in a Secret stays until it is due, so that a restart, which knows no
 * tokens, changes nothing. Pure.
 *
 * @param seed spreads the rotations of several clusters over time
 */
record PullSecretPlanner(String seed) {

    /** The keys for which a new token is wanted. */
    Set<TokenKey> wanted(List<DesiredSecret> desired, Collection<ManagedSecret> existing, Instant now) {
        Set<TokenKey> wanted = new HashSet<>();
        for (DesiredSecret secret : desired) {
            wanted.addAll(due(secret, held(secret, find(secret, existing)), now));
        }
        return wanted;
    }

    /**
     * The plan.
     *
     * @param existing the Secrets of this object
     * @param states what the store knows of every key
     */
    PullSecretPlan plan(
            List<DesiredSecret> desired,
            Collection<ManagedSecret> existing,
            Map<TokenKey, TokenState> states,
            Instant now) {
        List<PullSecretChange> changes = new ArrayList<>();
        List<SecretUse> uses = new ArrayList<>();
        Map<TokenKey, MintedToken> logins = new HashMap<>();
        Set<TokenKey> missing =
                states.keySet().stream().filter(TokenKey::isOfMissingRegistry).collect(Collectors.toSet());
        boolean postponed = false;
        boolean complete = true;
        for (DesiredSecret each : desired) {
            Optional<ManagedSecret> before = find(each, existing);
            DesiredSecret secret = each.keeping(missing, before);
            Map<TokenKey, MintedToken> held = held(secret, before);
            boolean wait = secret.keys().stream().anyMatch(key -> states.getOrDefault(key, TokenState.UNKNOWN)
                    .arriving());
            Map<TokenKey, MintedToken> chosen = wait ? held : choose(secret, held, states, now);
            logins.putAll(chosen);
            uses.add(new SecretUse(secret.name(), uses(secret, held, now), uses(secret, chosen, now)));
            Optional<PullSecretChange> change = wait ? Optional.empty() : change(secret, before, chosen);
            change.ifPresent(changes::add);
            postponed = postponed || wait;
            complete = complete && (before.isPresent() || change.isPresent());
        }
        List<ManagedSecret> leftovers = leftovers(desired, existing);
        List<ManagedSecret> kept =
                leftovers.stream().filter(secret -> secret.isOnlyOf(missing)).toList();
        uses.addAll(uses(missing, kept, logins, now));
        if (complete && !postponed) {
            leftovers.stream()
                    .filter(secret -> !kept.contains(secret))
                    .map(DeleteSecret::new)
                    .forEach(changes::add);
        }
        return new PullSecretPlan(
                changes,
                postponed,
                uses,
                logins,
                kept.stream().map(ManagedSecret::name).toList());
    }

    /** What is there and no longer asked for. It goes after its successors have come, so that nobody is left with neither. */
    private static List<ManagedSecret> leftovers(List<DesiredSecret> desired, Collection<ManagedSecret> existing) {
        Set<String> names = desired.stream().map(DesiredSecret::name).collect(Collectors.toSet());
        return existing.stream()
                .filter(secret -> !names.contains(secret.name()))
                .toList();
    }

    /**
     * Where the keys of EcrRegistries that are not there still have tokens: in Secrets that stay as they are, since nobody knows
     * what they would have to be; nowhere, if not there and in no login either.
     */
    private List<SecretUse> uses(
            Set<TokenKey> missing, List<ManagedSecret> kept, Map<TokenKey, MintedToken> logins, Instant now) {
        List<SecretUse> uses = new ArrayList<>();
        for (TokenKey key : missing) {
            List<SecretUse> ofKey = kept.stream()
                    .filter(secret -> secret.hostOf(key).isPresent())
                    .map(secret -> SecretUse.unchanged(
                            secret.name(),
                            use(
                                    key,
                                    secret.token(key)
                                            .filter(token -> secret.isIntact())
                                            .orElse(null),
                                    now)))
                    .toList();
            uses.addAll(ofKey);
            if (ofKey.isEmpty() && !logins.containsKey(key)) {
                uses.add(SecretUse.unchanged("", use(key, null, now)));
            }
        }
        return uses;
    }

    /** When a token is due. */
    Instant rotateAt(TokenLife life) {
        return life.rotateAt(seed);
    }

    /**
     * When to look again although nothing happens: when the first token is due, or, where one is overdue, expires. The
     * store tells of new tokens by itself.
     */
    Optional<Instant> nextLook(Collection<TokenUse> tokens) {
        return tokens.stream()
                .filter(use -> use.life() != null)
                .map(use -> use.due() ? use.life().expiresAt() : rotateAt(use.life()))
                .min(Comparator.naturalOrder());
    }

    /** The keys for which the Secret takes a new token: if one is due or missing, also those that are due soon. */
    private Set<TokenKey> due(DesiredSecret secret, Map<TokenKey, MintedToken> held, Instant now) {
        boolean any = secret.keys().stream()
                .anyMatch(key -> !holds(held, key) || held.get(key).life().isDue(now, seed));
        return any
                ? secret.keys().stream()
                        .filter(key -> !holds(held, key) || held.get(key).life().isDueSoon(now, seed))
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private static boolean holds(Map<TokenKey, MintedToken> held, TokenKey key) {
        return held.containsKey(key) && held.get(key).isOf(key);
    }

    private Map<TokenKey, MintedToken> choose(
            DesiredSecret secret, Map<TokenKey, MintedToken> held, Map<TokenKey, TokenState> states, Instant now) {
        Set<TokenKey> due = due(secret, held, now);
        Map<TokenKey, MintedToken> chosen = new HashMap<>();
        secret.keys().forEach(key -> choose(
                        key,
                        Optional.ofNullable(held.get(key)),
                        due.contains(key),
                        states.getOrDefault(key, TokenState.UNKNOWN),
                        now)
                .ifPresent(token -> chosen.put(key, token)));
        return chosen;
    }

    private static Optional<MintedToken> choose(
            TokenKey key, Optional<MintedToken> held, boolean due, TokenState state, Instant now) {
        Optional<MintedToken> minted =
                state.token().filter(token -> !token.life().isExpired(now));
        if (state.replacesAll() && minted.isPresent()) {
            return minted;
        }
        return held.filter(token -> !due).or(() -> Stream.concat(minted.stream(), held.stream())
                .filter(token -> !token.life().isExpired(now))
                .max(Comparator.comparing((MintedToken token) -> token.isOf(key))
                        .thenComparing(token -> token.token().expiresAt())));
    }

    private List<TokenUse> uses(DesiredSecret secret, Map<TokenKey, MintedToken> tokens, Instant now) {
        return secret.keys().stream().map(key -> use(key, tokens.get(key), now)).toList();
    }

    private TokenUse use(TokenKey key, MintedToken token, Instant now) {
        return token == null
                ? new TokenUse(key, null, true)
                : new TokenUse(
                        key, token.life(), !token.isOf(key) || token.life().isDue(now, seed));
    }

    private static Optional<ManagedSecret> find(DesiredSecret secret, Collection<ManagedSecret> existing) {
        return existing.stream()
                .filter(each -> each.name().equals(secret.name()))
                .findFirst();
    }

    /**
     * The tokens that the Secret holds, if nobody has edited them. One of an identity that the EcrRegistry had before counts, if it
     * opens a host that is still asked for: it holds until there is another.
     */
    private static Map<TokenKey, MintedToken> held(DesiredSecret secret, Optional<ManagedSecret> before) {
        Map<TokenKey, MintedToken> held = new HashMap<>();
        before.filter(ManagedSecret::isIntact)
                .ifPresent(existing -> secret.keys().forEach(key -> existing.token(key)
                        .filter(token -> token.isOf(key)
                                || existing.hostOf(key)
                                        .filter(host -> secret.hosts().containsKey(host))
                                        .isPresent())
                        .ifPresent(token -> held.put(key, token))));
        return held;
    }

    private static Optional<PullSecretChange> change(
            DesiredSecret secret, Optional<ManagedSecret> before, Map<TokenKey, MintedToken> tokens) {
        // An edited Secret may still hold good logins: it is emptied only if we know that they have expired.
        boolean worthWriting = !tokens.isEmpty()
                || (before.filter(ManagedSecret::isIntact).isPresent()
                        && secret.shape().mayBeEmpty());
        if (!worthWriting) {
            return Optional.empty();
        }
        SecretContent content = content(secret, tokens);
        if (before.isEmpty()) {
            return Optional.of(new CreateSecret(content));
        }
        ManagedSecret existing = before.get();
        if (!content.type().equals(existing.secret().getType())
                || Boolean.TRUE.equals(existing.secret().getImmutable())) {
            return Optional.of(new ReplaceSecret(content, existing));
        }
        boolean intact = existing.isIntact();
        boolean equal = intact
                && existing.record().filter(content.record()::equals).isPresent()
                && ManagedSecret.labels(existing.secret())
                        .entrySet()
                        .containsAll(content.labels().entrySet())
                && ManagedSecret.annotations(existing.secret())
                        .entrySet()
                        .containsAll(secret.allAnnotations().entrySet());
        return equal ? Optional.empty() : Optional.of(new UpdateSecret(content, existing, !intact));
    }

    private static SecretContent content(DesiredSecret secret, Map<TokenKey, MintedToken> tokens) {
        Map<TokenKey, RegistryToken> values = tokens.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, token -> token.getValue().token()));
        Map<String, String> data = secret.data(values);
        SortedMap<String, SecretRecord.Entry> entries = new TreeMap<>();
        tokens.forEach((key, token) -> entries.put(key.label(), SecretRecord.Entry.of(secret.hostOf(key), token)));
        Map<String, String> annotations = new TreeMap<>(secret.allAnnotations());
        SecretRecord record = new SecretRecord(
                entries,
                SecretRecord.digest(data),
                List.copyOf(data.keySet()),
                List.copyOf(secret.allLabels().keySet()),
                List.copyOf(annotations.keySet()));
        annotations.put(SecretRecord.ANNOTATION, record.text());
        return new SecretContent(secret.name(), secret.shape().type(), data, secret.allLabels(), annotations, record);
    }
}
