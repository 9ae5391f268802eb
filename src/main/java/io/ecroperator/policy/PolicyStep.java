package io.ecroperator.policy;

import java.util.Optional;

/** What makes a policy in AWS say what is wanted. */
public sealed interface PolicyStep {

    /** Puts this text; {@code edit} says what comes and goes with it. */
    record Put(String text, PolicyEdit edit) implements PolicyStep {}

    /** Deletes the policy; the difference says what goes with it. */
    record Delete(PolicyDifference difference) implements PolicyStep {}

    /**
     * The step to what is wanted; empty if that is said already.
     *
     * @param found the text that was read; empty if there is no policy
     */
    static Optional<PolicyStep> between(Optional<String> found, PolicyDocument wanted) {
        if (wanted.isEmpty()) {
            return found.map(text -> new Delete(PolicyDifference.of(found, wanted)));
        }
        return found.filter(wanted::isSaidBy).isPresent()
                ? Optional.empty()
                : Optional.of(new Put(wanted.text(), PolicyEdit.of(found, wanted)));
    }
}
