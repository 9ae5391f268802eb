package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** Where a fragment stands. Written by the operator only. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record EcrRegistryConfigurationStatus(
        @JsonPropertyDescription("metadata.generation of the spec that this status speaks of. Lower than"
                + " metadata.generation: the operator has not seen the last edit yet; -1: it has seen none.")
        Long observedGeneration,

        @JsonPropertyDescription(
                "State by aspect, one entry per type. Ready is the summary: True means that the registry has"
                        + " what the spec says.")
        @Size(max = 16)
        List<Condition> conditions,

        @JsonPropertyDescription(
                "The account and region whose settings these are, as 123456789012/eu-central-1. Absent until"
                        + " it is known.")
        @Size(max = 64)
        String registry,

        @JsonPropertyDescription(
                "The entries in ECR that are this object's own, and that go with it, section by section;"
                        + " also those that it is about to put there. Written before the call, so that they are known again"
                        + " whatever becomes of its answer.")
        OwnedEntries ownedEntries,

        @JsonPropertyDescription(
                "The backfills of spec.replication.backfill, one for each destination. Written before the call that starts it,"
                        + " so that none is started twice.")
        @Size(max = 25)
        List<BackfillStatus> backfills,

        @JsonPropertyDescription(
                "With managementPolicy Observe: the changes that Full would make, one per line. Absent or"
                        + " empty: none.")
        @Size(max = 64)
        List<@Size(max = 2048) String> plan,

        @JsonPropertyDescription(
                "Value of the annotation ecr-operator.io/reconcile-requested-at that was last carried out."
                        + " Equal to the annotation: the request is done.")
        @Size(max = 1024)
        String lastHandledReconcileAt)
        implements Conditioned {

    /** Copies the lists, so that a status never changes. */
    public EcrRegistryConfigurationStatus {
        conditions = Copies.of(conditions);
        backfills = Copies.of(backfills);
        plan = Copies.of(plan);
    }
}
