package io.ecroperator.emulator.dataplane;

/** Where images are, and who may do what to them. */
public interface Repositories {
    /**
     * Opens a repository for one action.
     *
     * @param host by which it was reached
     * @param visitor who asks
     * @param name repository name as in the path; of a public one with the registry's alias before it
     * @param action ECR's name of what is to be done, for example {@code BatchGetImage}
     * @return the repository; DistributionError NAME_UNKNOWN if there is none, DENIED if the visitor may not do that
     */
    OpenRepository open(RegistryHost host, Visitor visitor, String name, String action);
}
