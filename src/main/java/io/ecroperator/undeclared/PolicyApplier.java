package io.ecroperator.undeclared;

import io.ecroperator.aws.RepositoryDoors;
import io.ecroperator.ownership.Cluster;
import io.ecroperator.ownership.PolicyTags;
import io.ecroperator.undeclared.PolicyChange.DeletePolicy;
import io.ecroperator.undeclared.PolicyChange.PutPolicy;
import io.ecroperator.undeclared.PolicyChange.TagResource;
import io.ecroperator.undeclared.PolicyChange.UntagResource;
import java.util.Map;
import java.util.Set;

/** Makes changes, one call each. */
record PolicyApplier(RepositoryDoors doors, PolicyDoor door, Cluster cluster) {

    /** Makes a change; throws {@code AwsException} if AWS does not. */
    void apply(PolicyChange change) {
        PolicyTags tags = door.tags();
        switch (change) {
            case TagResource(var arn, var marker) ->
                doors.tags()
                        .tagResource(
                                arn,
                                Map.of(
                                        tags.policy(),
                                        marker,
                                        tags.clusterUid(),
                                        cluster.uid().uid()));
            case PutPolicy put -> door.put(doors, put);
            case DeletePolicy(var name, var difference) -> door.delete(doors, name);
            case UntagResource(var arn, var withClusterUid) ->
                doors.tags()
                        .untagResource(
                                arn, withClusterUid ? Set.of(tags.policy(), tags.clusterUid()) : Set.of(tags.policy()));
        }
    }
}
