package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/** What a user asks of one repository. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EcrRepositorySpec(
        String repositoryName,
        ImageTagMutability imageTagMutability,
        List<ImageTagMutabilityExclusionFilter> imageTagMutabilityExclusionFilters,
        ImageScanningConfiguration imageScanningConfiguration,
        EncryptionConfiguration encryptionConfiguration,
        Map<String, String> tags,
        LifecyclePolicy lifecyclePolicy,
        RepositoryPolicy repositoryPolicy,
        ManagementPolicy managementPolicy,
        AdoptionPolicy adoptionPolicy,
        DeletionPolicy deletionPolicy,
        RecreatePolicy recreatePolicy,
        Output output) {}
