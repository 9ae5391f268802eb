package io.ecroperator.pullsecret;

import io.ecroperator.api.v1alpha1.EcrPullSecret;
import io.ecroperator.pullsecret.PullSecretOutcome.Kept;
import io.ecroperator.pullsecret.PullSecretOutcome.Write;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One look at the Secrets of an object: observe, plan, apply. Waits for no token; the store tells when there is one. */
final class PullSecretPass {

    private final TokenStore tokens;
    private final PullSecretEventSources sources;
    private final PullSecretPlanner planner;
    private final Clock clock;

    PullSecretPass(TokenStore tokens, PullSecretEventSources sources, PullSecretPlanner planner, Clock clock) {
        this.tokens = tokens;
        this.sources = sources;
        this.planner = planner;
        this.clock = clock;
    }

    Kept run(EcrPullSecret object, List<DesiredSecret> desired, KubernetesClient client) {
        Instant now = clock.instant();
        List<ManagedSecret> existing = sources.secretsOf(object);
        Set<TokenKey> wanted = planner.wanted(desired, existing, now);
        Map<TokenKey, TokenState> states = new HashMap<>();
        desired.stream()
                .flatMap(secret -> secret.keys().stream())
                .distinct()
                .forEach(key -> states.put(
                        key, wanted.contains(key) ? tokens.request(key, planner.seedOf(key)) : tokens.peek(key)));
        PullSecretPlan plan = planner.plan(desired, existing, states, now);
        List<Write> writes = new PullSecretApplier(client, sources).apply(object, plan.changes());
        return new Kept(
                present(desired, existing, writes), List.copyOf(plan.tokens().values()), states, writes);
    }

    /** The names of the Secrets of the spec that are there now. */
    private static List<String> present(List<DesiredSecret> desired, List<ManagedSecret> existing, List<Write> writes) {
        Set<String> present = existing.stream().map(ManagedSecret::name).collect(Collectors.toSet());
        writes.stream().filter(Write::made).map(write -> write.change().name()).forEach(present::add);
        return desired.stream()
                .map(DesiredSecret::name)
                .filter(present::contains)
                .toList();
    }
}
