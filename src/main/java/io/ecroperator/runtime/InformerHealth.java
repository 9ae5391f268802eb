package io.ecroperator.runtime;

import io.ecroperator.log.LogFields;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.javaoperatorsdk.operator.api.config.InformerStoppedHandler;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices an informer that stopped for good. The process then is not live, and Kubernetes restarts it: an operator that
 * hears nothing would otherwise stand there for ever and look well.
 */
public final class InformerHealth implements InformerStoppedHandler {

    private static final Logger LOG = LoggerFactory.getLogger(InformerHealth.class);

    private final AtomicReference<String> stopped = new AtomicReference<>("");
    private final AtomicBoolean stopping = new AtomicBoolean();

    /** From now on stopped informers are as it should be. */
    void stopping() {
        stopping.set(true);
    }

    @Override
    @SuppressWarnings("rawtypes") // as the SDK declares it
    public void onStop(SharedIndexInformer informer, Throwable cause) {
        if (cause == null || stopping.get()) {
            return; // also called at a normal stop
        }
        stopped.set(informer.getApiTypeClass().getSimpleName());
        LogFields.of("kind", informer.getApiTypeClass().getSimpleName())
                .in(() -> LOG.error("An informer stopped; the process reports that it is not live", cause));
    }

    /** The kind whose informer stopped; empty if all are well. */
    public String stoppedKind() {
        return stopped.get();
    }
}
