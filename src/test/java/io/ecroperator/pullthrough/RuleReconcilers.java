package io.ecroperator.pullthrough;

import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRule;
import io.ecroperator.managed.ManagedParts;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;

/** The kind's reconciler, for tests of several kinds. */
public final class RuleReconcilers {

    private RuleReconcilers() {}

    /** One with these parts. */
    public static Reconciler<EcrPullThroughCacheRule> of(ManagedParts parts) {
        return new EcrPullThroughCacheRuleReconciler(parts);
    }
}
