package io.ecroperator.pullsecret;

import io.ecroperator.api.v1alpha1.ClusterEcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrPullSecret;
import io.ecroperator.aws.AuthorizationApi;
import io.ecroperator.aws.AuthorizationSource;
import io.ecroperator.aws.PullApi;
import io.ecroperator.background.BackgroundAnswers.Threads;
import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.reference.Registries;
import io.ecroperator.runtime.AttemptDelays;
import io.ecroperator.runtime.ControllerRegistration;
import io.ecroperator.runtime.OperatorConfig;
import io.ecroperator.runtime.OperatorMetrics;
import io.ecroperator.runtime.events.EventRecorder;
import io.ecroperator.serviceaccount.ServiceAccountView;
import io.ecroperator.token.TokenKey;
import io.ecroperator.token.TokenStore;
import io.fabric8.kubernetes.api.model.Namespace;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.processing.event.rate.LinearRateLimiter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;

/** Registers the kinds EcrPullSecret and ClusterEcrPullSecret with the process, if the operator is to serve them. */
@ApplicationScoped
public class EcrPullSecretController {

    /** Looks a second at one object or namespace: who else writes its Secrets, again and again, takes no more than that. */
    private static final int LOOKS = 10;

    /** Registries that are asked at a time: who writes many probes waits, and takes no more sockets than that. */
    private static final int PROOFS = 8;

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

    /**
     * Both kinds, with a store of tokens and a timer that they share.
     *
     * @param source mints tokens, each on a thread of its own
     * @param pulls tries the tokens, where a spec asks for it
     * @param schedule for rotations and later tries
     * @param heartbeats show whether the schedule lives
     * @param serviceAccounts tells which ServiceAccounts have the Secrets
     * @param registries what the names of EcrRegistries lead to
     * @param clock of rotation, which may be set
     */
    public static Kinds kinds(
            AuthorizationSource source,
            PullApi pulls,
            ScheduledExecutorService schedule,
            Heartbeats heartbeats,
            String clusterName,
            ServiceAccountView serviceAccounts,
            Registries registries,
            EventRecorder events,
            OperatorMetrics metrics,
            MeterRegistry meters,
            Clock clock) {
        PullSecretMetrics pullSecretMetrics = new PullSecretMetrics(meters, clock);
        TokenStore tokens = new TokenStore(
                key -> door(source, key).getAuthorizationToken(),
                pullSecretMetrics::minted,
                new Threads(
                        schedule,
                        Executors.newThreadPerTaskExecutor(
                                Thread.ofVirtual().name("token-", 0).factory()),
                        clock,
                        new Random(),
                        heartbeats));
        PullProofs proofs = new PullProofs(
                pulls,
                new Threads(
                        schedule,
                        Executors.newFixedThreadPool(
                                PROOFS,
                                Thread.ofVirtual().name("pull-proof-", 0).factory()),
                        clock,
                        new Random(),
                        heartbeats));
        RotationTimer timer = new RotationTimer(schedule, clock, System::nanoTime, tokens::clockWentBack, heartbeats);
        timer.onWatch(pullSecretMetrics::show);
        timer.onWatch(proofs::forgetUnused);
        timer.onWatch(() -> {
            Set<TokenKey> used = tokens.forgetUnused();
            closeUnused(source, used);
            pullSecretMetrics.keepOnly(used);
        });
        timer.start();
        return new Kinds(new PullSecretParts(
                tokens,
                timer,
                new PullSecretPlanner(clusterName),
                serviceAccounts,
                new ContestedSecrets(clock),
                proofs,
                NamedRegistries.of(registries),
                key -> key.region().map(source::knows).orElse(true),
                new AttemptDelays(new Random()),
                events,
                metrics,
                pullSecretMetrics,
                clock));
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

    /** The kinds. None calls AWS in a reconcile. */
    public static final class Kinds {

        private final PullSecretParts parts;

        private Kinds(PullSecretParts parts) {
            this.parts = parts;
        }

        /** EcrPullSecret. */
        public ControllerRegistration ofOneNamespace() {
            return ControllerRegistration.withoutAws(
                    new EcrPullSecretReconciler(parts), EcrPullSecretController::configure);
        }

        /** What a ClusterEcrPullSecret asks for, namespace by namespace, and its status. */
        public ControllerRegistration ofCluster() {
            PullSecretTargets targets = new PullSecretTargets();
            ControllerRegistration namespaces = ControllerRegistration.withoutAws(
                    new PullSecretNamespaceReconciler(parts, targets), EcrPullSecretController::configureNamespaces);
            ControllerRegistration status = ControllerRegistration.withoutAws(
                    new ClusterEcrPullSecretReconciler(parts, targets), EcrPullSecretController::configureCluster);
            return (operator, common) -> {
                namespaces.with(operator, common);
                status.with(operator, common);
            };
        }
    }

    @Produces
    @Singleton
    ControllerRegistration pullSecretRegistration(
            AuthorizationSource source,
            PullApi pulls,
            OperatorConfig config,
            Heartbeats heartbeats,
            ServiceAccountView serviceAccounts,
            Registries registries,
            EventRecorder events,
            OperatorMetrics metrics,
            MeterRegistry meters,
            Clock clock) {
        if (!config.pullSecrets().enabled()) {
            return (operator, common) -> {};
        }
        Kinds kinds = kinds(
                source,
                pulls,
                schedule(),
                heartbeats,
                config.clusterName().orElse(""),
                serviceAccounts,
                registries,
                events,
                metrics,
                meters,
                clock);
        ControllerRegistration one = kinds.ofOneNamespace();
        if (config.namespaces().isPresent()) {
            return one;
        }
        ControllerRegistration cluster = kinds.ofCluster();
        return (operator, common) -> {
            one.with(operator, common);
            cluster.with(operator, common);
        };
    }

    /** Dies with the process: what it runs is of no use without it. */
    private static ScheduledExecutorService schedule() {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("rotation").factory());
    }
}
