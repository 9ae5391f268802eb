package io.ecroperator.status;

import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What to do about a repository policy that ECR has refused, where its sentence does not say. Never holds a policy body.
 *
 * @param policy how sentences name what is to be corrected
 * @param allowLockout the field that permits a policy which locks the operator out
 * @param service the service in the names of actions: {@code ecr} or {@code ecr-public}
 */
public record RepositoryPolicyAdvice(String policy, String allowLockout, String service) {

    /** For private repositories. */
    public RepositoryPolicyAdvice(String policy, String allowLockout) {
        this(policy, allowLockout, "ecr");
    }

    /**
     * The advice in place of the reason's remedy; empty where that says it all.
     *
     * @param suspicions what in the policy is worth a look
     * @param principals the users and roles that it names
     */
    public Optional<String> on(AwsFailure failure, List<String> suspicions, List<String> principals) {
        if (failure.kind() == Kind.PRINCIPAL_NOT_FOUND) {
            return principals.isEmpty()
                    ? Optional.empty()
                    : Optional.of("Create the role or user, or correct " + policy + ", which names "
                            + Noun.listed(principals) + ".");
        }
        if (failure.kind() != Kind.INVALID) {
            return Optional.empty();
        }
        return Optional.of(lockout(failure) ? leaveTheOperatorIn() : correct(suspicions));
    }

    /** ECR: "would prevent the caller from setting a repository policy in the future". */
    private static boolean lockout(AwsFailure failure) {
        return failure.message().contains("prevent the caller");
    }

    private String leaveTheOperatorIn() {
        return "Leave " + service + ":SetRepositoryPolicy to the operator's identity in " + policy + ", or set "
                + allowLockout + ": true if nobody is to change the policy any more.";
    }

    private String correct(List<String> suspicions) {
        return suspicions.isEmpty()
                ? "Correct " + policy
                        + ": ECR does not say which part it refuses. Check that every principal exists, that"
                        + " every action is one of ECR on a repository, and the names of condition keys."
                : "Correct " + policy + ": "
                        + suspicions.stream().limit(Noun.NAMED).collect(Collectors.joining("; "));
    }
}
