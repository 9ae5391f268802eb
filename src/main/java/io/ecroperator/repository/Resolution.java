package io.ecroperator.repository;

import io.ecroperator.status.Reason;

/** What a spec comes to before anyone looks at ECR. */
public sealed interface Resolution {

    /** The spec is well-formed. */
    record Resolved(DesiredRepository desired) implements Resolution {}

    /** The spec asks for something that ECR would refuse; only an edit helps. */
    record Refused(Reason reason, String message) implements Resolution {}
}
