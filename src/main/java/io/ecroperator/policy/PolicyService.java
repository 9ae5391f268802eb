package io.ecroperator.policy;

import java.util.Optional;

/** The service whose repositories a policy is for: each has actions of its own. */
public enum PolicyService {
    /** Private repositories. */
    ECR("ecr:"),

    /** Public repositories. */
    ECR_PUBLIC("ecr-public:");

    private final String prefix;

    PolicyService(String prefix) {
        this.prefix = prefix;
    }

    /** What its actions begin with, such as {@code ecr:}. */
    String prefix() {
        return prefix;
    }

    /** Whether the action, without wildcards, is none that is known here. */
    boolean isUnknown(String action) {
        return switch (this) {
            case ECR -> RepositoryActions.isUnknown(action);
            case ECR_PUBLIC -> PublicActions.isUnknown(action);
        };
    }

    /** The action that an unknown one was probably meant to be. */
    Optional<String> meant(String action) {
        return switch (this) {
            case ECR -> RepositoryActions.meant(action);
            case ECR_PUBLIC -> Optional.empty();
        };
    }

    /** The action as AWS writes it, if it acts on the registry and so on no repository. */
    Optional<String> registryAction(String action) {
        return switch (this) {
            case ECR -> RegistryActions.find(action);
            case ECR_PUBLIC -> PublicActions.ofRegistry(action);
        };
    }
}
