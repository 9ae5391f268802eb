package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What the operator knows of the repository. Written by the operator only; instants are RFC 3339 in UTC. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record EcrRepositoryStatus(
        @JsonPropertyDescription("metadata.generation of the spec that this status speaks of. Lower than"
                + " metadata.generation: the operator has not seen the last edit yet; -1: it has seen none.")
        Long observedGeneration,

        @JsonPropertyDescription(
                "State by aspect, one entry per type. Ready is the summary: True means that ECR equals" + " the spec.")
        @Size(max = 16)
        List<Condition> conditions,

        @JsonPropertyDescription("What to push to and pull from, such as"
                + " 123456789012.dkr.ecr.eu-west-1.amazonaws.com/team-a/api. Absent until the repository"
                + " exists.")
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

        @JsonPropertyDescription("Number of images, read only where there was a reason to, such as a deletion that is"
                + " blocked by them. Absent otherwise.")
        @Min(0)
        Integer imageCount,

        @JsonPropertyDescription("The lifecycle policy in ECR. Absent where there is none or it is not managed.")
        Lifecycle lifecycle,

        @JsonPropertyDescription("The repository policy in ECR. Absent where there is none or it is not managed.")
        Policy repositoryPolicy,

        @JsonPropertyDescription("Keys of the AWS tags that the operator has set and will remove when they leave the"
                + " spec, the ownership tag among them; also keys in a call that AWS has not answered.")
        @Size(max = 100)
        List<@Size(max = 128) String> managedTagKeys,

        @JsonPropertyDescription(
                "What somebody else changed in ECR and how long ago. Absent while ECR equals the spec.")
        Drift drift,

        @JsonPropertyDescription(
                "When AWS first refused the repository policy of this spec for a principal that it does"
                        + " not know, RFC 3339 in UTC. Absent otherwise. Two minutes later condition Stalled is True.")
        @Size(max = 64)
        String unknownPrincipalSince,

        @JsonPropertyDescription("With managementPolicy Observe: the changes that Full would make, one per line and in"
                + " order. Absent or empty: none.")
        @Size(max = 64)
        List<@Size(max = 1024) String> plan,

        @JsonPropertyDescription("Value of the annotation ecr-operator.io/reconcile-requested-at that was last carried"
                + " out. Equal to the annotation: the request is done.")
        @Size(max = 1024)
        String lastHandledReconcileAt)
        implements ManagedStatus {

    /** Copies the lists, so that a status never changes. */
    public EcrRepositoryStatus {
        conditions = Copies.of(conditions);
        managedTagKeys = Copies.of(managedTagKeys);
        plan = Copies.of(plan);
    }

    /** Where the lifecycle policy in ECR comes from, and which one it is. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Lifecycle(
            @JsonPropertyDescription(
                    "Which object the policy comes from: Inline for this one, or" + " EcrLifecyclePolicy/<name>.")
            @Size(max = 512)
            String source,

            @JsonPropertyDescription("How this object comes to the EcrLifecyclePolicy. Absent for Inline.")
            AttachedBy attachedBy,

            @JsonPropertyDescription("Digest of the policy in its canonical form: equal digests, equal policies.")
            @Size(max = 128)
            String digest,

            @JsonPropertyDescription("When ECR last evaluated the policy, RFC 3339 in UTC. Absent until it has.")
            @Size(max = 64)
            String lastEvaluatedAt) {}

    /** Where the repository policy in ECR comes from, and which one it is. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Policy(
            @JsonPropertyDescription(
                    "Which object the policy comes from: Inline for this one, or EcrRepositoryPolicy/<name>.")
            @Size(max = 512)
            String source,

            @JsonPropertyDescription("How this object comes to the EcrRepositoryPolicy. Absent for Inline.")
            AttachedBy attachedBy,

            @JsonPropertyDescription("Digest of the policy's meaning: equal digests, equal policies.") @Size(max = 128)
            String digest) {}
}
