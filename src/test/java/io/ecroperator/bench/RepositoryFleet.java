package io.ecroperator.bench;

import io.ecroperator.bench.ServerSideApply.Manifest;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.stream.IntStream;

/**
 * Many EcrRepositories with tags, a lifecycle policy and a repository policy each, applied as a GitOps tool would: server
 * side, several at once.
 *
 * @param client a client of somebody who may edit them
 * @param namespace where they live
 * @param size how many there are
 */
record RepositoryFleet(KubernetesClient client, String namespace, int size) {

    private static final String PATH = "apis/ecr-operator.io/v1alpha1/namespaces/%s/ecrrepositories/%s";

    private static final String MANIFEST = """
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrRepository
            metadata:
              name: %1$s
              namespace: %2$s
              labels:
                bench/round: "%4$d"
            spec:
              repositoryName: bench/%1$s
              imageTagMutability: IMMUTABLE
              imageScanningConfiguration:
                scanOnPush: true
              tags:
                team: bench
                service: %1$s
              lifecyclePolicy:
                rules:
                  - rulePriority: 10
                    description: untagged images
                    selection:
                      tagStatus: untagged
                      countType: sinceImagePushed
                      countUnit: days
                      countNumber: %3$d
                    action:
                      type: expire
                  - rulePriority: 20
                    description: all but the last 50 images
                    selection:
                      tagStatus: any
                      countType: imageCountMoreThan
                      countNumber: 50
                    action:
                      type: expire
              repositoryPolicy:
                statements:
                  - sid: pull
                    effect: Allow
                    principal:
                      AWS: ["111122223333", "444455556666"]
                    action:
                      - ecr:BatchCheckLayerAvailability
                      - ecr:BatchGetImage
                      - ecr:GetDownloadUrlForLayer
            """;

    /**
     * What all objects of the fleet have in common.
     *
     * @param untaggedDays after how many days an untagged image expires
     * @param round the value of a label, which no facet of a repository depends on
     */
    record Version(int untaggedDays, int round) {}

    /**
     * Applies every object and returns when the API server has taken the last one.
     *
     * @throws IllegalStateException if one of them is refused
     */
    void apply(Version version) {
        new ServerSideApply(client)
                .all(IntStream.range(0, size)
                        .mapToObj(number -> manifest("service-%04d".formatted(number), version))
                        .toList());
    }

    private Manifest manifest(String name, Version version) {
        return new Manifest(
                PATH.formatted(namespace, name),
                MANIFEST.formatted(name, namespace, version.untaggedDays(), version.round()));
    }
}
