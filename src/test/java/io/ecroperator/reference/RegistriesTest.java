package io.ecroperator.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ecroperator.access.Powers;
import io.ecroperator.api.v1alpha1.EcrRegistry;
import io.ecroperator.api.v1alpha1.EcrRegistrySpec;
import io.ecroperator.api.v1alpha1.RegistryKind;
import io.ecroperator.api.v1alpha1.RegistryRef;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.connection.Connections;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.view.RegistryWatch.Periods;
import io.ecroperator.cache.SharedCache.NotKnownException;
import io.ecroperator.heartbeat.Background;
import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.reference.NamedRegistry.Found;
import io.ecroperator.reference.RegistryReference.Refused;
import io.ecroperator.reference.RegistryReference.Resolved;
import io.ecroperator.status.Reason;
import io.ecroperator.support.InMemoryDoors;
import io.ecroperator.support.InMemoryEcr;
import io.ecroperator.support.VirtualClock;
import io.ecroperator.support.VirtualScheduler;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.javaoperatorsdk.operator.processing.event.source.controller.ControllerEventSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;

class RegistriesTest {

    private static final String PROD = "accountId: '111111111111', region: eu-central-1";
    private static final Periods PERIODS = new Periods(Duration.ofMinutes(5), Duration.ofHours(1));
    private static final ConnectionSpec OWN = ConnectionSpec.ambient().withRegion("eu-central-1");
    private static final String ARN_IN_PROD = "arn:aws:ecr:eu-central-1:111111111111:repository/api";
    private static final String ARN_IN_DEV = "arn:aws:ecr:eu-central-1:222222222222:repository/api";

    private final VirtualClock clock = new VirtualClock();
    private final VirtualScheduler schedule = new VirtualScheduler(clock);

    /** The operator's own identity belongs to account 333333333333. */
    private final InMemoryDoors doors = new InMemoryDoors("333333333333", any -> new InMemoryEcr(clock));

    private final Map<String, EcrRegistry> there = new HashMap<>();

    @SuppressWarnings("unchecked") // a generic mock
    private final ControllerEventSource<EcrRegistry> informers = mock(ControllerEventSource.class);

    private final EcrRegistries ecrRegistries = EcrRegistries.served();
    private final EventSource<Void, EcrRegistry> source = source();
    private final CachedNamespaces namespaces = new CachedNamespaces(ecrRegistries.namespaces());
    private final Connections connections = new Connections(
            doors, new Background(clock, new Random(1), schedule, Runnable::run, Heartbeats.unwatched()));
    private final Registries registries =
            new Registries(connections, new OwnRegistry(connections, OWN, PERIODS, Powers.NONE), ecrRegistries);

    @Test
    void shouldAnswerNothingBeforeItIsKnownWhichEcrRegistriesThereAre() {
        // Then
        assertThatThrownBy(() -> resolve(null)).isInstanceOf(NotKnownException.class);
        assertThatThrownBy(() -> resolve("prod")).isInstanceOf(NotKnownException.class);
    }

    @Test
    void shouldMeanTheOperatorsOwnRegistryUnlessThereIsADefault() {
        // Given
        source.start();

        // Then
        assertThat(resolved(null).name()).isEmpty();
        assertThat(resolved(null).connection()).isSameAs(registries.own());

        // When
        put("default", PROD);

        // Then
        assertThat(resolved(null).name()).contains("default");
        assertThat(resolved(null).connection().spec().accountId()).contains("111111111111");
    }

    @Test
    void shouldRefuseWhatDoesNotExistAlsoWhenItIsCalledDefault() {
        // Given
        source.start();

        // Then
        assertThat(refused("prod")).isEqualTo(Reason.REGISTRY_NOT_FOUND);
        assertThat(refused("default")).isEqualTo(Reason.REGISTRY_NOT_FOUND);
    }

    @Test
    void shouldRefuseAnEcrRegistryThatCannotBeRead() {
        // Given
        source.start();
        put("default", null);

        // Then
        assertThat(refused(null)).isEqualTo(Reason.REGISTRY_NOT_FOUND);
    }

    @Test
    void shouldSayThatEcrRegistriesAreNotServed() {
        // Given
        Registries without = new Registries(
                connections, new OwnRegistry(connections, OWN, PERIODS, Powers.NONE), EcrRegistries.notServed());

        // Then
        assertThat(without.resolve(use(null))).isInstanceOf(Resolved.class);
        assertThat(without.resolve(use("prod")))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.message())
                        .contains("ecr-operator.registries.enabled"));
    }

    @Test
    void shouldRefuseWhomAccessDoesNotLetIn() {
        // Given
        source.start();
        put("prod", PROD + ", access: [{namespaces: [team], repositoryNamePatterns: ['{namespace}/*']}]");
        put("closed", PROD + ", access: [{namespaces: [another]}]");

        // Then
        assertThat(refused("closed")).isEqualTo(Reason.NOT_PERMITTED);
        assertThat(registries.resolve(use("prod").ofRepository("team/api", Optional.empty())))
                .isInstanceOf(Resolved.class);
        assertThat(registries.resolve(use("prod").ofRepository("other/api", Optional.empty())))
                .isInstanceOf(Refused.class);
    }

    @Test
    void shouldLeaveARepositoryAloneThatIsInAnotherRegistry() {
        // Given
        source.start();
        put("prod", PROD);

        // Then
        assertThat(registries.resolve(use("prod").ofRepository("api", RecordedPlace.ofArn(ARN_IN_PROD))))
                .isInstanceOf(Resolved.class);
        assertThat(registries.resolve(use("prod").ofRepository("api", RecordedPlace.ofArn(ARN_IN_DEV))))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.REGISTRY_MISMATCH);
                    assertThat(refused.message())
                            .contains(ARN_IN_DEV, "EcrRegistry prod", "account 111111111111 in eu-central-1");
                });
    }

    @Test
    void shouldKnowWhichReferencesLeadToOneRegistry() {
        // Given
        source.start();
        put("prod", PROD);
        put("prod-of-team", PROD + ", credentials: {assumeRole: [{roleArn: 'arn:aws:iam::111111111111:role/team'}]}");
        put("tokyo", "accountId: '111111111111', region: ap-northeast-1");
        put("ours", "accountId: '333333333333', region: eu-central-1");

        // Then
        assertThat(same("prod", "prod")).isTrue();
        assertThat(same("prod", "prod-of-team")).isTrue();
        assertThat(same("prod", "tokyo")).isFalse();
        assertThat(same("prod", null)).isFalse();
        assertThat(same("ours", null)).isTrue();
        assertThat(same(null, null)).isTrue();
        assertThat(same("gone", "prod")).isFalse();
        assertThat(registries.maybeSame(reference("gone"), reference("prod"))).isTrue();
        assertThat(registries.maybeSame(reference("tokyo"), reference("prod"))).isFalse();
    }

    @Test
    void shouldOpenAnotherConnectionWhenTheSpecAsksForItAndCloseTheFormer() {
        // Given
        source.start();
        put("prod", PROD);
        EcrConnection before = resolved("prod").connection();

        // When
        put("prod", PROD + ", credentials: {assumeRole: [{roleArn: 'arn:aws:iam::111111111111:role/ecr'}]}");
        EcrConnection after = resolved("prod").connection();
        schedule.pass(Duration.ofMinutes(2));

        // Then
        assertThat(after).isNotSameAs(before);
        assertThat(doors.closed()).containsExactly(before.spec());

        // When
        put(
                "prod",
                PROD
                        + ", access: [{namespaces: [team]}], credentials: {assumeRole: [{roleArn: 'arn:aws:iam::111111111111:role/ecr'}]}");

        // Then
        assertThat(resolved("prod").connection()).isSameAs(after);
    }

    @Test
    void shouldCloseTheConnectionOfAnEcrRegistryThatIsGone() {
        // Given
        source.start();
        put("prod", PROD);
        ConnectionSpec spec = resolved("prod").connection().spec();
        assertThat(registries.inUse()).containsOnlyKeys("", "prod");

        // When
        remove("prod");
        schedule.pass(Duration.ofMinutes(2));

        // Then
        assertThat(doors.closed()).containsExactly(spec);
        assertThat(registries.inUse()).containsOnlyKeys("");
        assertThat(refused("prod")).isEqualTo(Reason.REGISTRY_NOT_FOUND);
    }

    @Test
    void shouldCountTheCallsOfAConnectionByTheNameOfItsEcrRegistry() {
        // Given
        Map<ConnectionSpec, String> counted = new HashMap<>();
        RegistryMetrics.show(new SimpleMeterRegistry(), registries, counted::put);
        source.start();
        put("prod", PROD);

        // When
        ConnectionSpec spec = resolved("prod").connection().spec();

        // Then
        assertThat(counted).containsOnly(Map.entry(OWN, ""), Map.entry(spec, "prod"));
    }

    @Test
    void shouldTellWhichReferencesMayLeadElsewhere() {
        // Given
        List<String> told = new ArrayList<>();
        registries.onReferenceChange(which -> told.add(
                inShort(which, null) + inShort(which, "prod") + inShort(which, "default") + inShort(which, "other")));
        source.start();

        // When
        put("prod", PROD);
        put("default", PROD);

        // Then
        assertThat(told).containsExactly("null prod default other ", "prod ", "null default ");
    }

    @Test
    void shouldBoundTheCallsToAnAccountByTheLowestThatItsEcrRegistriesSay() {
        // Given
        source.start();
        put("prod", PROD + ", rateLimit: {callsPerSecond: 20}");
        put("free", PROD);
        put("slow", PROD + ", rateLimit: {callsPerSecond: 5}, drift: {sweepPeriod: 2h}");
        put("dev", "accountId: '222222222222', region: eu-central-1");

        // When
        ConnectionSpec prod = resolved("prod").connection().spec();
        resolved("free");
        resolved("dev");

        // Then
        assertThat(doors.limits()).isEqualTo(Map.of(prod, 20));

        // When
        resolved("slow");

        // Then
        assertThat(doors.limits()).isEqualTo(Map.of(prod, 5));

        // When
        remove("slow");

        // Then
        assertThat(doors.limits()).isEqualTo(Map.of(prod, 20));

        // When
        put("prod", PROD);
        resolved("prod");

        // Then
        assertThat(doors.limits()).isEmpty();
    }

    @Test
    void shouldLookAsOftenAsTheEcrRegistrySays() {
        // Given
        source.start();
        put("prod", PROD + ", drift: {sweepPeriod: 2h}");

        // Then
        assertThat(resolved("prod").connection().periods())
                .isEqualTo(new Periods(Duration.ofHours(2), Duration.ofHours(2)));
    }

    @Test
    void shouldWaitForTheLabelsOfTheNamespaceWhereTheyDecide() {
        // Given
        source.start();
        put("byName", PROD + ", access: [{namespaces: [team]}]");
        put("byLabel", PROD + ", access: [{namespaceSelector: {matchLabels: {tier: gold}}}]");

        // Then
        assertThat(resolve("byName")).isInstanceOf(Resolved.class);
        assertThatThrownBy(() -> resolve("byLabel")).isInstanceOf(NotKnownException.class);

        // When
        namespaces.start();

        // Then
        assertThatThrownBy(() -> resolve("byLabel")).as("a new namespace").isInstanceOf(NotKnownException.class);

        // When
        namespaces.put("team", Map.of("tier", "silver"));

        // Then
        assertThat(refused("byLabel")).isEqualTo(Reason.NOT_PERMITTED);

        // When
        namespaces.put("team", Map.of("tier", "gold"));

        // Then
        assertThat(resolve("byLabel")).isInstanceOf(Resolved.class);
        assertThat(registries.named("byLabel")).isInstanceOfSatisfying(Found.class, found -> assertThat(
                        found.access().refusal(RegistryKind.ECR_LIFECYCLE_POLICY, "team"))
                .isEmpty());
    }

    @Test
    void shouldTellWhomLabelsMayLetInOrRefuse() {
        // Given
        List<String> told = new ArrayList<>();
        source.start();
        put("byName", PROD + ", access: [{namespaces: [team]}]");
        put("byLabel", PROD + ", access: [{namespaceSelector: {matchLabels: {tier: gold}}}]");
        registries.onReferenceChange(
                which -> Stream.of("team", "another").forEach(namespace -> Stream.of("byName", "byLabel")
                        .filter(name -> which.concerns(namespace, reference(name)))
                        .forEach(name -> told.add(namespace + " " + name))));

        // When
        namespaces.start();

        // Then
        assertThat(told).containsExactly("team byLabel", "another byLabel");

        // When
        told.clear();
        namespaces.put("team", Map.of("tier", "silver"));
        namespaces.put("team", Map.of("tier", "gold"));
        namespaces.annotate("team");

        // Then
        assertThat(told).containsExactly("team byLabel", "team byLabel");
    }

    private static String inShort(ReferenceChange which, String name) {
        return which.concerns("team", reference(name)) ? name + " " : "";
    }

    private boolean same(String one, String other) {
        return registries.same(reference(one), reference(other));
    }

    private RegistryReference resolve(String name) {
        return registries.resolve(use(name));
    }

    private Resolved resolved(String name) {
        return (Resolved) resolve(name);
    }

    private Reason refused(String name) {
        return ((Refused) resolve(name)).reason();
    }

    private static RegistryUse use(String name) {
        return RegistryUse.of(RegistryKind.ECR_REPOSITORY, "team", reference(name));
    }

    private static RegistryRef reference(String name) {
        return name == null ? null : new RegistryRef(name);
    }

    @SuppressWarnings("unchecked") // what the source is
    private void put(String name, String spec) {
        EcrRegistry registry = new EcrRegistry();
        registry.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withGeneration((long) there.size() + doors.closed().size())
                .build());
        registry.setSpec(spec == null ? null : parsed(spec));
        there.put(name, registry);
        ((ResourceEventAware<EcrRegistry>) source).onResourceCreated(registry);
    }

    @SuppressWarnings("unchecked") // what the source is
    private void remove(String name) {
        ((ResourceEventAware<EcrRegistry>) source).onResourceDeleted(there.remove(name));
    }

    private static EcrRegistrySpec parsed(String spec) {
        try {
            return new YAMLMapper().readValue("{" + spec + "}", EcrRegistrySpec.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(spec, e);
        }
    }

    @SuppressWarnings("unchecked") // a generic mock
    private EventSource<Void, EcrRegistry> source() {
        when(informers.isRunning()).thenReturn(true);
        when(informers.informerHealthIndicators()).thenReturn(Map.of());
        when(informers.get(any()))
                .thenAnswer(call -> Optional.ofNullable(
                        there.get(call.<ResourceID>getArgument(0).getName())));
        when(informers.list(ArgumentMatchers.<Predicate<EcrRegistry>>any()))
                .thenAnswer(call -> there.values().stream().filter(call.<Predicate<EcrRegistry>>getArgument(0)));
        EventSourceContext<EcrRegistry> context = mock(EventSourceContext.class);
        when(context.getPrimaryCache()).thenReturn(informers);
        return ecrRegistries.source(context);
    }
}
