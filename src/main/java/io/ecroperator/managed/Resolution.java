package io.ecroperator.managed;

import io.ecroperator.status.Reason;

/** What a spec comes to before AWS is asked. */
public sealed interface Resolution<D> {

    /** The spec is well-formed. */
    record Resolved<D>(D desired, Remarks remarks) implements Resolution<D> {

        /** With nothing to remark. */
        public Resolved(D desired) {
            this(desired, Remarks.NONE);
        }
    }

    /** The spec asks for something that AWS would refuse; only an edit helps. */
    record Refused<D>(Reason reason, String message) implements Resolution<D> {}
}
