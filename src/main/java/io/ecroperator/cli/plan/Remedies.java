package io.ecroperator.cli.plan;

import io.ecroperator.cli.outcome.Failures;
import io.ecroperator.planning.Finding;
import io.ecroperator.planning.Forecast;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.Reason;

/** Findings are in the operator's words. What it says of itself is not so of a command, which asks once and is a person's. */
final class Remedies {

    private Remedies() {}

    static Forecast in(Forecast forecast) {
        return new Forecast(
                forecast.thing(),
                forecast.registry(),
                forecast.steps(),
                forecast.findings().stream().map(Remedies::in).toList());
    }

    private static Finding in(Finding finding) {
        return new Finding(
                finding.severity(),
                finding.reason(),
                finding.message()
                        .replace(FailureReport.RETRYING, "Plan again.")
                        .replace(Reason.CREDENTIALS_UNAVAILABLE.remedy(), Failures.LOG_IN));
    }
}
