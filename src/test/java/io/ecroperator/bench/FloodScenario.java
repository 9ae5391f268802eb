package io.ecroperator.bench;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.bench.FloodResult.Edits;
import io.ecroperator.bench.OperatorProcess.Periods;
import io.ecroperator.bench.ServerSideApply.Manifest;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * How long an edit takes in one namespace while another one creates thousands of objects that an EcrRegistry does not let in, and
 * while all of these are refused anew, since what the EcrRegistry grants has changed.
 *
 * @param bench a cluster and an emulator that hold nothing yet
 */
record FloodScenario(Bench bench) {

    private static final int OBJECTS = 5_000;
    private static final int EDITS = 20;
    private static final String FLOOD = "flood";
    private static final String TEAM = "team";
    private static final String API = "apis/ecr-operator.io/v1alpha1/";
    private static final Duration POLL = Duration.ofMillis(20);

    private static final String REGISTRY = """
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrRegistry
            metadata: {name: closed}
            spec:
              accountId: "111122223333"
              region: eu-west-1
              access: [{namespaces: [%s], kinds: [%s]}]
            """;

    private static final String REPOSITORY = """
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrRepository
            metadata: {name: %1$s, namespace: %2$s}
            spec:
              repositoryName: bench/%1$s
              %3$s
            """;

    /**
     * Runs it, in about two minutes.
     *
     * @throws IOException if the operator cannot be started
     * @throws IllegalStateException if something does not come about at all
     */
    FloodResult run() throws IOException {
        List.of(FLOOD, TEAM).forEach(this::createNamespace);
        access("nobody", "EcrRepository");
        try (OperatorProcess operator = bench.startOperator(Periods.HARDLY_EVER)) {
            List<Edits> edits = new ArrayList<>();
            edits.add(edits("are not there yet", CompletableFuture.completedFuture(null)));
            edits.add(edits("are created", flooding()));
            awaitRefused();
            edits.add(edits("stand", CompletableFuture.completedFuture(null)));
            access(FLOOD, "EcrPullSecret");
            edits.add(edits("are refused anew", CompletableFuture.completedFuture(null)));
            operator.process().requireAlive();
            return new FloodResult(OBJECTS, edits);
        }
    }

    private void createNamespace(String name) {
        client().resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
    }

    private void access(String namespace, String kind) {
        new ServerSideApply(client())
                .one(new Manifest(API + "ecrregistries/closed", REGISTRY.formatted(namespace, kind)));
    }

    private void flood() {
        new ServerSideApply(client())
                .all(IntStream.range(0, OBJECTS)
                        .mapToObj(number -> repository(FLOOD, "broken-" + number, "registryRef: {name: closed}"))
                        .toList());
    }

    /** On a thread of its own: the client of the API server works on the common pool, which may have one thread. */
    private CompletableFuture<Void> flooding() {
        return CompletableFuture.runAsync(
                this::flood, task -> Thread.ofPlatform().daemon().start(task));
    }

    private void awaitRefused() {
        Await.seconds(
                "all are refused",
                System.nanoTime(),
                Duration.ofSeconds(2),
                () -> client().resources(EcrRepository.class).inNamespace(FLOOD).list().getItems().stream()
                                .filter(object -> object.getStatus() != null)
                                .filter(object -> object.getStatus().conditions() != null)
                                .count()
                        == OBJECTS);
    }

    /** While the other thing goes on, or a number of them. */
    private Edits edits(String meanwhile, CompletableFuture<Void> other) {
        int round = 0;
        List<Double> seconds = new ArrayList<>();
        while (seconds.size() < EDITS || !other.isDone()) {
            seconds.add(edit(round++, meanwhile));
        }
        other.join();
        seconds.sort(null);
        Edits edits = new Edits(meanwhile, seconds.size(), seconds.get(seconds.size() / 2), seconds.getLast());
        System.err.printf(
                Locale.ROOT,
                "flood, edits while refused objects %s: %.2f s, at most %.2f s, of %d%n",
                meanwhile,
                edits.medianSeconds(),
                edits.longestSeconds(),
                edits.edits());
        return edits;
    }

    private double edit(int number, String round) {
        String name = "edited-" + number % EDITS;
        long startedAt = System.nanoTime();
        new ServerSideApply(client()).one(repository(TEAM, name, "tags: {round: \"" + round + " " + number + "\"}"));
        return Await.seconds("the edit is Ready", startedAt, POLL, () -> isReady(name));
    }

    private boolean isReady(String name) {
        EcrRepository object = client().resources(EcrRepository.class)
                .inNamespace(TEAM)
                .withName(name)
                .get();
        return object.getStatus() != null
                && Conditions.isTrue(
                        object.getStatus().conditions(),
                        ConditionType.SYNCED,
                        object.getMetadata().getGeneration());
    }

    private KubernetesClient client() {
        return bench.client();
    }

    private static Manifest repository(String namespace, String name, String more) {
        return new Manifest(
                API + "namespaces/" + namespace + "/ecrrepositories/" + name,
                REPOSITORY.formatted(name, namespace, more));
    }
}
