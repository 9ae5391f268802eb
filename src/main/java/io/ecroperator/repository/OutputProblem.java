package io.ecroperator.repository;

import io.ecroperator.apiserver.WriteRefusal;
import io.ecroperator.managed.Problem;
import io.ecroperator.managed.Retry;
import io.ecroperator.status.Reason;
import java.util.Optional;

/** What keeps the output ConfigMap from being as the spec asks, and what to do. */
final class OutputProblem {

    private static final String RIGHTS = "deploy/output-config-maps";

    private OutputProblem() {}

    /** A ConfigMap of that name belongs to something else. */
    static Problem notOurs(String name) {
        return new Problem(
                Reason.CONFIG_MAP_NOT_OURS,
                "ConfigMap " + name + " exists and does not belong to this object; it was left as it is. "
                        + Reason.CONFIG_MAP_NOT_OURS.remedy(),
                false,
                true,
                Optional.of(Retry.WITHIN_THE_CLUSTER));
    }

    /** The operator serves no output ConfigMaps. */
    static Problem notServed(String name) {
        return new Problem(
                Reason.CONFIG_MAP_NOT_WRITTEN,
                "ConfigMap " + name
                        + " of spec.output was not written: this operator serves no output ConfigMaps. Remove"
                        + " spec.output, or have the platform team apply " + RIGHTS
                        + " and set ecr-operator.output-config-maps.enabled=true.",
                false,
                false,
                Optional.of(Retry.WITHIN_THE_CLUSTER));
    }

    /** Somebody else was faster. */
    static Problem overtaken(String name) {
        return refused(name, new WriteRefusal(WriteRefusal.Kind.CONFLICT, "", Retry.WITHIN_THE_CLUSTER));
    }

    /** The API server did not take the write. */
    static Problem refused(String name, WriteRefusal refusal) {
        return new Problem(
                Reason.CONFIG_MAP_NOT_WRITTEN,
                refusal.message("ConfigMap " + name, RIGHTS),
                refusal.trouble(),
                false,
                Optional.of(refusal.retry()));
    }
}
