package io.ecroperator.lifecycle.undeclared;

import io.ecroperator.aws.LifecyclePolicyApi;
import io.ecroperator.aws.ResourceTagApi;
import io.ecroperator.lifecycle.undeclared.LifecycleChange.DeleteLifecyclePolicy;
import io.ecroperator.lifecycle.undeclared.LifecycleChange.PutLifecyclePolicy;
import io.ecroperator.lifecycle.undeclared.LifecycleChange.TagResource;
import io.ecroperator.lifecycle.undeclared.LifecycleChange.UntagResource;
import io.ecroperator.ownership.Cluster;
import io.ecroperator.ownership.Ownership;
import java.util.Map;
import java.util.Set;

/** Makes changes, one call each. */
final class LifecycleApplier {

    private final LifecyclePolicyApi policies;
    private final ResourceTagApi tags;
    private final Cluster cluster;

    LifecycleApplier(LifecyclePolicyApi policies, ResourceTagApi tags, Cluster cluster) {
        this.policies = policies;
        this.tags = tags;
        this.cluster = cluster;
    }

    /** Makes a change; throws {@code AwsException} if AWS does not. */
    void apply(LifecycleChange change) {
        switch (change) {
            case TagResource(var arn, var marker) ->
                tags.tagResource(
                        arn,
                        Map.of(
                                Ownership.LIFECYCLE_POLICY_TAG_KEY,
                                marker,
                                Ownership.CLUSTER_UID_TAG_KEY,
                                cluster.uid().uid()));
            case PutLifecyclePolicy(var name, var text, var difference) -> policies.putLifecyclePolicy(name, text);
            case DeleteLifecyclePolicy(var name, var difference) -> policies.deleteLifecyclePolicy(name);
            case UntagResource(var arn, var withClusterUid) ->
                tags.untagResource(
                        arn,
                        withClusterUid
                                ? Set.of(Ownership.LIFECYCLE_POLICY_TAG_KEY, Ownership.CLUSTER_UID_TAG_KEY)
                                : Set.of(Ownership.LIFECYCLE_POLICY_TAG_KEY));
        }
    }
}
