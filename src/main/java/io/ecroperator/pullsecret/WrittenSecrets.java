package io.ecroperator.pullsecret;

import io.fabric8.kubernetes.api.model.Secret;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;

/** Shows a watch what was written, so that the next pass sees it although the API server has not told yet. */
record WrittenSecrets(InformerEventSource<Secret, ?> secrets) {

    void created(Secret secret) {
        secrets.handleRecentResourceCreate(ResourceID.fromResource(secret), secret);
    }

    void updated(Secret after, Secret before) {
        secrets.handleRecentResourceUpdate(ResourceID.fromResource(after), after, before);
    }
}
