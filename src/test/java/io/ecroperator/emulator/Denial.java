package io.ecroperator.emulator;

import io.ecroperator.emulator.iam.Question;

/**
 * AccessDeniedException in AWS's wording, from which clients read the missing action.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">Troubleshoot access denied
 *     error messages</a>
 */
final class Denial {
    private static final int FORBIDDEN = 403;

    private Denial() {}

    static AwsError byIdentityPolicy(AwsRequest request) {
        return notAllowed(request, request.ownRegistry(), "identity-based");
    }

    /** By a policy that allows some repositories, of which this is none. */
    static AwsError byIdentityPolicy(AwsRequest request, String repository) {
        return denied(
                request,
                " on resource: " + request.ownRegistry().repositoryArn(repository),
                "because no identity-based policy allows the %s action".formatted(action(request)));
    }

    /** By a policy that does not allow what was asked of it, or denies it. The tagging API names no resource. */
    static AwsError byIdentityPolicy(AwsRequest request, Question question, boolean explicitly) {
        boolean named = !request.service().equals("tag");
        String why = explicitly
                ? "with an explicit deny in an identity-based policy"
                : "because no identity-based policy allows the %s action".formatted(question.action());
        return denied(request, question.action(), named ? " on resource: " + question.resource() : "", " " + why);
    }

    static AwsError byResourcePolicy(AwsRequest request, RegistryKey registry) {
        return notAllowed(request, registry, "resource-based");
    }

    static AwsError byExplicitDeny(AwsRequest request, RegistryKey registry) {
        return denied(request, resource(request, registry), "with an explicit deny in a resource-based policy");
    }

    private static AwsError notAllowed(AwsRequest request, RegistryKey registry, String policy) {
        return denied(
                request,
                resource(request, registry),
                "because no %s policy allows the %s action".formatted(policy, action(request)));
    }

    /** STS gives no reason. */
    private static AwsError denied(AwsRequest request, String resource, String why) {
        boolean sts = request.service().equals("sts");
        return denied(request, action(request), resource, sts ? "" : " " + why);
    }

    private static AwsError denied(AwsRequest request, String action, String resource, String why) {
        String message = request.isOf("sts", "AssumeRoleWithWebIdentity")
                ? "Not authorized to perform sts:AssumeRoleWithWebIdentity"
                : "User: %s is not authorized to perform: %s%s%s"
                        .formatted(request.caller().arn(), action, resource, why);
        return request.service().equals("sts")
                ? AwsError.of("AccessDenied", message, FORBIDDEN)
                : AwsError.of("AccessDeniedException", message);
    }

    private static String action(AwsRequest request) {
        return request.service() + ":" + request.operation();
    }

    private static String resource(AwsRequest request, RegistryKey registry) {
        if ("GetAuthorizationToken".equals(request.operation())) {
            return " on resource: *";
        }
        String role = request.parameters().body().path("RoleArn").asText();
        if (!role.isEmpty()) {
            return " on resource: " + role;
        }
        if (!"ecr".equals(request.service())) {
            return "";
        }
        String name = request.authorisedRepositories().stream().findFirst().orElse("*");
        return " on resource: " + registry.repositoryArn(name);
    }
}
