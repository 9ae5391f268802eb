package io.ecroperator.template;

import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplate;
import io.ecroperator.managed.ManagedParts;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;

/** The kind's reconciler, for tests of several kinds. */
public final class TemplateReconcilers {

    private TemplateReconcilers() {}

    /** One with these parts. */
    public static Reconciler<EcrRepositoryCreationTemplate> of(ManagedParts parts) {
        return new EcrRepositoryCreationTemplateReconciler(parts);
    }
}
