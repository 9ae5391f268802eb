package io.ecroperator.cli.export;

import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRule;
import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRuleSpec;
import io.ecroperator.api.v1alpha1.RecordedAdoptionPolicy;
import io.ecroperator.api.v1alpha1.UpstreamRegistry;
import io.ecroperator.aws.PullThroughCacheRule;
import io.ecroperator.cli.export.object.ExportedObject;
import io.ecroperator.cli.export.object.Frame;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An EcrPullThroughCacheRule for a rule in ECR. */
final class CacheRuleObjects {

    private final Frame frame;

    CacheRuleObjects(Frame frame) {
        this.frame = frame;
    }

    /** The object, called {@code name}. */
    ExportedObject of(PullThroughCacheRule rule, String name) {
        Optional<UpstreamRegistry> upstream = rule.upstreamRegistry().flatMap(CacheRuleObjects::known);
        EcrPullThroughCacheRule object = new EcrPullThroughCacheRule();
        object.setMetadata(frame.metadata(name));
        object.setSpec(new EcrPullThroughCacheRuleSpec(
                frame.registryRef(),
                rule.ecrRepositoryPrefix().equals(name) ? null : rule.ecrRepositoryPrefix(),
                upstream.orElse(null),
                rule.upstreamRegistryUrl(),
                rule.upstreamRepositoryPrefix().orElse(null),
                rule.credentialArn().orElse(null),
                rule.customRoleArn().orElse(null),
                null,
                RecordedAdoptionPolicy.IF_UNOWNED,
                null,
                null));
        return ExportedObject.of(
                object,
                rule.upstreamRegistry()
                        .filter(found -> upstream.isEmpty())
                        .map(found -> List.of("spec.upstreamRegistry is left out: " + found + " is not known here."))
                        .orElse(List.of()));
    }

    private static Optional<UpstreamRegistry> known(String label) {
        return Stream.of(UpstreamRegistry.values())
                .filter(each -> each.label().equals(label))
                .findFirst();
    }
}
