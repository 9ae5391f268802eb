package io.ecroperator.e2e;

import static org.awaitility.Awaitility.await;

import io.ecroperator.access.Power;
import io.ecroperator.access.Powers;
import io.ecroperator.aws.AccessKey;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.ConnectionSpec.Credentials;
import io.ecroperator.aws.PullAnswer;
import io.ecroperator.aws.PullApi;
import io.ecroperator.aws.sdk.AwsConnections;
import io.ecroperator.composition.Aws;
import io.ecroperator.composition.Composition;
import io.ecroperator.composition.Dependencies;
import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.registry.AccessKeySecrets;
import io.ecroperator.runtime.KubeSystem;
import io.ecroperator.runtime.LenientObjects;
import io.ecroperator.runtime.OperatorConfig;
import io.ecroperator.runtime.OperatorProcess;
import io.ecroperator.runtime.Settings;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.PowersOf;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The operator in this JVM as the process has it, on the real API server as the user whom the shipped rights are for. */
final class OperatorUnderTest implements AutoCloseable {

    /** Which kinds of pull secrets it serves, and so which rights it needs. */
    enum PullSecretKinds {
        NONE(false, false),
        NAMESPACED(false, false),
        NAMESPACED_WITH_SERVICE_ACCOUNTS(false, true),
        CLUSTER(true, false),
        CLUSTER_WITH_SERVICE_ACCOUNTS(true, true);

        private final boolean wholeCluster;
        private final boolean serviceAccounts;

        PullSecretKinds(boolean wholeCluster, boolean serviceAccounts) {
            this.wholeCluster = wholeCluster;
            this.serviceAccounts = serviceAccounts;
        }

        boolean wholeCluster() {
            return wholeCluster;
        }

        boolean serviceAccounts() {
            return serviceAccounts;
        }
    }

    /** Sweeps happen when the test asks for one; deep reads are far away unless the test wants them. */
    record Options(
            Map<String, String> settings,
            PullSecretKinds pullSecrets,
            PullApi pulls,
            Clock clock,
            Clock registryClock,
            Optional<String> clusterUid) {

        /** Grants every power to every namespace, so that what powers do can be tried; {@code PowersIT} tries to do without. */
        static final Options DEFAULT = new Options(
                        Map.of(
                                "CLUSTER_NAME", "e2e",
                                "LEADER_ELECTION_ENABLED", "false",
                                "SWEEP_PERIOD", "10h",
                                "DEEP_READ_PERIOD", "10h",
                                "SHUTDOWN_TIMEOUT", "10s"),
                        PullSecretKinds.NONE,
                        (token, host, repository) -> new PullAnswer.Unknown("there is no registry in this test"),
                        Clock.systemUTC(),
                        Clock.systemUTC(),
                        Optional.empty())
                .withPowers(PowersOf.ALL_NAMESPACES);

        /** With a view of the registry on that clock. */
        Options withRegistryClock(Clock ofRegistry) {
            return new Options(settings, pullSecrets, pulls, clock, ofRegistry, clusterUid);
        }

        Options withDeepReads(Duration period) {
            return with("DEEP_READ_PERIOD", period.toString());
        }

        /** Has the operator watch another namespace too. */
        Options withNamespace(String namespace) {
            return with("NAMESPACES", namespace);
        }

        /** Has the operator watch all namespaces, and serve no pull secrets. */
        Options withAllNamespaces() {
            return new Options(settings, PullSecretKinds.CLUSTER, pulls, clock, registryClock, clusterUid);
        }

        /** With pull secrets, whose rights the test has to give, on that clock. */
        Options withPullSecrets(PullSecretKinds kinds, Clock ofRotation) {
            return new Options(settings, kinds, pulls, ofRotation, registryClock, clusterUid)
                    .with("PULL_SECRETS_ENABLED", "true")
                    .with("PULL_SECRETS_SERVICE_ACCOUNTS_ENABLED", String.valueOf(kinds.serviceAccounts()));
        }

        /** With registries that answer so to a login that is tried. */
        Options withPulls(PullApi registries) {
            return new Options(settings, pullSecrets, registries, clock, registryClock, clusterUid);
        }

        /** As the operator of the cluster with this UID, which has replaced others. */
        Options withCluster(String uid, String... replaced) {
            return new Options(settings, pullSecrets, pulls, clock, registryClock, Optional.of(uid))
                    .with("REPLACES_CLUSTER_UIDS", String.join(",", replaced));
        }

        /** With output ConfigMaps, whose rights the test has to give. */
        Options withOutputConfigMaps() {
            return with("OUTPUT_CONFIG_MAPS_ENABLED", "true");
        }

        /** With these powers and no others. */
        Options withPowers(Powers granted) {
            Options with = this;
            for (Power power : Power.values()) {
                with = with.with(
                        "POWERS_" + power.name(),
                        String.join(",", granted.namespaces().getOrDefault(power, List.of())));
            }
            return with;
        }

        boolean watchesWholeCluster() {
            return pullSecrets.wholeCluster();
        }

        private Options with(String setting, String value) {
            Map<String, String> all = new HashMap<>(settings);
            all.put(setting, value);
            return new Options(Map.copyOf(all), pullSecrets, pulls, clock, registryClock, clusterUid);
        }

        private Map<String, String> environment(String own) {
            Map<String, String> environment = new HashMap<>();
            settings.forEach((name, value) -> environment.put("ECR_OPERATOR_" + name, value));
            if (!watchesWholeCluster()) {
                environment.merge("ECR_OPERATOR_NAMESPACES", own, (others, mine) -> others + "," + mine);
            }
            return environment;
        }
    }

    /** As many as the process has by default. */
    static final int THREADS = 8;

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);

    private final KubernetesClient client;
    private final AwsConnections connections;
    private final Composition composition;
    private final OperatorProcess process;

    private OperatorUnderTest(LocalCluster cluster, String namespace, URI aws, Options options) {
        OperatorConfig config = Settings.of(options.environment(namespace));
        MeterRegistry meters = new SimpleMeterRegistry();
        client = cluster.clientAs(LenientObjects.serialization(), Install.OPERATOR_USER);
        AccessKeySecrets secrets = new AccessKeySecrets(client, Optional.of(namespace));
        connections = Aws.sdk(
                config, "test", name -> name.matches("[0-9]{12}") ? accessKey(name) : secrets.read(name), meters);
        ConnectionSpec own = ConnectionSpec.ambient()
                .withRegion(World.REGION)
                .withEndpoint(aws)
                .withCredentials(Credentials.accessKeySecret(World.ACCOUNT));
        composition = new Composition(
                config,
                new Dependencies(
                        client,
                        () -> options.clusterUid().orElseGet(() -> KubeSystem.uid(client)),
                        Aws.of(connections, own).withPulls(options.pulls()),
                        options.clock(),
                        options.registryClock(),
                        new Random(1),
                        meters,
                        Heartbeats.unwatched()));
        process = composition.process("test", () -> {});
    }

    static OperatorUnderTest start(LocalCluster cluster, String namespace, URI aws, Options options) {
        OperatorUnderTest started = new OperatorUnderTest(cluster, namespace, aws, options);
        started.process.start();
        await("the operator to start")
                .atMost(STARTS_WITHIN)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(started.process::started);
        return started;
    }

    /** As if there were a Secret for each account: the emulator takes the id of an access key for its account. */
    private static Optional<AccessKey> accessKey(String account) {
        return Optional.of(new AccessKey(account, "secret", Optional.empty()));
    }

    /** Looks at ECR now, as when a sweep is due. */
    void sweep() {
        composition.registries().own().sweep();
    }

    @Override
    public void close() {
        process.stop();
        composition.close();
        connections.close();
        client.close();
    }
}
