package io.ecroperator.emulator;

import java.util.function.Function;

/** How requests of one of ECR's two services say which registry and which repository they are about. */
interface Addressing {
    /**
     * A repository by its ARN.
     *
     * @param registry where it would be
     * @param name its name, there or not
     */
    record Resource(RegistryState registry, String name) {}

    /** {@return the registry a request is about, if the caller may use it; the caller's own if it names none} */
    RegistryState registry(AwsRequest request);

    /** {@return a repository name, checked by length and pattern} */
    String checkName(String parameter, String name);

    /** {@return what the request's resourceArn names, if the caller may use it} */
    Resource resource(AwsRequest request);

    /** {@return the request's repositoryName} */
    default String repositoryName(Parameters parameters) {
        return checkName("repositoryName", parameters.required("repositoryName"));
    }

    /** Runs under the monitor of the repository that the request names; RepositoryNotFoundException if it is not there. */
    default <T> T with(AwsRequest request, Function<Repository, T> action) {
        String name = repositoryName(request.parameters());
        return registry(request).with(name, action);
    }
}
