package io.ecroperator.lifecycle.undeclared;

import io.ecroperator.aws.EcrApi;
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

    private final EcrApi ecr;
    private final Cluster cluster;

    LifecycleApplier(EcrApi ecr, Cluster cluster) {
        this.ecr = ecr;
        this.cluster = cluster;
    }

    /** Makes a change; throws {@code AwsException} if AWS does not. */
    void apply(LifecycleChange change) {
        switch (change) {
            case TagResource(var arn, var marker) ->
                ecr.tagResource(
                        arn,
                        Map.of(
                                Ownership.LIFECYCLE_POLICY_TAG_KEY,
                                marker,
                                Ownership.CLUSTER_UID_TAG_KEY,
                                cluster.uid().uid()));
            case PutLifecyclePolicy(var name, var text, var difference) -> ecr.putLifecyclePolicy(name, text);
            case DeleteLifecyclePolicy(var name, var difference) -> ecr.deleteLifecyclePolicy(name);
            case UntagResource(var arn, var withClusterUid) ->
                ecr.untagResource(
                        arn,
                        withClusterUid
                                ? Set.of(Ownership.LIFECYCLE_POLICY_TAG_KEY, Ownership.CLUSTER_UID_TAG_KEY)
                                : Set.of(Ownership.LIFECYCLE_POLICY_TAG_KEY));
        }
    }
}
