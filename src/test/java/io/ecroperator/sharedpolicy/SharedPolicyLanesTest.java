package io.ecroperator.sharedpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.attachment.DeclaredRepositories;
import io.ecroperator.attachment.PolicyObjects;
import io.ecroperator.aws.view.RegistryWatch.Periods;
import io.ecroperator.lifecycle.EcrLifecyclePolicyReconciler;
import io.ecroperator.ownership.Cluster;
import io.ecroperator.runtime.AttemptDelays;
import io.ecroperator.runtime.Lanes;
import io.ecroperator.runtime.OperatorMetrics;
import io.ecroperator.runtime.events.EventRecorder;
import io.ecroperator.support.InMemoryEcr;
import io.ecroperator.support.InMemoryRegistries;
import io.ecroperator.support.PowersOf;
import io.ecroperator.support.VirtualClock;
import io.ecroperator.support.VirtualScheduler;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A policy that reaches repositories by name waits for a lane of its account; one that does not, calls nobody. */
class SharedPolicyLanesTest {

    private static final String OWN_ACCOUNT = "";
    private static final ResourceID ANOTHER = new ResourceID("another", "team");
    private static final EcrLifecyclePolicy PATTERNS =
            PolicyObjects.policy("patterns", "repositoryNamePatterns: [cache/*], " + PolicyObjects.KEEP_10);
    private static final EcrLifecyclePolicy SELECTOR =
            PolicyObjects.policy("selector", "repositorySelector: {}, " + PolicyObjects.KEEP_10);

    private final VirtualClock clock = new VirtualClock();
    private final Lanes lanes = new Lanes(1);

    /** Which EcrRepositories there are is not known yet, which a reconcile finds out at its beginning. */
    private final EcrLifecyclePolicyReconciler reconciler = new EcrLifecyclePolicyReconciler(
            InMemoryRegistries.of(
                    new InMemoryEcr(clock),
                    new Periods(Duration.ofMinutes(5), Duration.ofHours(1)),
                    clock,
                    new VirtualScheduler(clock),
                    PowersOf.ALL_NAMESPACES),
            new DeclaredRepositories(),
            Cluster.of("prod", "0f1e2d3c-0000-4000-8000-000000000001"),
            lanes,
            new AttemptDelays(new Random(1)),
            EventRecorder.silent(),
            new OperatorMetrics(new SimpleMeterRegistry()),
            clock);

    @BeforeEach
    void severalAccounts() {
        lanes.run("111122223333", ANOTHER, any -> {}, () -> "so that one account may not have all threads");
    }

    @Test
    void shouldNotBeginWhereTheAccountHasNoLane() {
        // When / Then
        assertThat(begins(PATTERNS)).isTrue();
        assertThat(whileTheAccountIsBusy(() -> begins(PATTERNS))).isFalse();
        assertThat(whileTheAccountIsBusy(() -> begins(SELECTOR))).isTrue();
    }

    @Test
    void shouldNotBeginADeletionEither() {
        // When / Then
        assertThat(beginsToDelete(PATTERNS)).isTrue();
        assertThat(whileTheAccountIsBusy(() -> beginsToDelete(PATTERNS))).isFalse();
    }

    private <T> T whileTheAccountIsBusy(Supplier<T> step) {
        return lanes.run(OWN_ACCOUNT, ANOTHER, any -> {}, step).orElseThrow();
    }

    /** One that has begun comes back by itself, since it cannot go on yet. */
    private boolean begins(EcrLifecyclePolicy policy) {
        return reconciler.reconcile(policy, null).getScheduleDelay().isPresent();
    }

    private boolean beginsToDelete(EcrLifecyclePolicy policy) {
        Optional<Long> again =
                reconciler.cleanup(PolicyObjects.deleted(policy), null).getScheduleDelay();
        return again.isPresent();
    }
}
