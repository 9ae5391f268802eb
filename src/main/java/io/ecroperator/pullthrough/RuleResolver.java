package io.ecroperator.pullthrough;

import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRule;
import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRuleSpec;
import io.ecroperator.api.v1alpha1.RecordedAdoptionPolicy;
import io.ecroperator.api.v1alpha1.ReplacePolicy;
import io.ecroperator.api.v1alpha1.UpstreamRegistry;
import io.ecroperator.managed.Resolution;
import io.ecroperator.status.Reason;
import java.util.Optional;

/** Turns a spec into what it asks of ECR. Pure. */
final class RuleResolver {

    private RuleResolver() {}

    static Resolution<DesiredRule> resolve(EcrPullThroughCacheRule object) {
        EcrPullThroughCacheRuleSpec spec = object.getSpec();
        Optional<String> host = Optional.ofNullable(spec.upstreamRegistryUrl())
                .or(() -> Optional.ofNullable(spec.upstreamRegistry()).flatMap(UpstreamRegistry::host));
        return host.<Resolution<DesiredRule>>map(url -> new Resolution.Resolved<>(desired(object, spec, url)))
                .orElseGet(() -> new Resolution.Refused<>(
                        Reason.INVALID_SPEC,
                        "spec names no upstream: write upstreamRegistryUrl, the host of the upstream."));
    }

    private static DesiredRule desired(
            EcrPullThroughCacheRule object, EcrPullThroughCacheRuleSpec spec, String upstreamRegistryUrl) {
        return new DesiredRule(
                object.effectivePrefix(),
                upstreamRegistryUrl,
                Optional.ofNullable(spec.upstreamRegistry()).map(UpstreamRegistry::label),
                Optional.ofNullable(spec.upstreamRepositoryPrefix()),
                Optional.ofNullable(spec.credentialArn()),
                Optional.ofNullable(spec.customRoleArn()),
                spec.adoptionPolicy() == RecordedAdoptionPolicy.IF_UNOWNED,
                spec.replacePolicy() == ReplacePolicy.REPLACE);
    }
}
