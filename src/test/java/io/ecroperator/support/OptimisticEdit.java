package io.ecroperator.support;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.util.function.UnaryOperator;

/** An edit on the present form of an object, made again when somebody else was faster, as kubectl does. */
public final class OptimisticEdit {

    /** As often as kubectl tries. */
    private static final int ATTEMPTS = 5;

    private OptimisticEdit() {}

    /**
     * Reads, changes and writes an object.
     *
     * @throws KubernetesClientException when the API server refuses, or when others were faster every time
     */
    public static <T> T of(Resource<T> resource, UnaryOperator<T> change) {
        for (int attempt = 1; ; attempt++) {
            try {
                return resource.edit(change);
            } catch (KubernetesClientException refusal) {
                if (refusal.getCode() != HttpURLConnection.HTTP_CONFLICT || attempt == ATTEMPTS) {
                    throw refusal;
                }
            }
        }
    }
}
