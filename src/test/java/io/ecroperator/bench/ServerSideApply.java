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
 * Applies manifests as a GitOps tool would. It sends the text as it is: objects would cost processor time that is taken from
 * what is measured.
 *
 * @param client a client of somebody who may edit them
 */
record ServerSideApply(KubernetesClient client) {

    /** Objects that are applied at the same time. */
    static final int APPLIERS = 12;

    private static final String OPTIONS = "?fieldManager=bench&force=true&fieldValidation=Strict";

    /**
     * A manifest and where it goes.
     *
     * @param path of the object, such as {@code apis/ecr-operator.io/v1alpha1/ecrregistries/one}
     * @param yaml its text
     */
    record Manifest(String path, String yaml) {}

    /**
     * Applies every object and returns when the API server has taken the last one.
     *
     * @throws IllegalStateException if one of them is refused
     */
    void all(List<Manifest> objects) {
        try (ExecutorService appliers = Executors.newFixedThreadPool(APPLIERS)) {
            List<Future<?>> pending = new ArrayList<>();
            objects.forEach(object -> pending.add(appliers.submit(() -> one(object))));
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

    /**
     * Applies one object.
     *
     * @throws IllegalStateException if it is refused
     */
    void one(Manifest object) {
        HttpClient http = client.getHttpClient();
        HttpRequest request = http.newHttpRequestBuilder()
                .uri(client.getMasterUrl() + object.path() + OPTIONS)
                .method("PATCH", "application/apply-patch+yaml", object.yaml())
                .build();
        HttpResponse<byte[]> answer = http.sendAsync(request, byte[].class).join();
        if (!answer.isSuccessful()) {
            throw new IllegalStateException(answer.code() + ": " + new String(answer.body(), UTF_8));
        }
    }
}
