package io.ecroperator.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Many EcrRepositories with tags, a lifecycle policy and a repository policy each, applied as a GitOps tool would: server
 * side, several at once.
 *
 * @param client a client of somebody who may edit them
 * @param namespace where they live
 * @param size how many there are
 */
record RepositoryFleet(KubernetesClient client, String namespace, int size) {

    /** Objects that are applied at the same time. */
    static final int APPLIERS = 12;

    private static final String PATH = "apis/ecr-operator.io/v1alpha1/namespaces/%s/ecrrepositories/%s"
            + "?fieldManager=bench&force=true&fieldValidation=Strict";

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
        try (ExecutorService appliers = Executors.newFixedThreadPool(APPLIERS)) {
            List<Future<?>> pending = new ArrayList<>();
            for (int number = 0; number < size; number++) {
                String name = "service-%04d".formatted(number);
                pending.add(appliers.submit(() -> apply(name, version)));
            }
            for (Future<?> applied : pending) {
                applied.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("An object was refused", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while objects were applied", e);
        }
    }

    /** Sends the text as it is: objects would cost processor time that is taken from what is measured. */
    private void apply(String name, Version version) {
        HttpClient http = client.getHttpClient();
        HttpRequest request = http.newHttpRequestBuilder()
                .uri(client.getMasterUrl() + PATH.formatted(namespace, name))
                .method(
                        "PATCH",
                        "application/apply-patch+yaml",
                        MANIFEST.formatted(name, namespace, version.untaggedDays(), version.round()))
                .build();
        HttpResponse<byte[]> answer = http.sendAsync(request, byte[].class).join();
        if (!answer.isSuccessful()) {
            throw new IllegalStateException(answer.code() + ": " + new String(answer.body(), UTF_8));
        }
    }
}
