package io.ecroperator.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The actions of ECR Public. It may know more than this list, so an action that is not here is never refused for that.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistrypublic.html">
 *     Actions, resources, and condition keys for Amazon ECR Public</a>
 */
final class PublicActions {

    private static final Map<String, String> OF_REPOSITORIES = byFoldedName(
            "ecr-public:BatchCheckLayerAvailability",
            "ecr-public:BatchDeleteImage",
            "ecr-public:CompleteLayerUpload",
            "ecr-public:CreateRepository",
            "ecr-public:DeleteRepository",
            "ecr-public:DeleteRepositoryPolicy",
            "ecr-public:DescribeImageTags",
            "ecr-public:DescribeImages",
            "ecr-public:DescribeRepositories",
            "ecr-public:GetRepositoryCatalogData",
            "ecr-public:GetRepositoryPolicy",
            "ecr-public:InitiateLayerUpload",
            "ecr-public:ListTagsForResource",
            "ecr-public:PutImage",
            "ecr-public:PutRepositoryCatalogData",
            "ecr-public:SetRepositoryPolicy",
            "ecr-public:TagResource",
            "ecr-public:UntagResource",
            "ecr-public:UploadLayerPart");

    private static final Map<String, String> OF_REGISTRIES = byFoldedName(
            "ecr-public:DescribeRegistries",
            "ecr-public:GetAuthorizationToken",
            "ecr-public:GetRegistryCatalogData",
            "ecr-public:PutRegistryCatalogData");

    private PublicActions() {}

    static boolean isUnknown(String action) {
        return !action.contains("*")
                && !action.contains("?")
                && !OF_REPOSITORIES.containsKey(Spelling.FOLDED.name(action))
                && ofRegistry(action).isEmpty();
    }

    static Optional<String> ofRegistry(String action) {
        return Optional.ofNullable(OF_REGISTRIES.get(Spelling.FOLDED.name(action)));
    }

    private static Map<String, String> byFoldedName(String... actions) {
        return List.of(actions).stream()
                .collect(Collectors.toUnmodifiableMap(Spelling.FOLDED::name, Function.identity()));
    }
}
