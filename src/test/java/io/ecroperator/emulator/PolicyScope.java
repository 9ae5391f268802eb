package io.ecroperator.emulator;

import java.util.Locale;
import java.util.Set;

/**
 * Which of ECR's resource policies: a repository's of one of the two services, or the registry's in one of its two scopes.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry-permissions.html">Private registry permissions</a>
 */
enum PolicyScope {
    REPOSITORY("repository", RepositoryActions.ECR),
    PUBLIC_REPOSITORY("repository", RepositoryActions.ECR_PUBLIC),
    REGISTRY_V1("registry", RepositoryActions.ECR),
    REGISTRY_V2("registry", RepositoryActions.ECR);

    /** What a registry policy of scope V1 can be about. */
    private static final Set<String> V1_ACTIONS =
            Set.of("ecr:replicateimage", "ecr:batchimportupstreamimage", "ecr:createrepository");

    private final String label;
    private final RepositoryActions actions;

    PolicyScope(String label, RepositoryActions actions) {
        this.label = label;
        this.actions = actions;
    }

    /** {@return the actions of the service} */
    RepositoryActions actions() {
        return actions;
    }

    /** {@return the scope that the account setting REGISTRY_POLICY_SCOPE names} */
    static PolicyScope ofRegistry(String setting) {
        return setting.equals("V1") ? REGISTRY_V1 : REGISTRY_V2;
    }

    boolean takesResource() {
        return this == REGISTRY_V1 || this == REGISTRY_V2;
    }

    boolean allowsAction(String pattern) {
        return switch (this) {
            case REPOSITORY, PUBLIC_REPOSITORY -> actions.haveOneFor(pattern);
            case REGISTRY_V1 -> V1_ACTIONS.contains(pattern.toLowerCase(Locale.ROOT));
            case REGISTRY_V2 -> actions.isOfTheService(pattern);
        };
    }

    AwsError invalid() {
        return AwsError.invalidParameter(
                RepositoryPolicyGrammar.PARAMETER, "Invalid %s policy provided".formatted(label));
    }
}
