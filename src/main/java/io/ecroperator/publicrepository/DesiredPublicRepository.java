package io.ecroperator.publicrepository;

import io.ecroperator.api.v1alpha1.RecreatePolicy;
import io.ecroperator.policy.PolicyDocument;
import io.ecroperator.tagged.TagWish;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a spec asks of ECR Public. An empty optional is a field that is absent, and so unmanaged; an empty document asks for no
 * policy.
 *
 * @param uid of the object, by which is remembered what was read for it
 * @param allowLockout whether the policy may lock the operator out
 * @param waitsForLogo whether the logo could not be had that the spec names, so that what the gallery shows is left as it is
 */
record DesiredPublicRepository(
        String uid,
        String repositoryName,
        TagWish tags,
        Optional<DesiredCatalog> catalogData,
        Optional<PolicyDocument> repositoryPolicy,
        boolean allowLockout,
        boolean waitsForLogo,
        RecreatePolicy recreatePolicy) {

    /** What has to be read beside the description: the tags say whose the repository is. */
    Set<Part> parts() {
        Set<Part> parts = EnumSet.of(Part.TAGS);
        catalogData.ifPresent(any -> parts.add(Part.CATALOG_DATA));
        repositoryPolicy.ifPresent(any -> parts.add(Part.REPOSITORY_POLICY));
        return parts;
    }
}
