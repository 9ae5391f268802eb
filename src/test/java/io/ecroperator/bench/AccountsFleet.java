package io.ecroperator.bench;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.bench.ServerSideApply.Manifest;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * EcrRegistries of some accounts in some regions, and EcrRepositories in each of them.
 *
 * @param client a client of somebody who may edit them
 * @param repositoriesEach repositories in each region of each account
 */
record AccountsFleet(KubernetesClient client, int repositoriesEach) {

    static final List<String> ACCOUNTS = List.of("111122223333", "444455556666", "777788889999");
    static final List<String> REGIONS = List.of("eu-west-1", "eu-central-1", "us-east-1", "ap-northeast-1");

    private static final String NAMESPACE = "default";
    private static final String API = "apis/ecr-operator.io/v1alpha1/";
    private static final Duration POLL = Duration.ofMillis(20);

    private static final String REGISTRY = """
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrRegistry
            metadata:
              name: %1$s
            spec:
              accountId: "%2$s"
              region: %3$s
              credentials:
                assumeRole:
                  - roleArn: %4$s
            """;

    private static final String REPOSITORY = """
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrRepository
            metadata:
              name: %1$s
              namespace: %2$s
            spec:
              registryRef: {name: %3$s}
              repositoryName: bench/%1$s
              tags: {team: bench, round: "%4$d"}
              lifecyclePolicy:
                rules:
                  - rulePriority: 1
                    selection: {tagStatus: untagged, countType: sinceImagePushed, countUnit: days, countNumber: 14}
                    action: {type: expire}
            """;

    /** The role that the operator assumes in an account. */
    static String role(String account) {
        return "arn:aws:iam::" + account + ":role/ecr-operator-bench";
    }

    /** Applies the EcrRegistries. */
    void connect() {
        new ServerSideApply(client)
                .all(registries()
                        .map(registry -> new Manifest(
                                API + "ecrregistries/" + registry.name(),
                                REGISTRY.formatted(
                                        registry.name(),
                                        registry.account(),
                                        registry.region(),
                                        role(registry.account()))))
                        .toList());
    }

    /** Applies all repositories of an account as they are in a round. */
    void apply(String account, int round) {
        new ServerSideApply(client)
                .all(registries()
                        .filter(registry -> registry.account().equals(account))
                        .flatMap(registry -> IntStream.range(0, repositoriesEach)
                                .mapToObj(number -> repository(registry, number, round)))
                        .toList());
    }

    /** Edits one repository of an account and waits until it is Ready; seconds that took. */
    double edit(String account, int number, int round) {
        Registry registry = new Registry(account, REGIONS.get(number % REGIONS.size()));
        long startedAt = System.nanoTime();
        new ServerSideApply(client).one(repository(registry, number, round));
        return Await.seconds("the edit is Ready", startedAt, POLL, () -> isReady(name(registry, number)));
    }

    /** How many repositories of an account are Ready as they were applied last. */
    long ready(String account) {
        return client.resources(EcrRepository.class).inNamespace(NAMESPACE).list().getItems().stream()
                .filter(object -> object.getMetadata().getName().startsWith("a" + account))
                .filter(AccountsFleet::isReady)
                .count();
    }

    private boolean isReady(String name) {
        return isReady(client.resources(EcrRepository.class)
                .inNamespace(NAMESPACE)
                .withName(name)
                .get());
    }

    private static boolean isReady(EcrRepository object) {
        return object.getStatus() != null
                && Stream.of(ConditionType.READY, ConditionType.SYNCED)
                        .allMatch(type -> Conditions.isTrue(
                                object.getStatus().conditions(),
                                type,
                                object.getMetadata().getGeneration()));
    }

    private record Registry(String account, String region) {
        String name() {
            return "a" + account + "-" + region;
        }
    }

    private static Stream<Registry> registries() {
        return ACCOUNTS.stream().flatMap(account -> REGIONS.stream().map(region -> new Registry(account, region)));
    }

    private static Manifest repository(Registry registry, int number, int round) {
        String name = name(registry, number);
        return new Manifest(
                API + "namespaces/" + NAMESPACE + "/ecrrepositories/" + name,
                REPOSITORY.formatted(name, NAMESPACE, registry.name(), round));
    }

    private static String name(Registry registry, int number) {
        return registry.name() + "-%03d".formatted(number);
    }
}
