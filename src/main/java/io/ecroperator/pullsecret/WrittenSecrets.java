package io.ecroperator.pullsecret;

import io.fabric8.kubernetes.api.model.Secret;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;

/** Is shown what was written, so that the next pass sees it although the API server has not told yet. */
interface WrittenSecrets {

    void created(Secret secret);

    void updated(Secret after, Secret before);

    /** Shows it to a watch. */
    static WrittenSecrets in(InformerEventSource<Secret, ?> secrets) {
        return new WrittenSecrets() {
            @Override
            public void created(Secret secret) {
                secrets.handleRecentResourceCreate(ResourceID.fromResource(secret), secret);
            }

            @Override
            public void updated(Secret after, Secret before) {
                secrets.handleRecentResourceUpdate(ResourceID.fromResource(after), after, before);
            }
        };
    }
}
