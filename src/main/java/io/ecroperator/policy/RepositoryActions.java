package io.ecroperator.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The actions of ECR that act on a repository. ECR may know more than this list, so an action that is not here is never
 * refused for that; it is pointed at once ECR has refused the policy.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html">
 *     Actions, resources, and condition keys for Amazon ECR</a>
 */
final class RepositoryActions {

    /** So many letters apart, a name may be a slip of the pen. */
    private static final int TYPO = 2;

    private static final Map<String, String> BY_FOLDED_NAME = List.of(
                    "ecr:BatchCheckLayerAvailability",
                    "ecr:BatchDeleteImage",
                    "ecr:BatchGetImage",
                    "ecr:BatchGetRepositoryScanningConfiguration",
                    "ecr:BatchImportUpstreamImage",
                    "ecr:CompleteLayerUpload",
                    "ecr:CreateRepository",
                    "ecr:DeleteLifecyclePolicy",
                    "ecr:DeleteRepository",
                    "ecr:DeleteRepositoryPolicy",
                    "ecr:DescribeImageReplicationStatus",
                    "ecr:DescribeImageScanFindings",
                    "ecr:DescribeImageSigningStatus",
                    "ecr:DescribeImages",
                    "ecr:DescribeRepositories",
                    "ecr:GetAuthorizationToken",
                    "ecr:GetDownloadUrlForLayer",
                    "ecr:GetLifecyclePolicy",
                    "ecr:GetLifecyclePolicyPreview",
                    "ecr:GetRepositoryPolicy",
                    "ecr:InitiateLayerUpload",
                    "ecr:ListImageReferrers",
                    "ecr:ListImages",
                    "ecr:ListTagsForResource",
                    "ecr:PutImage",
                    "ecr:PutImageScanningConfiguration",
                    "ecr:PutImageTagMutability",
                    "ecr:PutLifecyclePolicy",
                    "ecr:ReplicateImage",
                    "ecr:SetRepositoryPolicy",
                    "ecr:StartImageScan",
                    "ecr:StartLifecyclePolicyPreview",
                    "ecr:TagResource",
                    "ecr:UntagResource",
                    "ecr:UpdateImageStorageClass",
                    "ecr:UploadLayerPart")
            .stream()
            .collect(Collectors.toUnmodifiableMap(Spelling.FOLDED::name, Function.identity()));

    private RepositoryActions() {}

    /** Whether the action, without wildcards, is none that is known here. */
    static boolean isUnknown(String action) {
        return !action.contains("*")
                && !action.contains("?")
                && !BY_FOLDED_NAME.containsKey(Spelling.FOLDED.name(action))
                && RegistryActions.find(action).isEmpty();
    }

    /** The action that an unknown one was probably meant to be. */
    static Optional<String> meant(String action) {
        String folded = action.toLowerCase(Locale.ROOT);
        return BY_FOLDED_NAME.keySet().stream()
                .filter(known -> Math.abs(known.length() - folded.length()) <= TYPO)
                .filter(known -> distance(known, folded) <= TYPO)
                .min(Comparator.comparingInt((String known) -> distance(known, folded))
                        .thenComparing(Comparator.naturalOrder()))
                .map(BY_FOLDED_NAME::get);
    }

    /** How many letters have to be added, left out or replaced (Levenshtein). */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int column = 0; column <= other.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= one.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= other.length(); column++) {
                int replaced = diagonal + (one.charAt(line - 1) == other.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
            }
        }
        return row[other.length()];
    }
}
