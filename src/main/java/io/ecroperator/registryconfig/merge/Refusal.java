package io.ecroperator.registryconfig.merge;

/**
 * Why something that a fragment wants is not put into ECR.
 *
 * @param why a sentence that names the entry
 */
public record Refusal(Kind kind, String why) {

    /** What keeps it out. */
    public enum Kind {
        /** Another fragment wants something else in its place. */
        CONFLICT,
        /** Something else is there, and no fragment has put it there. */
        NOT_OWNED,
        /** ECR takes no more. */
        QUOTA,
        /** ECR does not take it together with what is there. */
        INVALID,
        /** ECR has refused it. */
        REJECTED,
        /** ECR has refused it, since IAM does not know a principal, perhaps not yet. */
        UNKNOWN_PRINCIPAL,
        /** ECR has refused it for a quota, which others may make room in. */
        LIMITED;

        /** Whether ECR has said so, in a sentence that says what to do too. */
        public boolean isOfEcr() {
            return this == REJECTED || passes();
        }

        /** Whether ECR may take it without an edit. */
        public boolean passes() {
            return this == UNKNOWN_PRINCIPAL || this == LIMITED;
        }
    }
}
