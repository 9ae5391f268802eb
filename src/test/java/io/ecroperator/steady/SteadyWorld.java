package io.ecroperator.steady;

import io.ecroperator.api.v1alpha1.EcrPublicRepository;
import io.ecroperator.api.v1alpha1.EcrPublicRepositoryStatus;
import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRule;
import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRuleStatus;
import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.api.v1alpha1.EcrRegistryConfigurationStatus;
import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplate;
import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplateStatus;
import io.ecroperator.aws.AccessKey;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.ConnectionSpec.Credentials;
import io.ecroperator.aws.connection.Connections;
import io.ecroperator.aws.sdk.AwsClientSettings;
import io.ecroperator.aws.sdk.AwsConnections;
import io.ecroperator.aws.view.RegistryWatch.Periods;
import io.ecroperator.emulator.Emulator;
import io.ecroperator.emulator.EmulatorOptions;
import io.ecroperator.emulator.Faults;
import io.ecroperator.emulator.Registry;
import io.ecroperator.heartbeat.Background;
import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.managed.ManagedParts;
import io.ecroperator.publicrepository.PublicRepositoryReconcilers;
import io.ecroperator.pullthrough.RuleReconcilers;
import io.ecroperator.reference.EcrRegistries;
import io.ecroperator.reference.OwnRegistry;
import io.ecroperator.reference.Registries;
import io.ecroperator.registryconfig.ConfigurationReconcilers;
import io.ecroperator.runtime.AttemptDelays;
import io.ecroperator.runtime.Lanes;
import io.ecroperator.runtime.OperatorMetrics;
import io.ecroperator.runtime.events.EventRecorder;
import io.ecroperator.support.PowersOf;
import io.ecroperator.support.VirtualClock;
import io.ecroperator.support.VirtualScheduler;
import io.ecroperator.template.TemplateReconcilers;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** The operator's own registry at the emulator, with cache rules, templates and fragments of its settings. */
final class SteadyWorld implements AutoCloseable {

    private static final String ACCOUNT = "123456789012";

    /** As their controller's rate limit has it. */
    private static final Duration FRAGMENTS_APART = Duration.ofSeconds(1).dividedBy(3);

    private final VirtualClock clock = new VirtualClock();
    private final VirtualScheduler scheduler = new VirtualScheduler(clock);
    private final Random random = new Random(1);
    private final Emulator emulator = Emulator.start(EmulatorOptions.DEFAULT.clock(clock));
    private final AwsConnections aws = new AwsConnections(
            AwsClientSettings.defaults("test"),
            name -> Optional.of(new AccessKey(name, "not-a-secret", Optional.empty())),
            new SimpleMeterRegistry());
    private final VirtualController<EcrPullThroughCacheRule, EcrPullThroughCacheRuleStatus> rules;
    private final VirtualController<EcrRepositoryCreationTemplate, EcrRepositoryCreationTemplateStatus> templates;
    private final VirtualController<EcrRegistryConfiguration, EcrRegistryConfigurationStatus> fragments;

    private final VirtualController<EcrPublicRepository, EcrPublicRepositoryStatus> publicRepositories;

    /** Without any object. */
    SteadyWorld() {
        Connections connections =
                new Connections(aws, new Background(clock, random, scheduler, Runnable::run, Heartbeats.unwatched()));
        ConnectionSpec spec = ConnectionSpec.ambient()
                .withRegion("eu-central-1")
                .withEndpoint(emulator.endpoint())
                .withCredentials(Credentials.accessKeySecret(ACCOUNT));
        Registries registries = new Registries(
                connections,
                new OwnRegistry(
                        connections,
                        spec,
                        new Periods(Duration.ofMinutes(5), Duration.ofHours(1)),
                        PowersOf.ALL_NAMESPACES),
                EcrRegistries.notServed());
        ManagedParts parts = new ManagedParts(
                registries,
                new Lanes(1),
                new AttemptDelays(random),
                EventRecorder.silent(),
                new OperatorMetrics(new SimpleMeterRegistry()),
                new InMemoryStatuses(),
                clock);
        rules = new VirtualController<>(
                RuleReconcilers.of(parts), EcrPullThroughCacheRule.class, scheduler, clock, Duration.ZERO);
        templates = new VirtualController<>(
                TemplateReconcilers.of(parts), EcrRepositoryCreationTemplate.class, scheduler, clock, Duration.ZERO);
        publicRepositories = new VirtualController<>(
                PublicRepositoryReconcilers.of(parts), EcrPublicRepository.class, scheduler, clock, Duration.ZERO);
        fragments = new VirtualController<>(
                ConfigurationReconcilers.of(parts), EcrRegistryConfiguration.class, scheduler, clock, FRAGMENTS_APART);
    }

    void rule(String name, String spec) {
        rules.apply(object(EcrPullThroughCacheRule.class, name, spec));
    }

    void template(String name, String spec) {
        templates.apply(object(EcrRepositoryCreationTemplate.class, name, spec));
    }

    void publicRepository(String name, String spec) {
        publicRepositories.apply(object(EcrPublicRepository.class, name, spec));
    }

    void fragment(String name, String spec) {
        fragments.apply(object(EcrRegistryConfiguration.class, name, spec));
    }

    /** The calls of so much time, by operation. */
    Map<String, Long> callsIn(Duration time) {
        emulator.calls().reset();
        scheduler.pass(time);
        return emulator.calls().counts();
    }

    /** Reason and message of a template's SpecWarning; empty if it has none. */
    String warning(String template) {
        return templates
                .objects()
                .filter(each -> each.getMetadata().getName().equals(template))
                .flatMap(each -> each.getStatus().conditions().stream())
                .filter(condition -> condition.getType().equals("SpecWarning"))
                .filter(condition -> condition.getStatus().equals("True"))
                .map(condition -> condition.getReason() + ": " + condition.getMessage())
                .findFirst()
                .orElse("");
    }

    Faults faults() {
        return emulator.faults();
    }

    /** The public registry of the account from behind. */
    Registry publicRegistry() {
        return emulator.publicRegistry(ACCOUNT);
    }

    /** The registry from behind. */
    Registry registry() {
        return emulator.registry(ACCOUNT, "eu-central-1");
    }

    /** What Ready says of the objects that are not. */
    List<String> notReady() {
        return Stream.of(
                        rules.objects().map(each -> ready(each, each.getStatus().conditions())),
                        templates
                                .objects()
                                .map(each -> ready(each, each.getStatus().conditions())),
                        publicRepositories
                                .objects()
                                .map(each -> ready(each, each.getStatus().conditions())),
                        fragments
                                .objects()
                                .map(each -> ready(each, each.getStatus().conditions())))
                .flatMap(each -> each)
                .filter(ready -> !ready.contains(": True"))
                .toList();
    }

    private static String ready(CustomResource<?, ?> object, List<Condition> conditions) {
        return object.getMetadata().getName() + ": "
                + conditions.stream()
                        .filter(condition -> condition.getType().equals("Ready"))
                        .map(condition -> condition.getStatus() + " " + condition.getMessage())
                        .findFirst()
                        .orElse("");
    }

    private <R extends CustomResource<?, ?>> R object(Class<R> type, String name, String spec) {
        R object = Serialization.unmarshal(
                "metadata: {name: " + name + ", namespace: team, generation: 1}\nspec: " + spec, type);
        object.getMetadata().setUid(new UUID(random.nextLong(), random.nextLong()).toString());
        object.getMetadata().setCreationTimestamp(clock.instant().toString());
        return object;
    }

    @Override
    public void close() {
        aws.close();
        emulator.close();
    }
}
