package io.ecroperator.pullsecret;

import io.ecroperator.aws.ConnectionSpec.AssumedRole;
import io.ecroperator.aws.ConnectionSpec.Credentials;
import io.ecroperator.aws.RegistryToken;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.background.BackgroundAnswers.Threads;
import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.support.VirtualClock;
import io.ecroperator.support.VirtualScheduler;
import io.ecroperator.token.TokenKey;
import io.ecroperator.token.TokenState;
import io.ecroperator.token.TokenStore;
import io.ecroperator.token.Tokens;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** AWS, some objects with their Secrets, and an operator, on a time that the test moves. AWS's clock is right. */
final class RotationWorld {

    private static final String SPEC = """
            registries:
              - {region: eu-central-1, accountIds: ["123456789012"]}
              - {region: us-east-1, accountIds: ["123456789012"]}
              - {public: true}
              - {registryRef: {name: prod}}
            """;

    private final VirtualClock truth = new VirtualClock();
    private final Clock ours = new OurClock();
    private final RegistriesStub registries = new RegistriesStub();
    private final PullSecretPlanner planner = new PullSecretPlanner("property");
    private final Map<ResourceID, PullSecrets> targets = new LinkedHashMap<>();
    private Duration offset = Duration.ZERO;
    private AwsFailure.Kind failure;
    private VirtualScheduler process;
    private TokenStore store;
    private RotationTimer timer;
    private int mints;
    private int writes;

    /** Starts the operator. */
    RotationWorld(int targetCount) {
        registries.add("prod", RegistriesStub.TOKYO);
        startOperator();
        for (int number = 0; number < targetCount; number++) {
            addTarget();
        }
    }

    /** A namespace more. */
    void addTarget() {
        ResourceID id = new ResourceID("target-" + targets.size(), "team");
        targets.put(id, new PullSecrets(id.getName()));
        reconcile(id);
    }

    /** A process that knows nothing, in place of the one before. */
    void startOperator() {
        stopOperator();
        process = new VirtualScheduler(truth);
        store = new TokenStore(
                this::mint,
                (key, outcome) -> {},
                new Threads(process, process, ours, new Random(7), Heartbeats.unwatched()));
        timer = new RotationTimer(
                process,
                ours,
                () -> Duration.between(Instant.EPOCH, truth.instant()).toNanos(),
                store::clockWentBack,
                Heartbeats.unwatched());
        store.usedBy(() -> Set.copyOf(keys()));
        store.onChange(keys -> List.copyOf(targets.keySet()).forEach(this::reconcile));
        timer.onDue(this::reconcile);
        timer.start();
        List.copyOf(targets.keySet()).forEach(this::reconcile);
    }

    void stopOperator() {
        if (process != null) {
            process.shutdown();
        }
    }

    /** Lets a time pass, with the operator at work unless it was stopped. */
    void pass(Duration time) {
        if (process.isShutdown()) {
            truth.pass(time);
        } else {
            process.pass(time);
        }
    }

    /** Sets our clock, to so much before or after AWS's. */
    void setClock(Duration newOffset) {
        offset = newOffset;
    }

    /** AWS answers so from now on; null for tokens. */
    void awsFails(AwsFailure.Kind kind) {
        failure = kind;
    }

    void deleteSecretOf(int number) {
        ResourceID id = List.copyOf(targets.keySet()).get(number % targets.size());
        targets.get(id).secrets().clear();
        reconcile(id);
    }

    Instant now() {
        return truth.instant();
    }

    int mints() {
        return mints;
    }

    int writes() {
        return writes;
    }

    /** What the Secrets lack: a line for every host without a login that AWS accepts now. */
    List<String> deadLogins() {
        return targets.entrySet().stream()
                .flatMap(target -> keys().stream()
                        .filter(key -> !isAlive(target.getValue(), key))
                        .map(key -> target.getKey().getName() + " " + key.label()))
                .toList();
    }

    private List<TokenKey> keys() {
        TokenKey prod = TokenKey.ofRegistry(
                "prod", registries.get("prod", Optional.empty()).connection().orElseThrow());
        return List.of(PullSecrets.EU, PullSecrets.US, TokenKey.PUBLIC, prod);
    }

    /** The EcrRegistry has another identity. */
    void editRegistry(int role) {
        registries.add(
                "prod",
                RegistriesStub.TOKYO.withCredentials(
                        Credentials.ambient().thenAssume(AssumedRole.of("arn:aws:iam::444455556666:role/" + role))));
        List.copyOf(targets.keySet()).forEach(this::reconcile);
    }

    private boolean isAlive(PullSecrets target, TokenKey key) {
        return target.existing().stream()
                .flatMap(secret -> secret.token(key).stream())
                .anyMatch(token -> truth.instant().isBefore(token.token().expiresAt()));
    }

    private RegistryToken mint(TokenKey key) {
        if (failure != null) {
            throw new AwsException(new AwsFailure(failure, "GetAuthorizationToken", failure.name(), "no", null), null);
        }
        mints = mints + 1;
        return Tokens.token("token-" + mints, truth.instant().plus(Tokens.LIFE));
    }

    /** As the reconciler does it. */
    private void reconcile(ResourceID id) {
        if (process.isShutdown()) {
            return;
        }
        PullSecrets target = targets.get(id);
        List<DesiredSecret> desired = target.resolved(SPEC, registries).secrets();
        List<ManagedSecret> existing = target.existing();
        Set<TokenKey> wanted = planner.wanted(desired, existing, ours.instant());
        Map<TokenKey, TokenState> states = new HashMap<>(desired.stream()
                .flatMap(secret -> secret.keys().stream())
                .collect(Collectors.toMap(
                        key -> key,
                        key -> wanted.contains(key) ? store.request(key, planner.seed()) : store.peek(key))));
        PullSecretPlan plan = planner.plan(desired, existing, states, ours.instant());
        writes = writes + plan.changes().size();
        target.apply(plan);
        planner.nextLook(plan.tokens(List.of()).values()).ifPresent(at -> timer.at(id, at));
    }

    private final class OurClock extends Clock {

        @Override
        public Instant instant() {
            return truth.instant().plus(offset);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
