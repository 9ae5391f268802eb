package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.AdoptionPolicy;
import io.ecroperator.api.v1alpha1.RecreatePolicy;
import io.ecroperator.aws.Encryption;
import io.ecroperator.aws.TagMutability;
import io.ecroperator.ownership.ClusterUid;
import io.ecroperator.policy.PolicyDocument;
import io.ecroperator.tagged.TagWish;
import java.util.Map;
import java.util.Optional;

/**
 * What the spec asks of ECR, as values. An empty optional is a field that is absent, and so unmanaged; an empty document
 * asks for no policy.
 *
 * @param registryRef the EcrRegistry that the spec names
 * @param owner the value of the ownership tag that names this object
 * @param clusterUid which cluster this is
 * @param encryptionAtCreation what the registry encrypts new repositories with, if the spec says nothing
 * @param attachments what the shared policies mean for the repository
 * @param allowLockout whether the repository policy may lock the operator out
 * @param takingNotPermitted why {@code adoptionPolicy: Always} does not take the repository from another owner, and who could
 *     let it; empty if it does
 */
public record DesiredRepository(
        String repositoryName,
        Optional<String> registryRef,
        String owner,
        ClusterUid clusterUid,
        Optional<TagMutability> tagMutability,
        Optional<Boolean> scanOnPush,
        Optional<Encryption> encryption,
        Optional<Encryption> encryptionAtCreation,
        Optional<Map<String, String>> tags,
        Optional<PolicyDocument> lifecyclePolicy,
        Optional<PolicyDocument> repositoryPolicy,
        PolicyAttachments attachments,
        boolean allowLockout,
        AdoptionPolicy adoptionPolicy,
        Optional<String> takingNotPermitted,
        RecreatePolicy recreatePolicy) {

    /** What of it is about tags, and whose the repository is. */
    TagWish wish() {
        return new TagWish("Repository " + repositoryName, owner, clusterUid, tags, adoptionPolicy, takingNotPermitted);
    }
}
