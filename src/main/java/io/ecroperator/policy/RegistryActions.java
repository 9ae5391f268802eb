package io.ecroperator.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The actions of ECR that have no repository as resource, and so grant nothing in a repository policy.
 *
 * <p>{@code ecr:GetAuthorizationToken} has none either and is not among them: ECR refused it in 2020
 * (cloudposse/terraform-aws-ecr#67) and takes it since. The default policy of terraform-aws-modules/terraform-aws-ecr
 * names it, so that many live repositories have it.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html">
 *     Actions, resources, and condition keys for Amazon ECR</a>
 */
final class RegistryActions {

    private static final Map<String, String> BY_FOLDED_NAME = List.of(
                    "ecr:CreatePullThroughCacheRule",
                    "ecr:CreateRepositoryCreationTemplate",
                    "ecr:DeletePullThroughCacheRule",
                    "ecr:DeleteRegistryPolicy",
                    "ecr:DeleteRepositoryCreationTemplate",
                    "ecr:DeleteSigningConfiguration",
                    "ecr:DeregisterPullTimeUpdateExclusion",
                    "ecr:DescribePullThroughCacheRules",
                    "ecr:DescribeRegistry",
                    "ecr:DescribeReplicationBackfillResults",
                    "ecr:DescribeRepositoryCreationTemplates",
                    "ecr:GetAccountSetting",
                    "ecr:GetRegistryPolicy",
                    "ecr:GetRegistryScanningConfiguration",
                    "ecr:GetSigningConfiguration",
                    "ecr:ListPullTimeUpdateExclusions",
                    "ecr:ListReplicationBackfills",
                    "ecr:PutAccountSetting",
                    "ecr:PutRegistryPolicy",
                    "ecr:PutRegistryScanningConfiguration",
                    "ecr:PutReplicationConfiguration",
                    "ecr:PutSigningConfiguration",
                    "ecr:RegisterPullTimeUpdateExclusion",
                    "ecr:StartReplicationBackfill",
                    "ecr:StopReplicationBackfill",
                    "ecr:UpdatePullThroughCacheRule",
                    "ecr:UpdateRepositoryCreationTemplate",
                    "ecr:ValidatePullThroughCacheRule")
            .stream()
            .collect(Collectors.toUnmodifiableMap(Spelling.FOLDED::name, Function.identity()));

    private RegistryActions() {}

    /** The action as AWS writes it, if it acts on the registry; patterns such as {@code ecr:Get*} never do. */
    static Optional<String> find(String action) {
        return Optional.ofNullable(BY_FOLDED_NAME.get(Spelling.FOLDED.name(action)));
    }
}
