package io.ecroperator.undeclared;

import io.ecroperator.policy.PolicyDifference;
import java.util.Optional;

/** One call that brings a repository which no EcrRepository declares closer to what a policy says. */
public sealed interface PolicyChange {

    /** Notes on the repository whose policy it has. */
    record TagResource(String repositoryArn, String marker) implements PolicyChange {}

    /**
     * Replaces the policy. The difference is empty if nobody has read what is replaced.
     *
     * @param mayLockOut whether it may keep the operator from changing it later
     */
    record PutPolicy(String repositoryName, String text, boolean mayLockOut, Optional<PolicyDifference> difference)
            implements PolicyChange {}

    /** Removes the policy. The difference is empty if nobody has read what is removed. */
    record DeletePolicy(String repositoryName, Optional<PolicyDifference> difference) implements PolicyChange {}

    /** Takes the note away; the UID of a cluster too, unless that is of another. */
    record UntagResource(String repositoryArn, boolean withClusterUid) implements PolicyChange {}

    /**
     * The call with what it puts on the repository or takes away, for those who read a plan.
     *
     * @param door whose operations they are
     */
    default String inWords(PolicyDoor door) {
        return switch (this) {
            case TagResource(var arn, var marker) ->
                "TagResource " + door.tags().policy() + "=" + marker;
            case UntagResource untag -> "UntagResource " + door.tags().policy();
            case PutPolicy put -> describe(door).orElseThrow();
            case DeletePolicy delete -> describe(door).orElseThrow();
        };
    }

    /**
     * The call, and by name the rules or statements that come and go with it, for Events; empty where none do.
     *
     * @param door whose operations they are
     */
    default Optional<String> describe(PolicyDoor door) {
        return switch (this) {
            case PutPolicy put -> Optional.of(door.putOperation() + inBrackets(put.difference()));
            case DeletePolicy delete -> Optional.of(door.deleteOperation() + inBrackets(delete.difference()));
            case TagResource tag -> Optional.empty();
            case UntagResource untag -> Optional.empty();
        };
    }

    private static String inBrackets(Optional<PolicyDifference> difference) {
        return difference
                .map(PolicyDifference::toString)
                .map(parts -> parts.isEmpty() ? "" : " (" + parts + ")")
                .orElse(" (what stood there before was not read)");
    }
}
