package io.ecroperator.lifecycle.undeclared;

import io.ecroperator.policy.PolicyDifference;
import java.util.Optional;

/** One call that brings a repository which no EcrRepository declares closer to what a policy says. */
public sealed interface LifecycleChange {

    /** Notes on the repository whose lifecycle policy it has. */
    record TagResource(String repositoryArn, String marker) implements LifecycleChange {}

    /** Replaces the lifecycle policy. The difference is empty if nobody has read what is replaced. */
    record PutLifecyclePolicy(String repositoryName, String text, Optional<PolicyDifference> difference)
            implements LifecycleChange {}

    /** Removes the lifecycle policy. The difference is empty if nobody has read what is removed. */
    record DeleteLifecyclePolicy(String repositoryName, Optional<PolicyDifference> difference)
            implements LifecycleChange {}

    /** Takes the note away; the UID of a cluster too, unless that is of another. */
    record UntagResource(String repositoryArn, boolean withClusterUid) implements LifecycleChange {}

    /** The call, and by name the rules that come and go with it, for Events; empty where no rules do. */
    default Optional<String> describe() {
        return switch (this) {
            case PutLifecyclePolicy(var name, var text, var difference) ->
                Optional.of("PutLifecyclePolicy" + inBrackets(difference));
            case DeleteLifecyclePolicy(var name, var difference) ->
                Optional.of("DeleteLifecyclePolicy" + inBrackets(difference));
            case TagResource tag -> Optional.empty();
            case UntagResource untag -> Optional.empty();
        };
    }

    private static String inBrackets(Optional<PolicyDifference> difference) {
        return difference
                .map(PolicyDifference::toString)
                .map(rules -> rules.isEmpty() ? "" : " (" + rules + ")")
                .orElse(" (what stood there before was not read)");
    }
}
