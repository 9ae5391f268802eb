package io.ecroperator.e2e;

import io.ecroperator.aws.AwsConnection;
import io.ecroperator.aws.sdk.AwsClientSettings;
import io.ecroperator.aws.sdk.AwsConnections;
import io.ecroperator.aws.sdk.ConnectionSpec;
import io.ecroperator.aws.view.Registry;
import io.ecroperator.lifecycle.EcrLifecyclePolicyController;
import io.ecroperator.lifecycle.EcrLifecyclePolicyReconciler;
import io.ecroperator.repository.EcrRepositoryController;
import io.ecroperator.repository.EcrRepositoryReconciler;
import io.ecroperator.runtime.AttemptDelays;
import io.ecroperator.runtime.LenientObjects;
import io.ecroperator.runtime.OperatorMetrics;
import io.ecroperator.runtime.RetrySchedule;
import io.ecroperator.runtime.events.EventRecorder;
import io.ecroperator.support.LocalCluster;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** The operator in this JVM, on the real API server as the user whom the shipped rights are for. */
final class OperatorUnderTest implements AutoCloseable {

    /** Sweeps happen when the test asks for one; deep reads are far away unless the test wants them. */
    record Options(Duration deepReads, Set<String> otherNamespaces) {

        static final Options DEFAULT = new Options(Duration.ofHours(10), Set.of());

        Options withDeepReads(Duration period) {
            return new Options(period, otherNamespaces);
        }

        /** Has the operator watch another namespace too. */
        Options withNamespace(String namespace) {
            return new Options(deepReads, Set.of(namespace));
        }

        private Set<String> namespaces(String own) {
            Set<String> all = new HashSet<>(otherNamespaces);
            all.add(own);
            return all;
        }
    }

    private static final Duration NEVER = Duration.ofHours(10);
    private static final RetrySchedule RETRIES =
            new RetrySchedule(Duration.ofSeconds(1), Duration.ofMinutes(5), new Random(1));

    private final AwsConnections connections;
    private final Registry registry;
    private final KubernetesClient client;
    private final EventRecorder events;
    private final Operator operator;

    private OperatorUnderTest(LocalCluster cluster, String namespace, URI aws, Options options) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        connections = new AwsConnections(AwsClientSettings.defaults("test"), meters);
        AwsConnection connection = connections.connection(ConnectionSpec.ambient()
                .withRegion(World.REGION)
                .withEndpoint(aws)
                .withAccessKey(new ConnectionSpec.AccessKey(World.ACCOUNT, "secret", Optional.empty())));
        registry = new Registry(
                connection.ecr(),
                connection.tagging(),
                new Registry.Periods(NEVER, options.deepReads()),
                Clock.systemUTC(),
                new Random(1));
        client = cluster.clientAs(LenientObjects.serialization(), Install.OPERATOR_USER);
        events = new EventRecorder(client, Clock.systemUTC(), () -> {});
        OperatorMetrics metrics = new OperatorMetrics(meters);
        EcrRepositoryReconciler reconciler = new EcrRepositoryReconciler(
                registry, "e2e", new AttemptDelays(new Random(1)), events, metrics, Clock.systemUTC());
        operator = new Operator(overrider -> overrider
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withReconciliationTerminationTimeout(Duration.ofSeconds(10)));
        operator.register(reconciler, overrider -> {
            overrider
                    .settingNamespaces(options.namespaces(namespace))
                    .withFieldManager("ecr-operator")
                    .withRetry(RETRIES);
            EcrRepositoryController.configure(overrider);
        });
        EcrLifecyclePolicyReconciler policies = new EcrLifecyclePolicyReconciler(
                registry, "e2e", new AttemptDelays(new Random(1)), events, metrics, Clock.systemUTC());
        operator.register(policies, overrider -> {
            overrider
                    .settingNamespaces(options.namespaces(namespace))
                    .withFieldManager("ecr-operator")
                    .withRetry(RETRIES);
            EcrLifecyclePolicyController.configure(overrider);
        });
    }

    static OperatorUnderTest start(LocalCluster cluster, String namespace, URI aws, Options options) {
        OperatorUnderTest started = new OperatorUnderTest(cluster, namespace, aws, options);
        started.operator.start();
        return started;
    }

    /** Looks at ECR now, as when a sweep is due. */
    void sweep() {
        registry.sweep();
    }

    @Override
    public void close() {
        operator.stop();
        registry.close();
        connections.close();
        events.close();
        client.close();
    }
}
