package io.ecroperator.support;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import org.awaitility.core.ThrowingRunnable;

/** Waits for what an operator does. */
public final class Eventually {

    /** What stands for an object, a status, a condition or a server that is not there yet. Anything else is a defect of the test. */
    private static final List<Class<? extends RuntimeException>> NOT_THERE_YET =
            List.of(NullPointerException.class, NoSuchElementException.class, KubernetesClientException.class);

    private Eventually() {}

    /** Waits until the assertion holds; what is not there yet is waited for as well. */
    public static void eventually(String what, Duration atMost, Duration interval, ThrowingRunnable assertion) {
        await(what)
                .atMost(atMost)
                .pollInterval(interval)
                .ignoreExceptionsMatching(thrown -> NOT_THERE_YET.stream().anyMatch(each -> each.isInstance(thrown)))
                .untilAsserted(assertion);
    }
}
