package io.ecroperator.bench;

import io.ecroperator.api.v1alpha1.ClusterEcrPullSecret;
import io.ecroperator.api.v1alpha1.ClusterEcrPullSecretStatus;
import io.ecroperator.bench.OperatorProcess.Periods;
import io.ecroperator.bench.PullSecretsResult.Create;
import io.ecroperator.bench.PullSecretsResult.Latency;
import io.ecroperator.bench.PullSecretsResult.Restart;
import io.ecroperator.bench.PullSecretsResult.Rotation;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** N namespaces, and one ClusterEcrPullSecret with three registries that selects them all. */
final class PullSecretsScenario {

    static final int REGISTRIES = 3;
    static final String MINT = "GetAuthorizationToken";

    /** Long enough for all that goes before the rotation. */
    private static final Duration SHORT_LIFE = Duration.ofMinutes(3);

    private static final Duration LONG_LIFE = Duration.ofHours(12);

    /** In which a restarted operator would write what it ought not to. */
    private static final Duration SETTLE = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofMillis(50);
    private static final int ROUNDS = 11;
    private static final String NAME = "ecr-pull";
    private static final String LABEL = "pulls";
    private static final String MANIFEST = """
            {"apiVersion": "ecr-operator.io/v1alpha1", "kind": "ClusterEcrPullSecret", "metadata": {"name": "%s"},
             "spec": {"namespaceSelector": {"matchLabels": {"%s": "yes"}}, "registries": [
               {"region": "eu-west-1", "accountIds": ["123456789012"]},
               {"region": "eu-central-1", "accountIds": ["123456789012"]},
               {"region": "us-east-1", "accountIds": ["123456789012"]}]}}""".formatted(NAME, LABEL);

    private final Bench bench;
    private final int namespaces;

    /** On a cluster and an emulator that hold nothing yet. */
    PullSecretsScenario(Bench bench, int namespaces) {
        this.bench = bench;
        this.namespaces = namespaces;
    }

    /**
     * Runs it.
     *
     * @throws IOException if the operator cannot be started
     * @throws IllegalStateException if something does not come about at all
     */
    PullSecretsResult run() throws IOException {
        IntStream.range(0, namespaces).parallel().forEach(number -> createNamespace("team-%04d".formatted(number)));
        bench.emulator().tokenLifetime(SHORT_LIFE);
        Create create;
        Latency newNamespace;
        Latency restore;
        Rotation rotation;
        ProcessFigures figures;
        try (OperatorProcess operator = bench.startOperatorWithPullSecrets(Periods.HARDLY_EVER);
                WatchedSecrets secrets = new WatchedSecrets(bench.client())) {
            create = create(operator, secrets);
            newNamespace = newNamespaces(secrets);
            restore = restores(secrets);
            rotation = rotation(secrets);
            figures = operator.figures();
        }
        return new PullSecretsResult(
                namespaces, create, newNamespace, restore, rotation, restart(Periods.HARDLY_EVER), figures);
    }

    private Create create(OperatorProcess operator, WatchedSecrets secrets) {
        bench.emulator().resetCalls();
        Map<String, Long> before = bench.apiServerWrites();
        double cpu = operator.figures().cpuSeconds();
        long startedAt = System.nanoTime();
        bench.client().resource(MANIFEST).create();
        long writtenAt = secrets.await(namespaces, seen -> seen.tokens() == REGISTRIES);
        double ready = Await.seconds("the object says so", startedAt, POLL, () -> isReadyIn(namespaces));
        return new Create(
                (writtenAt - startedAt) / 1e9,
                ready,
                mints(),
                writesSince(before),
                operator.figures().cpuSeconds() - cpu);
    }

    private Latency newNamespaces(WatchedSecrets secrets) {
        List<Double> seconds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            String name = "later-" + round;
            createNamespace(name);
            long startedAt = System.nanoTime();
            seconds.add((secrets.await(name, seen -> true).at() - startedAt) / 1e9);
        }
        return Latency.of(seconds);
    }

    private Latency restores(WatchedSecrets secrets) {
        List<Double> seconds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            String namespace = "team-%04d".formatted(round * namespaces / ROUNDS);
            String uid = secrets.await(namespace, seen -> true).uid();
            bench.client().secrets().inNamespace(namespace).withName(NAME).delete();
            long startedAt = System.nanoTime();
            seconds.add(
                    (secrets.await(namespace, seen -> !seen.uid().equals(uid)).at() - startedAt) / 1e9);
        }
        return Latency.of(seconds);
    }

    /** The tokens so far are short-lived, the next ones are not. */
    private Rotation rotation(WatchedSecrets secrets) {
        int all = namespaces + ROUNDS;
        bench.emulator().tokenLifetime(LONG_LIFE);
        bench.emulator().resetCalls();
        Map<String, Long> before = bench.apiServerWrites();
        Await.seconds("the first new token", System.nanoTime(), POLL, () -> mints() > 0);
        long startedAt = System.nanoTime();
        Instant fresh = Instant.now().plus(LONG_LIFE.dividedBy(2));
        long writtenAt = secrets.await(
                all, seen -> seen.tokens() == REGISTRIES && seen.expiresAt().isAfter(fresh));
        Await.seconds("the object says so", startedAt, POLL, () -> Instant.parse(status().expiresAt())
                .isAfter(fresh));
        return new Rotation((writtenAt - startedAt) / 1e9, mints(), all, writesSince(before));
    }

    private Restart restart(Periods periods) throws IOException {
        bench.emulator().resetCalls();
        Map<String, Long> before = bench.apiServerWrites();
        try (OperatorProcess again = bench.startOperatorWithPullSecrets(periods)) {
            Await.pause(SETTLE);
            again.process().requireAlive();
        }
        Map<String, Long> writes = writesSince(before);
        writes.keySet().removeIf(write -> !write.contains("secrets"));
        Map<String, Long> calls = new TreeMap<>(bench.emulator().calls());
        calls.keySet().removeIf(operation -> !operation.equals(MINT));
        return new Restart(calls, writes);
    }

    private void createNamespace(String name) {
        bench.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels(LABEL, "yes")
                        .endMetadata()
                        .build())
                .create();
    }

    private boolean isReadyIn(int targets) {
        ClusterEcrPullSecretStatus status = status();
        return status != null && Integer.valueOf(targets).equals(status.readyTargets());
    }

    private ClusterEcrPullSecretStatus status() {
        return bench.client()
                .resources(ClusterEcrPullSecret.class)
                .withName(NAME)
                .get()
                .getStatus();
    }

    private long mints() {
        return bench.emulator().calls().getOrDefault(MINT, 0L);
    }

    private Map<String, Long> writesSince(Map<String, Long> before) {
        Map<String, Long> writes = new TreeMap<>();
        bench.apiServerWrites().forEach((write, count) -> writes.put(write, count - before.getOrDefault(write, 0L)));
        writes.values().removeIf(count -> count == 0);
        return writes;
    }
}
