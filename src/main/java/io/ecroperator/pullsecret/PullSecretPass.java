package io.ecroperator.pullsecret;

import io.ecroperator.api.v1alpha1.EcrPullSecretSpec;
import io.ecroperator.cache.SharedCache.NotKnownException;
import io.ecroperator.pullsecret.PullSecretOutcome.Kept;
import io.ecroperator.pullsecret.PullSecretOutcome.Refused;
import io.ecroperator.pullsecret.PullSecretOutcome.TooEarly;
import io.ecroperator.pullsecret.PullSecretOutcome.Write;
import io.ecroperator.pullsecret.PullSecretResolution.Resolved;
import io.ecroperator.serviceaccount.ServiceAccountView;
import io.ecroperator.serviceaccount.ServiceAccountView.Reach;
import io.ecroperator.token.MintedToken;
import io.ecroperator.token.TokenFailures;
import io.ecroperator.token.TokenKey;
import io.ecroperator.token.TokenState;
import io.ecroperator.token.TokenStore;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One look at the Secrets of an object in a namespace: observe, plan, apply. Waits for no token; the store tells when there
 * is one.
 */
final class PullSecretPass {

    private final TokenStore tokens;
    private final PullSecretPlanner planner;
    private final ServiceAccountView serviceAccounts;
    private final ContestedSecrets contested;
    private final PullProofs proofs;
    private final NamedRegistries registries;
    private final Predicate<TokenKey> mintable;
    private final Clock clock;

    /** Makes passes; asks the store only for tokens that are {@code mintable}. */
    PullSecretPass(
            TokenStore tokens,
            PullSecretPlanner planner,
            ServiceAccountView serviceAccounts,
            ContestedSecrets contested,
            PullProofs proofs,
            NamedRegistries registries,
            Predicate<TokenKey> mintable,
            Clock clock) {
        this.tokens = tokens;
        this.planner = planner;
        this.serviceAccounts = serviceAccounts;
        this.contested = contested;
        this.proofs = proofs;
        this.registries = registries;
        this.mintable = mintable;
        this.clock = clock;
    }

    /**
     * Makes the pass.
     *
     * @param spec what the owner asks for there; null if that cannot be read
     * @param mark the value of the operator's label on the Secrets
     * @param existing the Secrets that the owner has there
     * @param written is shown what was written
     */
    PullSecretOutcome run(
            SecretOwner owner,
            EcrPullSecretSpec spec,
            String mark,
            List<ManagedSecret> existing,
            KubernetesClient client,
            WrittenSecrets written) {
        Function<String, RegistryAnswer> names = registries.forObject(owner.object());
        try {
            return switch (PullSecretResolver.resolve(owner.name(), spec, mark, names)) {
                case PullSecretResolution.Refused(var message) -> new Refused(message);
                case Resolved resolved -> run(owner, spec, resolved, existing, applier(client, written));
            };
        } catch (NotKnownException early) {
            return new TooEarly();
        }
    }

    private PullSecretOutcome run(
            SecretOwner owner,
            EcrPullSecretSpec spec,
            Resolved resolved,
            List<ManagedSecret> existing,
            PullSecretApplier applier) {
        return switch (serviceAccounts.reach(
                owner.namespace(), spec.secretName(owner.name()), spec.serviceAccounts())) {
            case Reach.Unknown unknown -> new TooEarly();
            case Reach.Attached attached -> keep(owner, spec, resolved, existing, applier, Optional.empty());
            case Reach.Lacking(var message) -> keep(owner, spec, resolved, existing, applier, Optional.of(message));
        };
    }

    PullSecretApplier applier(KubernetesClient client, WrittenSecrets written) {
        return new PullSecretApplier(client, written, contested);
    }

    private Kept keep(
            SecretOwner owner,
            EcrPullSecretSpec spec,
            Resolved resolved,
            List<ManagedSecret> existing,
            PullSecretApplier applier,
            Optional<String> unattached) {
        Instant now = clock.instant();
        List<DesiredSecret> desired = resolved.secrets();
        Map<TokenKey, TokenState> states = states(spec, resolved, planner.wanted(desired, existing, now));
        PullSecretPlan plan = planner.plan(desired, existing, states, now);
        List<Write> writes = applier.apply(owner, plan.changes());
        if (writes.stream().allMatch(Write::made)) {
            prove(PullQuestion.of(resolved, spec.probe()), plan.logins());
        }
        return new Kept(
                present(desired, existing, writes, plan.kept()),
                List.copyOf(plan.tokens(writes).values()),
                states,
                writes,
                unattached,
                plan.postponed(),
                desired.stream()
                        .map(DesiredSecret::name)
                        .filter(name -> contested.isContested(owner, name))
                        .findFirst());
    }

    /** Has the logins tried that the Secrets hold. */
    private void prove(List<PullQuestion> questions, Map<TokenKey, MintedToken> logins) {
        for (PullQuestion question : questions) {
            Optional.ofNullable(logins.get(question.key())).ifPresent(login -> proofs.ask(question, login.token()));
        }
    }

    private Map<TokenKey, TokenState> states(EcrPullSecretSpec spec, Resolved resolved, Set<TokenKey> wanted) {
        Map<TokenKey, TokenState> states = new HashMap<>();
        resolved.refusals().forEach((key, report) -> states.put(key, TokenState.refused(report)));
        resolved.secrets().stream()
                .flatMap(secret -> secret.keys().stream())
                .forEach(key -> states.computeIfAbsent(key, any -> state(spec, key, wanted.contains(key))));
        return states;
    }

    /** A region that nobody knows becomes no client and no meter, and asks no DNS. */
    private TokenState state(EcrPullSecretSpec spec, TokenKey key, boolean wanted) {
        if (!mintable.test(key)) {
            return TokenState.refused(TokenFailures.unknownRegion(
                    PullSource.fieldOf(key, spec), key.region().orElseThrow()));
        }
        return wanted ? tokens.request(key, planner.seed()) : tokens.peek(key);
    }

    /** The names of the Secrets of the spec that are there now. */
    private static List<String> present(
            List<DesiredSecret> desired, List<ManagedSecret> existing, List<Write> writes, List<String> kept) {
        Set<String> present = existing.stream().map(ManagedSecret::name).collect(Collectors.toSet());
        writes.stream().filter(Write::made).map(write -> write.change().name()).forEach(present::add);
        writes.stream().filter(Write::gone).map(write -> write.change().name()).forEach(present::remove);
        return Stream.concat(desired.stream().map(DesiredSecret::name).filter(present::contains), kept.stream())
                .toList();
    }
}
