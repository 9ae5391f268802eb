package io.ecroperator.support;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.util.Optional;

/** Whether the API server serves a CRD already. */
public final class EstablishedCrd {

    private EstablishedCrd() {}

    /** Whether the CRD, which may be null, or new and without any condition, is established. */
    public static boolean is(CustomResourceDefinition crd) {
        return Optional.ofNullable(crd)
                .map(CustomResourceDefinition::getStatus)
                .map(status -> status.getConditions())
                .filter(conditions -> conditions.stream()
                        .anyMatch(condition ->
                                "Established".equals(condition.getType()) && "True".equals(condition.getStatus())))
                .isPresent();
    }
}
