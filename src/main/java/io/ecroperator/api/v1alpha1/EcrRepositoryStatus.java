package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What the operator knows of the repository. Written by the operator only. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EcrRepositoryStatus(
        Long observedGeneration,
        List<Condition> conditions,
        String repositoryUri,
        String repositoryArn,
        String registryId,
        String createdAt,
        Integer imageCount,
        Lifecycle lifecycle,
        List<String> managedTagKeys,
        Drift drift,
        List<String> plan,
        String lastHandledReconcileAt) {

    /** Where the lifecycle policy in ECR comes from, and which one it is. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Lifecycle(String source, String digest, String lastEvaluatedAt) {}

    /** Facets that differ from the spec without an edit of the spec. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Drift(List<String> facets, String detectedAt) {}
}
