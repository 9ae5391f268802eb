package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What the operator knows of the template. Written by the operator only; instants are RFC 3339 in UTC. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record EcrRepositoryCreationTemplateStatus(
        @JsonPropertyDescription("metadata.generation of the spec that this status speaks of. Lower than"
                + " metadata.generation: the operator has not seen the last edit yet; -1: it has seen none.")
        Long observedGeneration,

        @JsonPropertyDescription(
                "State by aspect, one entry per type. Ready is the summary: True means that ECR equals the spec.")
        @Size(max = 16)
        List<Condition> conditions,

        @JsonPropertyDescription("Prefix of the template in ECR. Absent until the template exists.") @Size(max = 256)
        String prefix,

        @JsonPropertyDescription("AWS account that the template is in. Absent until the template exists.")
        @Size(max = 64)
        String registryId,

        @JsonPropertyDescription("AWS region that the template is in. Absent until the template exists.")
        @Size(max = 64)
        String region,

        @JsonPropertyDescription(
                "When ECR created the template. Another instant than before means another template. Absent until"
                        + " the template exists.")
        @Size(max = 64)
        String createdAt,

        @JsonPropertyDescription(
                "Whether the template of createdAt is this object's: it created it, or took it over. Templates have no"
                        + " tags, so this is the only record. Absent: it is not.")
        Boolean owned,

        @JsonPropertyDescription(
                "When this object asked ECR to create the template, as long as ECR has not answered; written before the call."
                        + " A template like that of the spec that was created within 15 minutes of it is this object's.")
        @Size(max = 64)
        String creationAskedAt,

        @JsonPropertyDescription(
                "What somebody else changed in ECR and how long ago. Absent while ECR equals the spec.")
        Drift drift,

        @JsonPropertyDescription("With managementPolicy Observe: the changes that Full would make, one per line and in"
                + " order. Absent or empty: none.")
        @Size(max = 64)
        List<@Size(max = 1024) String> plan,

        @JsonPropertyDescription("Value of the annotation ecr-operator.io/reconcile-requested-at that was last carried"
                + " out. Equal to the annotation: the request is done.")
        @Size(max = 1024)
        String lastHandledReconcileAt)
        implements RecordedStatus {

    /** Copies the lists, so that a status never changes. */
    public EcrRepositoryCreationTemplateStatus {
        conditions = Copies.of(conditions);
        plan = Copies.of(plan);
    }
}
