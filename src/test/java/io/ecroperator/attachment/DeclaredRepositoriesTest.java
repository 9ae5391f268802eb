package io.ecroperator.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.aws.view.RegistryWatch.Periods;
import io.ecroperator.cache.SharedCache.NotKnownException;
import io.ecroperator.lifecycle.EcrLifecyclePolicyReconciler;
import io.ecroperator.ownership.Cluster;
import io.ecroperator.reference.Registries;
import io.ecroperator.runtime.AttemptDelays;
import io.ecroperator.runtime.Lanes;
import io.ecroperator.runtime.OperatorMetrics;
import io.ecroperator.runtime.events.EventRecorder;
import io.ecroperator.support.InMemoryEcr;
import io.ecroperator.support.InMemoryRegistries;
import io.ecroperator.support.PowersOf;
import io.ecroperator.support.VirtualClock;
import io.ecroperator.support.VirtualScheduler;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.javaoperatorsdk.operator.processing.event.source.controller.ControllerEventSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeclaredRepositoriesTest {

    private static final String INDEX = "byName";

    private final EcrRepository api = repository("squad: a", "", "");
    private final List<EcrRepository> told = new ArrayList<>();
    private final DeclaredRepositories declared = new DeclaredRepositories();

    @SuppressWarnings("unchecked") // a generic mock
    private final ControllerEventSource<EcrRepository> informers = mock(ControllerEventSource.class);

    private final InformerHealthIndicator health = mock(InformerHealthIndicator.class);
    private final EventSource<Void, EcrRepository> source = declared.source(controller(), INDEX);

    @Test
    void shouldNotTakeARepositoryForUndeclaredBeforeTheCacheIsFilled() {
        assertNothingIsKnown();
    }

    @Test
    void shouldNotTakeARepositoryForUndeclaredWhenTheListNeverCame() {
        // Given
        when(health.hasSynced()).thenReturn(false);
        holds();

        // When
        source.start();

        // Then
        assertNothingIsKnown();
    }

    @Test
    void shouldNotTakeARepositoryForUndeclaredWhenTheCacheIsClearedWhileItIsAsked() {
        // Given
        source.start();
        when(informers.isRunning()).thenReturn(false);
        holds();

        // Then
        assertNothingIsKnown();
    }

    @Test
    void shouldTellWhatIsDeclaredOnceTheCacheIsFilled() {
        // Given
        List<String> known = new ArrayList<>();
        declared.onKnown(() -> known.add("known"));

        // When
        source.start();

        // Then
        assertThat(known).containsExactly("known");
        assertThat(declared.in("team")).containsExactly(api);
        assertThat(declared.isDeclared("api", any -> true)).isTrue();
        assertThat(declared.isDeclared("web", any -> true)).isFalse();
    }

    @Test
    void shouldKnowNothingAnyMoreWhenTheControllerStopped() {
        // Given
        source.start();

        // When
        source.stop();

        // Then
        assertNothingIsKnown();
    }

    @Test
    @SuppressWarnings("unchecked") // the source is one
    void shouldTellOfWhatCanMatterToAPolicy() {
        // Given
        declared.onChange(told::add);
        ResourceEventAware<EcrRepository> informer = (ResourceEventAware<EcrRepository>) source;
        EcrRepository annotated = repository("squad: a", "", "");
        annotated.getMetadata().setAnnotations(Map.of("any", "thing"));
        EcrRepository labelled = repository("squad: b", "", "");
        EcrRepository edited = repository("squad: a", "", "");
        edited.getMetadata().setGeneration(2L);
        EcrRepository attached = repository("squad: a", "", "observedGeneration: 1");

        // When
        informer.onResourceCreated(api);
        informer.onResourceUpdated(annotated, api);
        informer.onResourceUpdated(labelled, api);
        informer.onResourceUpdated(edited, api);
        informer.onResourceUpdated(attached, api);
        informer.onResourceDeleted(api);

        // Then
        assertThat(told).containsExactly(api, labelled, edited, attached, api);
    }

    @Test
    void shouldNotLetAPolicyTouchEcrBeforeItIsKnownWhatIsDeclared() {
        // Given
        VirtualClock clock = new VirtualClock();
        InMemoryEcr ecr = new InMemoryEcr(clock);
        ecr.put("cache/debian", Map.of());
        Periods periods = new Periods(Duration.ofMinutes(5), Duration.ofHours(1));
        Registries registries =
                InMemoryRegistries.of(ecr, periods, clock, new VirtualScheduler(clock), PowersOf.ALL_NAMESPACES);
        Cluster cluster = Cluster.of("prod", "0f1e2d3c-0000-4000-8000-000000000001");
        EcrLifecyclePolicyReconciler reconciler = new EcrLifecyclePolicyReconciler(
                registries,
                declared,
                cluster,
                new Lanes(8),
                new AttemptDelays(new Random(1)),
                EventRecorder.silent(),
                new OperatorMetrics(new SimpleMeterRegistry()),
                clock);
        EcrLifecyclePolicy policy =
                PolicyObjects.policy("cached", "repositoryNamePatterns: [cache/*], " + PolicyObjects.KEEP_10);

        // When
        UpdateControl<EcrLifecyclePolicy> kept = reconciler.reconcile(policy, null);
        DeleteControl deleted = reconciler.cleanup(PolicyObjects.deleted(policy), null);

        // Then
        assertThat(kept.isNoUpdate()).isTrue();
        assertThat(kept.getScheduleDelay()).contains(Duration.ofMinutes(1).toMillis());
        assertThat(deleted.isRemoveFinalizer()).isFalse();
        assertThat(deleted.getScheduleDelay()).contains(Duration.ofMinutes(1).toMillis());
        assertThat(ecr.drainCalls()).isEmpty();
    }

    private static EcrRepository repository(String labels, String spec, String status) {
        return PolicyObjects.repository("api", labels, spec, status);
    }

    private void assertNothingIsKnown() {
        assertThatThrownBy(() -> declared.isDeclared("api", any -> true)).isInstanceOf(NotKnownException.class);
        assertThatThrownBy(() -> declared.in("team")).isInstanceOf(NotKnownException.class);
    }

    private void holds(EcrRepository... objects) {
        when(informers.list("team")).thenAnswer(call -> Stream.of(objects));
        when(informers.byIndex(INDEX, "api")).thenReturn(List.of(objects));
    }

    @SuppressWarnings("unchecked") // a generic mock
    private EventSourceContext<EcrRepository> controller() {
        when(informers.isRunning()).thenReturn(true);
        when(health.hasSynced()).thenReturn(true);
        when(informers.informerHealthIndicators()).thenReturn(Map.of("", health));
        holds(api);
        EventSourceContext<EcrRepository> context = mock(EventSourceContext.class);
        when(context.getPrimaryCache()).thenReturn(informers);
        return context;
    }
}
