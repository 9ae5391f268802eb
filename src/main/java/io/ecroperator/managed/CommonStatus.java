package io.ecroperator.managed;

import io.ecroperator.api.v1alpha1.Drift;
import io.ecroperator.status.Conditions;
import java.util.List;

/**
 * The part of a status that is made alike for every kind. Fields are null where there is nothing to say.
 *
 * @param conditions those that every kind has; takes those that only one has
 */
public record CommonStatus(
        long observedGeneration,
        Conditions conditions,
        Drift drift,
        List<String> plan,
        String lastHandledReconcileAt) {}
