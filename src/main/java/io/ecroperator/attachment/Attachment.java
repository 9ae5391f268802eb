package io.ecroperator.attachment;

import io.ecroperator.api.v1alpha1.AttachedBy;
import io.ecroperator.policy.PolicyDocument;
import io.ecroperator.status.Reason;
import java.util.SortedSet;

/** What the shared policies of a namespace mean for one EcrRepository. */
public sealed interface Attachment {

    /** Nothing: the repository has a policy of its own, or nobody says anything about it. */
    record None() implements Attachment {}

    /**
     * The repository gets this policy.
     *
     * @param mayLockOut whether it may keep the operator from changing it later
     */
    record Attached(String policy, AttachedBy by, PolicyDocument document, boolean mayLockOut) implements Attachment {}

    /** The repository had this policy and is to lose it. */
    record Detached(String policy, AttachedBy by) implements Attachment {}

    /**
     * It cannot be told which policy the repository gets, so ECR keeps what it has.
     *
     * @param policies the names of the policies that are concerned
     * @param referenced whether the EcrRepository asked for the policy itself, and so is not as its spec says
     */
    record Unsettled(Reason reason, String message, SortedSet<String> policies, boolean referenced)
            implements Attachment {}
}
