package io.ecroperator.planning;

import io.ecroperator.aws.connection.EcrConnection;
import java.util.List;
import java.util.Optional;

/**
 * One thing that the operator would do, mostly by one call.
 *
 * @param fields of the spec that it is about
 * @param call the call with its values, as in Events and in {@code status.plan}; of policies, rules and statements by name, and
 *     never the text
 * @param details one line for each part that comes ({@code +}), goes ({@code -}) or changes ({@code ~}), such as a tag, a rule or a
 *     setting; empty where the call says it all
 * @param expiry the lifecycle policy that it puts on a repository that exists; empty if it puts none
 * @param images how many images go with it, or more; 0 if none does or nobody knows
 */
public record Step(
        Effect effect, List<String> fields, String call, List<String> details, Optional<Expiry> expiry, int images) {

    /** Copies the lists. */
    public Step {
        fields = List.copyOf(fields);
        details = List.copyOf(details);
    }

    /** A step that no image goes with. */
    public Step(Effect effect, List<String> fields, String call, List<String> details, Optional<Expiry> expiry) {
        this(effect, fields, call, details, expiry, 0);
    }

    /** What ECR can be asked to preview. */
    public record Expiry(EcrConnection connection, String repositoryName, String lifecyclePolicyText) {}
}
