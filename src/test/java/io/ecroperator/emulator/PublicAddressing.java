package io.ecroperator.emulator;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ECR Public's: one registry per account, which some operations take by its alias too. */
record PublicAddressing(EmulatorState state) implements Addressing {
    private static final String NAME_REGEX = "(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*";
    private static final Pattern NAME = Pattern.compile(NAME_REGEX);
    private static final int NAME_MIN = 2;
    private static final int NAME_MAX = 205;
    private static final Pattern ARN = Pattern.compile("arn:aws:ecr-public::([0-9]{12}):repository/(.+)");
    private static final String REGISTRY_ID = "registryId";
    private static final int ALIAS_MIN = 2;
    private static final int ALIAS_MAX = 50;

    /** The operations that docker clients come to, which know a registry by the first part of its repositories' names. */
    private static final Set<String> BY_ALIAS = Set.of(
            "BatchCheckLayerAvailability",
            "BatchDeleteImage",
            "CompleteLayerUpload",
            "InitiateLayerUpload",
            "PutImage",
            "UploadLayerPart");

    @Override
    public RegistryState registry(AwsRequest request) {
        String own = request.caller().account();
        RegistryState registry = state.publicRegistry(account(request).orElse(own));
        if (!registry.key().account().equals(own)) {
            if (!RepositoryPolicy.lets(registry, request)) {
                throw Denial.byResourcePolicy(request, registry.key());
            }
        } else if (RepositoryPolicy.forbids(registry, request)) {
            throw Denial.byExplicitDeny(request, registry.key());
        }
        return registry;
    }

    private static Optional<String> account(AwsRequest request) {
        Parameters parameters = request.parameters();
        if (!BY_ALIAS.contains(request.operation())) {
            return parameters.registryId();
        }
        return parameters
                .string(REGISTRY_ID, ALIAS_MIN, ALIAS_MAX)
                .map(id -> id.matches("[0-9]{12}")
                        ? id
                        : PublicAlias.account(id)
                                .orElseThrow(() -> AwsError.of(
                                        "RegistryNotFoundException",
                                        "The registry with id '%s' does not exist".formatted(id))));
    }

    @Override
    public String checkName(String parameter, String name) {
        Parameters.checkLength(parameter, name, NAME_MIN, NAME_MAX);
        if (!NAME.matcher(name).matches()) {
            throw AwsError.invalidParameter(parameter, "must satisfy regular expression '" + NAME_REGEX + "'");
        }
        return name;
    }

    @Override
    public Resource resource(AwsRequest request) {
        Matcher arn = ARN.matcher(request.parameters().required("resourceArn"));
        if (!arn.matches()) {
            throw AwsError.invalidParameter("resourceArn", "Invalid ARN");
        }
        RegistryState registry = state.publicRegistry(arn.group(1));
        if (!arn.group(1).equals(request.caller().account())) {
            throw Denial.byResourcePolicy(request, registry.key());
        }
        return new Resource(registry, arn.group(2));
    }
}
