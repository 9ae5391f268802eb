package io.ecroperator.bench;

import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.bench.OperatorProcess.Periods;
import io.ecroperator.bench.SharedPolicyResult.Step;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;

/** N bare repositories with a label; a lifecycle policy that selects them is applied, edited, and written in other words. */
final class SharedPolicyScenario {

    private static final String NAMESPACE = "default";
    private static final String POLICY = "shared";
    private static final Duration POLL = Duration.ofMillis(100);

    /** In which reconciles that are still under way would make their calls. */
    private static final Duration SETTLE = Duration.ofSeconds(5);

    private static final String UNTAGGED = """
            {"rulePriority": 1, "selection": {"tagStatus": "untagged", "countType": "sinceImagePushed", "countUnit": "days",
             "countNumber": %d}, "action": {"type": "expire"}}""";
    private static final String ANY = """
            {"action": {"type": "expire"}, "rulePriority": 2,
             "selection": {"countNumber": 100, "countType": "imageCountMoreThan", "tagStatus": "any"}}""";

    private final Bench bench;
    private final int repositories;

    /** On a cluster and an emulator that hold nothing yet. */
    SharedPolicyScenario(Bench bench, int repositories) {
        this.bench = bench;
        this.repositories = repositories;
    }

    /**
     * Runs it.
     *
     * @throws IOException if the operator cannot be started
     * @throws IllegalStateException if something does not come about at all
     */
    SharedPolicyResult run() throws IOException {
        try (OperatorProcess operator = bench.startOperator(Periods.HARDLY_EVER)) {
            IntStream.range(0, repositories).parallel().forEach(this::createRepository);
            ReadyCount ready = new ReadyCount(bench.client(), NAMESPACE);
            Await.seconds(
                    "every repository is Ready", System.nanoTime(), POLL, () -> ready.atGeneration(1) == repositories);
            Step attach = apply(UNTAGGED.formatted(14), ANY, repositories);
            Step edit = apply(UNTAGGED.formatted(30), ANY, repositories);
            Step rewrite = apply(ANY, UNTAGGED.formatted(30), 0);
            return new SharedPolicyResult(repositories, attach, edit, rewrite, operator.figures());
        }
    }

    private void createRepository(int number) {
        EcrRepository repository = new EcrRepository();
        repository.setMetadata(new ObjectMetaBuilder()
                .withNamespace(NAMESPACE)
                .withName("service-%04d".formatted(number))
                .addToLabels("lifecycle", POLICY)
                .build());
        bench.client().resource(repository).create();
    }

    /** Applies the policy and waits until it is Ready, nothing is on the way, and ECR has had the puts that it needs. */
    private Step apply(String first, String second, int puts) {
        bench.emulator().resetCalls();
        long startedAt = System.nanoTime();
        bench.client()
                .resource("""
                {"apiVersion": "ecr-operator.io/v1alpha1", "kind": "EcrLifecyclePolicy",
                 "metadata": {"name": "%s", "namespace": "%s"},
                 "spec": {"repositorySelector": {"matchLabels": {"lifecycle": "%s"}}, "rules": [%s, %s]}}""".formatted(POLICY, NAMESPACE, POLICY, first, second))
                .fieldManager("bench")
                .forceConflicts()
                .serverSideApply();
        double seconds = Await.seconds(
                "the policy is everywhere",
                startedAt,
                POLL,
                () -> bench.emulator().calls().getOrDefault("PutLifecyclePolicy", 0L) >= puts && isReady());
        Await.pause(SETTLE);
        Map<String, Long> calls = bench.emulator().calls();
        return new Step(seconds, calls);
    }

    private boolean isReady() {
        EcrLifecyclePolicy policy = bench.client()
                .resources(EcrLifecyclePolicy.class)
                .inNamespace(NAMESPACE)
                .withName(POLICY)
                .get();
        return policy.getStatus() != null
                && Conditions.isTrue(
                        policy.getStatus().conditions(),
                        ConditionType.READY,
                        policy.getMetadata().getGeneration());
    }
}
