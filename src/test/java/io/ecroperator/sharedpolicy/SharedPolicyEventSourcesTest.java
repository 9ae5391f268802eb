package io.ecroperator.sharedpolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.ecroperator.access.Powers;
import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.SharedPolicyStatus;
import io.ecroperator.attachment.DeclaredRepositories;
import io.ecroperator.attachment.PolicyKind;
import io.ecroperator.attachment.PolicyObjects;
import io.ecroperator.aws.view.RegistryWatch.Periods;
import io.ecroperator.reference.Registries;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Reason;
import io.ecroperator.support.InMemoryEcr;
import io.ecroperator.support.InMemoryRegistries;
import io.ecroperator.support.VirtualClock;
import io.ecroperator.support.VirtualScheduler;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.javaoperatorsdk.operator.processing.event.source.controller.ControllerEventSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who wakes the policies, once they can be woken. */
@SuppressWarnings("unchecked") // generic mocks
class SharedPolicyEventSourcesTest {

    private final EcrLifecyclePolicy policy = PolicyObjects.policy("shared", PolicyObjects.KEEP_10);
    private final EcrRepository repository = PolicyObjects.repository("api", "", "", "");
    private final DeclaredRepositories declared = new DeclaredRepositories();
    private final EventSource<Void, EcrRepository> ofRepositories = declared.source(repositories(), "byName");
    private final IndexerResourceCache<EcrLifecyclePolicy> policies = mock(IndexerResourceCache.class);
    private final List<ResourceID> woken = new ArrayList<>();
    private List<EventSource<?, EcrLifecyclePolicy>> sources;

    @BeforeEach
    void make() {
        when(policies.list(any(Predicate.class)))
                .thenAnswer(call -> Stream.of(policy).filter(call.<Predicate<EcrLifecyclePolicy>>getArgument(0)));
        EventSourceContext<EcrLifecyclePolicy> context = mock(EventSourceContext.class);
        when(context.getPrimaryCache()).thenReturn(policies);
        VirtualClock clock = new VirtualClock();
        Registries registries = InMemoryRegistries.of(
                new InMemoryEcr(clock),
                new Periods(Duration.ofMinutes(5), Duration.ofHours(1)),
                clock,
                new VirtualScheduler(clock),
                Powers.NONE);
        sources = new SharedPolicyEventSources<EcrLifecyclePolicy>(PolicyKind.LIFECYCLE, declared, registries)
                .of(context, (any, name) -> false);
        sources.forEach(source -> source.setEventHandler(event -> woken.add(event.getRelatedCustomResourceID())));
    }

    @Test
    void shouldNotTellRivalsOfEachCallThatFails() {
        // Given
        SharedPolicyStatus before = status(Reason.ACCESS_DENIED, "No. (request 1)", 1);

        // Then
        assertThat(SharedPolicyEventSources.concernsRivals(null, before)).isTrue();
        assertThat(SharedPolicyEventSources.concernsRivals(before, status(Reason.ACCESS_DENIED, "No. (request 2)", 1)))
                .isFalse();
        assertThat(SharedPolicyEventSources.concernsRivals(before, status(Reason.ATTACHING, "No. (request 1)", 1)))
                .isTrue();
        assertThat(SharedPolicyEventSources.concernsRivals(before, status(Reason.ACCESS_DENIED, "No. (request 1)", 2)))
                .isTrue();
    }

    private static SharedPolicyStatus status(Reason reason, String message, int attached) {
        return new SharedPolicyStatus(
                1L,
                new Conditions(null, 1, new VirtualClock())
                        .set(ConditionType.READY, ConditionStatus.FALSE, reason, message)
                        .build(),
                null,
                attached,
                null,
                0,
                null,
                null);
    }

    @Test
    void shouldWakeThePoliciesWhenItIsKnownWhatIsDeclared() {
        // Given
        sources.forEach(EventSource::start);

        // When
        ofRepositories.start();

        // Then
        assertThat(woken).containsExactly(ResourceID.fromResource(policy));
    }

    @Test
    void shouldWakeAPolicyWhenARepositoryOfItsNamespaceComes() {
        // Given
        sources.forEach(EventSource::start);

        // When
        ((ResourceEventAware<EcrRepository>) ofRepositories).onResourceCreated(repository);

        // Then
        assertThat(woken).containsExactly(ResourceID.fromResource(policy));
    }

    @Test
    void shouldNotAskForPoliciesBeforeTheirCacheIsThere() {
        // When
        ofRepositories.start();
        ((ResourceEventAware<EcrRepository>) ofRepositories).onResourceCreated(repository);

        // Then
        verifyNoInteractions(policies);
        assertThat(woken).isEmpty();
    }

    private static EventSourceContext<EcrRepository> repositories() {
        EventSourceContext<EcrRepository> context = mock(EventSourceContext.class);
        when(context.getPrimaryCache()).thenReturn(mock(ControllerEventSource.class));
        return context;
    }
}
