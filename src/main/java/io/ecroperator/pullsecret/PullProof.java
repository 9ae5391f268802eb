package io.ecroperator.pullsecret;

import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.Reason;

/** Whether the logins of an object were shown to pull. */
sealed interface PullProof {

    /** The spec asks for no proof. */
    record NotAsked() implements PullProof {}

    /** Not every registry has answered yet; what was known before stands. */
    record Pending() implements PullProof {}

    /** What the registries say together: the worst of their answers. */
    record Answered(ConditionStatus status, Reason reason, String message) implements PullProof {}
}
