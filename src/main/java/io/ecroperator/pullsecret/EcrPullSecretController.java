package io.ecroperator.pullsecret;

import io.ecroperator.api.v1alpha1.ClusterEcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrPullSecret;
import io.ecroperator.aws.AuthorizationApi;
import io.ecroperator.aws.AuthorizationSource;
import io.ecroperator.aws.PullApi;
import io.ecroperator.background.BackgroundAnswers.Threads;
import io.ecroperator.reference.Registries;
import io.ecroperator.runtime.ControllerRegistration;
import io.ecroperator.runtime.KindContext;
import io.ecroperator.serviceaccount.ServiceAccountView;
import io.ecroperator.token.TokenKey;
import io.ecroperator.token.TokenStore;
import io.fabric8.kubernetes.api.model.Namespace;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.processing.event.rate.LinearRateLimiter;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Collectors;

/** Registers the kinds EcrPullSecret and ClusterEcrPullSecret with the process. */
public final class EcrPullSecretController {

    /** Looks a second at one object or namespace: who else writes its Secrets, again and again, takes no more than that. */
    private static final int LOOKS = 10;

    /** Registries that are asked at a time: who writes many probes waits, and takes no more sockets than that. */
    private static final int PROOFS = 8;

    private EcrPullSecretController() {}

    /**
     * Both kinds, with a store of tokens and a timer that they share; ClusterEcrPullSecrets where the operator watches the whole
     * cluster. None calls AWS in a reconcile.
     *
     * @param source mints tokens, each on a thread of its own
     * @param pulls tries the tokens, where a spec asks for it
     * @param schedule for rotations and later tries; not closed here
     * @param serviceAccounts tells which ServiceAccounts have the Secrets
     */
    public static ControllerRegistration registration(
            KindContext context,
            Registries registries,
            AuthorizationSource source,
            PullApi pulls,
            ScheduledExecutorService schedule,
            ServiceAccountView serviceAccounts) {
        PullSecretParts parts = parts(context, registries, source, pulls, schedule, serviceAccounts);
        ControllerRegistration ofOneNamespace = ControllerRegistration.withoutAws(
                new EcrPullSecretReconciler(parts), EcrPullSecretController::configure);
        if (context.config().namespaces().isPresent()) {
            return ofOneNamespace;
        }
        PullSecretTargets targets = new PullSecretTargets();
        ControllerRegistration namespaces = ControllerRegistration.withoutAws(
                new PullSecretNamespaceReconciler(parts, targets), EcrPullSecretController::configureNamespaces);
        ControllerRegistration ofCluster = ControllerRegistration.withoutAws(
                new ClusterEcrPullSecretReconciler(parts, targets), EcrPullSecretController::configureCluster);
        return (operator, common) -> {
            ofOneNamespace.with(operator, common);
            namespaces.with(operator, common);
            ofCluster.with(operator, common);
        };
    }

    private static PullSecretParts parts(
            KindContext context,
            Registries registries,
            AuthorizationSource source,
            PullApi pulls,
            ScheduledExecutorService schedule,
            ServiceAccountView serviceAccounts) {
        Clock clock = context.clock();
        PullSecretMetrics metrics = new PullSecretMetrics(context.meters(), clock);
        ThreadFactory minting = Thread.ofVirtual().name("token-", 0).factory();
        TokenStore tokens = new TokenStore(
                key -> door(source, key).getAuthorizationToken(),
                metrics::minted,
                threads(context, schedule, Executors.newThreadPerTaskExecutor(minting)));
        ThreadFactory proving = Thread.ofVirtual().name("pull-proof-", 0).factory();
        PullProofs proofs =
                new PullProofs(pulls, threads(context, schedule, Executors.newFixedThreadPool(PROOFS, proving)));
        RotationTimer timer =
                new RotationTimer(schedule, clock, System::nanoTime, tokens::clockWentBack, context.heartbeats());
        timer.onWatch(metrics::show);
        timer.onWatch(proofs::forgetUnused);
        timer.onWatch(() -> {
            Set<TokenKey> used = tokens.forgetUnused();
            closeUnused(source, used);
            metrics.keepOnly(used);
        });
        timer.start();
        return new PullSecretParts(
                tokens,
                timer,
                new PullSecretPlanner(context.cluster().name()),
                serviceAccounts,
                new ContestedSecrets(clock),
                proofs,
                NamedRegistries.of(registries),
                key -> key.region().map(source::knows).orElse(true),
                context.attemptDelays(),
                context.events(),
                context.metrics(),
                metrics,
                clock);
    }

    private static Threads threads(KindContext context, ScheduledExecutorService schedule, Executor executor) {
        return new Threads(schedule, executor, context.clock(), context.random(), context.heartbeats());
    }

    /** What the controller of ClusterEcrPullSecret is called, and how often it looks: many namespaces are one reason. */
    private static void configureCluster(ControllerConfigurationOverrider<ClusterEcrPullSecret> overrider) {
        overrider.withName("clusterecrpullsecret").withRateLimiter(new LinearRateLimiter(Duration.ofSeconds(1), 2));
    }

    /** What the controller of the namespaces is called, and that labels make it look, and their end. */
    private static void configureNamespaces(ControllerConfigurationOverrider<Namespace> overrider) {
        overrider
                .withName("pullsecretnamespace")
                .withGenerationAware(false)
                .withTriggerReconcilerOnAllEvents(true)
                .withRateLimiter(new LinearRateLimiter(Duration.ofSeconds(1), LOOKS))
                .withOnUpdateFilter(PullSecretNamespaceReconciler::matters);
    }

    /** What the controller of EcrPullSecret is called, and that it is told of the end of objects, which have no finalizer. */
    private static void configure(ControllerConfigurationOverrider<EcrPullSecret> overrider) {
        overrider
                .withName("ecrpullsecret")
                .withTriggerReconcilerOnAllEvents(true)
                .withRateLimiter(new LinearRateLimiter(Duration.ofSeconds(1), LOOKS));
    }

    static AuthorizationApi door(AuthorizationSource source, TokenKey key) {
        return key.registry().isPresent()
                ? source.of(key.connection())
                : key.region().map(source::ofRegion).orElseGet(source::ofEcrPublic);
    }

    static void closeUnused(AuthorizationSource source, Set<TokenKey> used) {
        source.keepOnly(
                used.stream()
                        .filter(key -> key.registry().isEmpty())
                        .flatMap(key -> key.region().stream())
                        .collect(Collectors.toSet()),
                used.contains(TokenKey.PUBLIC),
                used.stream()
                        .filter(key -> key.registry().isPresent())
                        .map(TokenKey::connection)
                        .collect(Collectors.toSet()));
    }
}
