package io.ecroperator.emulator;

/** AccessDeniedException in AWS's wording, from which clients read the missing action. */
final class Denial {
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

    private static AwsError denied(AwsRequest request, String resource, String why) {
        String message = "User: %s is not authorized to perform: %s%s %s"
                .formatted(request.caller().arn(), action(request), resource, why);
        return AwsError.of("AccessDeniedException", message);
    }

    private static String action(AwsRequest request) {
        return request.service() + ":" + request.operation();
    }

    private static String resource(AwsRequest request, RegistryKey registry) {
        if ("GetAuthorizationToken".equals(request.operation())) {
            return " on resource: *";
        }
        if (!"ecr".equals(request.service())) {
            return "";
        }
        String name = request.authorisedRepositories().stream().findFirst().orElse("*");
        return " on resource: " + registry.repositoryArn(name);
    }
}
