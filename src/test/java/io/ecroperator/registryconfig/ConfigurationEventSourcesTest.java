package io.ecroperator.registryconfig;

import static io.ecroperator.registryconfig.ConfigurationObjects.replicates;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.ecroperator.access.Powers;
import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.aws.view.RegistryWatch.Periods;
import io.ecroperator.cache.SharedCache.NotKnownException;
import io.ecroperator.support.InMemoryEcr;
import io.ecroperator.support.InMemoryRegistries;
import io.ecroperator.support.VirtualClock;
import io.ecroperator.support.VirtualScheduler;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.controller.ControllerEventSource;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who the others are, of which a cache that is not whole tells only some: what these say is nobody's then. */
@SuppressWarnings("unchecked") // generic mocks
class ConfigurationEventSourcesTest {

    private final EcrRegistryConfiguration object = ConfigurationObjects.object("team-a", "one", replicates("team-a/"));
    private final ControllerEventSource<EcrRegistryConfiguration> informers = mock(ControllerEventSource.class);
    private final InformerHealthIndicator ofTeamB = mock(InformerHealthIndicator.class);
    private ConfigurationEventSources sources;

    @BeforeEach
    void start() {
        when(informers.list(any(Predicate.class))).thenAnswer(call -> Stream.of(object));
        when(informers.isRunning()).thenReturn(true);
        when(ofTeamB.hasSynced()).thenReturn(true);
        when(informers.informerHealthIndicators()).thenReturn(Map.of("team-b", ofTeamB));
        EventSourceContext<EcrRegistryConfiguration> context = mock(EventSourceContext.class);
        when(context.getPrimaryCache()).thenReturn(informers);
        VirtualClock clock = new VirtualClock();
        sources = new ConfigurationEventSources(InMemoryRegistries.of(
                new InMemoryEcr(clock),
                new Periods(Duration.ofMinutes(5), Duration.ofHours(1)),
                clock,
                new VirtualScheduler(clock),
                Powers.NONE));
        sources.of(context).forEach(EventSource::start);
    }

    @Test
    void shouldTellAllOnceEveryNamespaceHasBeenListed() {
        assertThat(sources.all()).containsExactly(object);
    }

    @Test
    void shouldNotTellWhileANamespaceWasNeverListed() {
        // When
        when(ofTeamB.hasSynced()).thenReturn(false);

        // Then
        assertThatThrownBy(sources::all).isInstanceOf(NotKnownException.class);
    }

    @Test
    void shouldNotTellWhenTheProcessStopsAndClearsOneNamespaceAfterTheOther() {
        // When
        when(informers.isRunning()).thenReturn(false);

        // Then
        assertThatThrownBy(sources::all).isInstanceOf(NotKnownException.class);
    }
}
