package io.ecroperator.access;

import io.ecroperator.api.v1alpha1.RegistryKind;
import java.util.Optional;

/**
 * Who may do what in one registry. Every answer is empty where it may be, and else a sentence that says who can grant it and
 * how. Nothing is called for an object that is refused.
 */
public interface Access {

    /** Whether a namespace may use the registry with objects of a kind at all. */
    Optional<String> refusal(RegistryKind kind, String namespace);

    /** The same for a repository of that name in ECR; one that may not be had is not looked at either. */
    Optional<String> refusal(RegistryKind kind, String namespace, String repositoryName);

    /**
     * Whether an object that is about the repository of that name may name a secret, a role or a key, given as it is written
     * there: AWS asks what the operator may do with it, and not what the object's author may.
     */
    Optional<String> refusal(RegistryKind kind, String namespace, String repositoryName, String arn);

    /**
     * Whether objects of a kind have a power in a namespace on any repository; for where the power would act, ask with the name
     * too.
     */
    Optional<String> missing(Power power, RegistryKind kind, String namespace);

    /** The same for the repository of that name in ECR. */
    Optional<String> missing(Power power, RegistryKind kind, String namespace, String repositoryName);
}
