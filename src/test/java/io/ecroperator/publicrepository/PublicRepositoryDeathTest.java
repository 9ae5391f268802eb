package io.ecroperator.publicrepository;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.access.Powers;
import io.ecroperator.api.v1alpha1.EcrPublicRepository;
import io.ecroperator.api.v1alpha1.EcrPublicRepositoryStatus;
import io.ecroperator.aws.AccessKey;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.ConnectionSpec.Credentials;
import io.ecroperator.aws.connection.Connections;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.sdk.AwsClientSettings;
import io.ecroperator.aws.sdk.AwsConnections;
import io.ecroperator.aws.view.RegistryWatch.Periods;
import io.ecroperator.emulator.Emulator;
import io.ecroperator.emulator.EmulatorOptions;
import io.ecroperator.emulator.FaultPlan.Fate;
import io.ecroperator.emulator.Registry;
import io.ecroperator.heartbeat.Background;
import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.managed.InMemoryWrites;
import io.ecroperator.managed.Outcome;
import io.ecroperator.managed.Pass;
import io.ecroperator.managed.Resolution.Resolved;
import io.ecroperator.managed.StatusFactory;
import io.ecroperator.ownership.Cluster;
import io.ecroperator.reference.EcrRegistries;
import io.ecroperator.reference.OwnRegistry;
import io.ecroperator.reference.Registries;
import io.ecroperator.reference.RegistryReference;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.support.VirtualClock;
import io.ecroperator.support.VirtualScheduler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The process dies at each of its calls, before or after ECR has carried it out, and its status is never written: the next one goes on. */
class PublicRepositoryDeathTest {

    private static final String ACCOUNT = "123456789012";

    private static final List<String> SPECS = List.of(
            "{catalogData: {description: one, logoImage: '" + PublicRepositories.LOGO
                    + "'}, tags: {team: a, cost: '1'},"
                    + " repositoryPolicy: {statements: [{effect: Allow, principal: {AWS: ['444455556666']},"
                    + " action: ['ecr-public:PutImage']}]}}",
            "{catalogData: {description: two, logoImage: iVBORw0KGgoA}, tags: {team: b},"
                    + " repositoryPolicy: {statements: [{effect: Allow, principal: {AWS: ['444455556666']},"
                    + " action: ['ecr-public:*']}]}}",
            "{catalogData: {description: '', logoImage: ''}, tags: {}, repositoryPolicy: {statements: []}}");

    private final VirtualClock clock = new VirtualClock();
    private final VirtualScheduler scheduler = new VirtualScheduler(clock);
    private final Emulator emulator = Emulator.start(EmulatorOptions.DEFAULT.clock(clock));
    private final AtomicInteger calls = new AtomicInteger();
    private Process process = new Process();

    /** What dies with the process. */
    @SuppressWarnings("JavaLangClash") // of the operator
    private final class Process {
        private final AwsConnections aws = new AwsConnections(
                AwsClientSettings.defaults("test"),
                name -> Optional.of(new AccessKey(name, "not-a-secret", Optional.empty())),
                new SimpleMeterRegistry());
        private final Registries registries = registries(aws);
        private final EcrConnection connection = registries.own();
        private final EcrPublicRepositoryKind kind =
                new EcrPublicRepositoryKind(registries, Cluster.of("test", "uid-1"), clock, new LogoConfigMaps());
        private final Pass<
                        EcrPublicRepository,
                        EcrPublicRepositoryStatus,
                        DesiredPublicRepository,
                        ObservedPublicRepository,
                        PublicRepositoryChange>
                pass = new Pass<>(kind);
    }

    @AfterEach
    void stop() {
        process.aws.close();
        emulator.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fate.class,
            names = {"RESET", "ANSWER_LOST"})
    void shouldGoOnAfterADeathAtEachCall(Fate last) {
        int deaths = 0;
        do {
            String name = "api-" + deaths;
            deaths++;
            live(name, deaths, last);
        } while (calls.get() >= deaths); // in the last life every call was answered
        assertThat(deaths).isGreaterThan(12);
    }

    /** One object through all specs, with a death at the call of that number. */
    private void live(String name, int deathAt, Fate last) {
        calls.set(0);
        emulator.faults().follow((operation, repository) -> {
            int call = calls.incrementAndGet();
            return call < deathAt ? Fate.NONE : call == deathAt ? last : Fate.RESET;
        });
        EcrPublicRepository object = PublicRepositories.object(name, SPECS.getFirst());
        boolean died = false;
        for (String spec : SPECS) {
            object.setSpec(PublicRepositories.object(name, spec).getSpec());
            object.getMetadata().setGeneration(object.getMetadata().getGeneration() + 1);
            EcrPublicRepositoryStatus before = object.getStatus();
            reconcile(object);
            if (!died && calls.get() >= deathAt) {
                died = true;
                object.setStatus(before);
                restart();
                reconcile(object);
                reconcile(object);
            }
            assertThat(ready(object))
                    .as("%s, %s, death %d", name, spec, deathAt)
                    .isEqualTo("True InSync");
            assertThat(ecr().repository(name)
                            .orElseThrow()
                            .repositoryPolicyText()
                            .isPresent())
                    .isEqualTo(!spec.contains("statements: []"));
        }
        assertThat(ecr().tags(name).keySet())
                .as("%s, death %d", name, deathAt)
                .containsExactlyInAnyOrder(PublicRepositories.OWNER, PublicRepositories.CLUSTER_UID);
        assertThat(object.getStatus().managedTagKeys()).containsExactly(PublicRepositories.OWNER);
    }

    private void restart() {
        emulator.faults().clear();
        process.aws.close();
        process = new Process();
    }

    private void reconcile(EcrPublicRepository object) {
        process.connection.publicListing().track("test");
        scheduler.pass(Duration.ofSeconds(1));
        RegistryReference.Resolved registry = (RegistryReference.Resolved)
                process.registries.resolve(process.kind.facts().use().apply(object));
        Resolved<DesiredPublicRepository> wanted =
                (Resolved<DesiredPublicRepository>) process.kind.resolve(object, registry);
        Outcome<DesiredPublicRepository, ObservedPublicRepository, PublicRepositoryChange> outcome =
                process.pass.run(process.connection, object, wanted, new InMemoryWrites<>());
        object.setStatus(process.kind.status(
                object, new StatusFactory<>(EcrPublicRepositoryKind.FACTS, clock).common(object, outcome), outcome));
    }

    private static String ready(EcrPublicRepository object) {
        return Conditions.find(object.getStatus().conditions(), ConditionType.READY)
                .map(condition -> condition.getStatus() + " " + condition.getReason())
                .orElse("");
    }

    private Registry ecr() {
        return emulator.publicRegistry(ACCOUNT);
    }

    private Registries registries(AwsConnections aws) {
        Connections connections = new Connections(
                aws, new Background(clock, new Random(1), scheduler, Runnable::run, Heartbeats.unwatched()));
        ConnectionSpec spec = ConnectionSpec.ambient()
                .withRegion("eu-central-1")
                .withEndpoint(emulator.endpoint())
                .withCredentials(Credentials.accessKeySecret(ACCOUNT));
        return new Registries(
                connections,
                new OwnRegistry(
                        connections, spec, new Periods(Duration.ofMinutes(5), Duration.ofHours(1)), Powers.NONE),
                EcrRegistries.notServed());
    }
}
