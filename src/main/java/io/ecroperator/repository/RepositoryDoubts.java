package io.ecroperator.repository;

import io.ecroperator.aws.view.Doubt;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.FailureReport.Backoff;
import io.ecroperator.status.Reason;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what is not known of a repository, and why. Pure. */
final class RepositoryDoubts {

    /** A repository that may be gone is looked at so often, for two minutes at most. */
    private static final Backoff SOON = new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(10));

    private RepositoryDoubts() {}

    /**
     * The report on parts that could not be read, empty if there are none: a refusal, which needs a person, before what AWS
     * only owes us. The deep reads come back to them.
     */
    static Optional<FailureReport> report(String repositoryName, List<Doubt> doubts) {
        return doubts.isEmpty() ? Optional.empty() : Optional.of(unread(repositoryName, doubts));
    }

    private static FailureReport unread(String repositoryName, List<Doubt> doubts) {
        List<Doubt.Refused> refused = doubts.stream()
                .filter(Doubt.Refused.class::isInstance)
                .map(Doubt.Refused.class::cast)
                .toList();
        String message = "Whether repository " + repositoryName + " equals the spec is unknown: ";
        if (refused.isEmpty()) {
            message += doubts.stream()
                    .map(Doubt.Overdue.class::cast)
                    .map(doubt -> doubt.facet().label() + " not read since "
                            + doubt.lastRead().truncatedTo(ChronoUnit.SECONDS))
                    .collect(Collectors.joining(", ", "", ". "));
            return new FailureReport(
                    Reason.READ_OVERDUE, message + Reason.READ_OVERDUE.remedy(), Optional.empty(), true);
        }
        message += "AWS does not let the operator read its "
                + refused.stream().map(doubt -> doubt.facet().label()).collect(Collectors.joining(" and ")) + ". ";
        return new FailureReport(
                Reason.READ_DENIED,
                message + FailureReport.of(refused.getFirst().failure()).message()
                        + " It is tried again every ten minutes, and at once when ecr-operator.io/reconcile-requested-at"
                        + " changes.",
                Optional.empty(),
                false);
    }

    /** The report on a repository that ECR says it has not, shortly after it was created there. */
    static FailureReport existence(String repositoryName) {
        return new FailureReport(
                Reason.REPOSITORY_UNCONFIRMED,
                "ECR answers that repository " + repositoryName + ", which was created moments ago, does not exist. "
                        + Reason.REPOSITORY_UNCONFIRMED.remedy(),
                Optional.of(SOON),
                false);
    }
}
