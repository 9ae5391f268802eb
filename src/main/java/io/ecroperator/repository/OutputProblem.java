package io.ecroperator.repository;

import io.ecroperator.apiserver.WriteRefusal;
import io.ecroperator.status.FailureReport.Backoff;
import io.ecroperator.status.Reason;

/**
 * What keeps the output ConfigMap from being as the spec asks.
 *
 * @param message what happened and what to do
 * @param trouble whether the API server is in trouble, which says nothing about the ConfigMap
 * @param retry when to try again
 */
record OutputProblem(Reason reason, String message, boolean trouble, Backoff retry) {

    private static final String RIGHTS = "deploy/output-config-maps";

    /** A ConfigMap of that name belongs to something else. */
    static OutputProblem notOurs(String name) {
        return new OutputProblem(
                Reason.CONFIG_MAP_NOT_OURS,
                "ConfigMap " + name + " exists and does not belong to this object; it was left as it is. "
                        + Reason.CONFIG_MAP_NOT_OURS.remedy(),
                false,
                RepositoryRetry.ANOTHER_LOOK);
    }

    /** The operator serves no output ConfigMaps. */
    static OutputProblem notServed(String name) {
        return new OutputProblem(
                Reason.CONFIG_MAP_NOT_WRITTEN,
                "ConfigMap " + name
                        + " of spec.output was not written: this operator serves no output ConfigMaps. Remove"
                        + " spec.output, or have the platform team apply " + RIGHTS
                        + " and set ecr-operator.output-config-maps.enabled=true.",
                false,
                RepositoryRetry.ANOTHER_LOOK);
    }

    /** Somebody else was faster. */
    static OutputProblem overtaken(String name) {
        return refused(name, new WriteRefusal(WriteRefusal.Kind.CONFLICT, "", RepositoryRetry.ANOTHER_LOOK));
    }

    /** The API server did not take the write. */
    static OutputProblem refused(String name, WriteRefusal refusal) {
        return new OutputProblem(
                Reason.CONFIG_MAP_NOT_WRITTEN,
                refusal.message("ConfigMap " + name, RIGHTS),
                refusal.trouble(),
                refusal.retry());
    }
}
