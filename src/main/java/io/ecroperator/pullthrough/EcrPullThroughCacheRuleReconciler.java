package io.ecroperator.pullthrough;

import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRule;
import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRuleStatus;
import io.ecroperator.managed.ManagedParts;
import io.ecroperator.managed.ManagedReconciler;
import io.ecroperator.managed.Outputs;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;

/** Keeps ECR as an EcrPullThroughCacheRule declares it: {@link ManagedReconciler}, with the kind for what is its own. */
@ControllerConfiguration(name = "ecrpullthroughcacherule")
final class EcrPullThroughCacheRuleReconciler
        implements Reconciler<EcrPullThroughCacheRule>, Cleaner<EcrPullThroughCacheRule> {

    private final ManagedParts parts;
    private final ManagedReconciler<
                    EcrPullThroughCacheRule, EcrPullThroughCacheRuleStatus, DesiredRule, ObservedRule, RuleChange>
            managed;

    EcrPullThroughCacheRuleReconciler(ManagedParts parts) {
        this.parts = parts;
        this.managed = new ManagedReconciler<>(
                new EcrPullThroughCacheRuleKind(parts.registries(), parts.clock()), Outputs.none(), parts);
    }

    @Override
    public List<EventSource<?, EcrPullThroughCacheRule>> prepareEventSources(
            EventSourceContext<EcrPullThroughCacheRule> context) {
        EventSource<?, EcrPullThroughCacheRule> source = managed.source(context);
        parts.registries().onOpen(connection -> {
            connection.cacheRuleListing().onChange(managed::changed);
            connection.cacheRuleListing().onStateChange(managed::changed);
        });
        return List.of(source);
    }

    @Override
    public UpdateControl<EcrPullThroughCacheRule> reconcile(
            EcrPullThroughCacheRule object, Context<EcrPullThroughCacheRule> context) {
        return managed.reconcile(object, context);
    }

    @Override
    public DeleteControl cleanup(EcrPullThroughCacheRule object, Context<EcrPullThroughCacheRule> context) {
        return managed.cleanup(object, context);
    }
}
