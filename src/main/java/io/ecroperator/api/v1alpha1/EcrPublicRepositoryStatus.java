package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What the operator knows of the public repository. Written by the operator only; instants are RFC 3339 in UTC. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record EcrPublicRepositoryStatus(
        @JsonPropertyDescription("metadata.generation of the spec that this status speaks of. Lower than"
                + " metadata.generation: the operator has not seen the last edit yet; -1: it has seen none.")
        Long observedGeneration,

        @JsonPropertyDescription(
                "State by aspect, one entry per type. Ready is the summary: True means that ECR equals the spec.")
        @Size(max = 16)
        List<Condition> conditions,

        @JsonPropertyDescription(
                "What to push to and pull from, such as public.ecr.aws/a1b2c3d4/team-a/api. Absent until the"
                        + " repository exists.")
        @Size(max = 1024)
        String repositoryUri,

        @JsonPropertyDescription("ARN of the repository, for IAM policies. Absent until the repository exists.")
        @Size(max = 1024)
        String repositoryArn,

        @JsonPropertyDescription("AWS account that the repository is in. Absent until the repository exists.")
        @Size(max = 64)
        String registryId,

        @JsonPropertyDescription("When ECR created the repository, RFC 3339 in UTC. A later instant than before means"
                + " that it was created again, empty. Absent until it is known.")
        @Size(max = 64)
        String createdAt,

        @JsonPropertyDescription(
                "The logo that the operator has written, since AWS does not give it back. Absent where none was"
                        + " written.")
        Logo logo,

        @JsonPropertyDescription("Keys of the AWS tags that the operator has set and will remove when they leave the"
                + " spec, the ownership tag among them; also keys in a call that AWS has not answered.")
        @Size(max = 100)
        List<@Size(max = 128) String> managedTagKeys,

        @JsonPropertyDescription(
                "What somebody else changed in ECR and how long ago. Absent while ECR equals the spec.")
        Drift drift,

        @JsonPropertyDescription("With managementPolicy Observe: the changes that Full would make, one per line and in"
                + " order. Absent or empty: none.")
        @Size(max = 64)
        List<@Size(max = 1024) String> plan,

        @JsonPropertyDescription(
                "Value of the annotation ecr-operator.io/reconcile-requested-at that was last carried" + " out.")
        @Size(max = 1024)
        String lastHandledReconcileAt)
        implements ManagedStatus {

    /** Copies the lists, so that a status never changes. */
    public EcrPublicRepositoryStatus {
        conditions = Copies.of(conditions);
        managedTagKeys = Copies.of(managedTagKeys);
        plan = Copies.of(plan);
    }

    /** A logo by what can be known of it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Logo(
            @JsonPropertyDescription("SHA-256 of the picture, as sha256:<hex>; empty where the logo was removed.")
            @Size(max = 128)
            String digest,

            @JsonPropertyDescription("Where AWS kept it after it was written. Absent where AWS has not said.")
            @Size(max = 2048)
            String url) {}
}
