package io.ecroperator.emulator;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ECR's: one registry per account and region. */
record PrivateAddressing(EmulatorState state) implements Addressing {
    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:ecr:([a-z0-9-]+):([0-9]{12}):repository/(.+)");

    @Override
    public RegistryState registry(AwsRequest request) {
        return state.registry(request);
    }

    @Override
    public String checkName(String parameter, String name) {
        return Parameters.checkRepositoryName(parameter, name);
    }

    @Override
    public Resource resource(AwsRequest request) {
        Matcher arn = ARN.matcher(request.parameters().required("resourceArn"));
        if (!arn.matches() || !arn.group(1).equals(request.region())) {
            throw AwsError.invalidParameter("resourceArn", "Invalid ARN");
        }
        RegistryKey key = new RegistryKey(arn.group(2), arn.group(1));
        if (!key.equals(request.ownRegistry())) {
            throw Denial.byResourcePolicy(request, key);
        }
        return new Resource(state.registry(key), arn.group(3));
    }
}
