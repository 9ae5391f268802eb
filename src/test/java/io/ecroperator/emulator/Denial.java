package io.ecroperator.emulator;

/** AccessDeniedException in AWS's wording, from which clients read the missing action. */
final class Denial {
    private Denial() {}

    static AwsError byIdentityPolicy(AwsRequest request) {
        return denied(request, request.ownRegistry(), "identity-based");
    }

    static AwsError byResourcePolicy(AwsRequest request, RegistryKey registry) {
        return denied(request, registry, "resource-based");
    }

    private static AwsError denied(AwsRequest request, RegistryKey registry, String policy) {
        String action = request.service() + ":" + request.operation();
        String message = "User: %s is not authorized to perform: %s%s because no %s policy allows the %s action"
                .formatted(request.caller().arn(), action, resource(request, registry), policy, action);
        return AwsError.of("AccessDeniedException", message);
    }

    private static String resource(AwsRequest request, RegistryKey registry) {
        if (!"ecr".equals(request.service())) {
            return "";
        }
        if ("GetAuthorizationToken".equals(request.operation())) {
            return " on resource: *";
        }
        String name = request.repositoryName();
        return " on resource: " + registry.repositoryArn(name.isEmpty() ? "*" : name);
    }
}
