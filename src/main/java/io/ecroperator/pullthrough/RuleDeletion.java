package io.ecroperator.pullthrough;

import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRule;
import io.ecroperator.aws.PullThroughCacheRule;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.managed.Deletion;
import io.ecroperator.managed.Resolution;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.Reason;
import java.util.Optional;

/** What happens in ECR when an object is deleted: the rule goes if it is the very one that the status records. */
final class RuleDeletion {

    private RuleDeletion() {}

    static Deletion delete(EcrConnection aws, EcrPullThroughCacheRule object) {
        String name = "Pull through cache rule " + object.effectivePrefix();
        try {
            return deleteIfOurs(aws, object, name);
        } catch (AwsException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return new Deletion.Released(Reason.DELETED, name + " had already been deleted from ECR.");
            }
            FailureReport report = FailureReport.of(e.failure());
            return Deletion.Held.after(
                    report,
                    name + " could not be deleted: " + report.message()
                            + " Or set deletionPolicy: Retain to let this object go and keep the rule.");
        }
    }

    private static Deletion deleteIfOurs(EcrConnection aws, EcrPullThroughCacheRule object, String name) {
        RecordedRule recorded = RecordedRule.from(object.getStatus());
        Optional<PullThroughCacheRule> rule = aws.cacheRules().describePullThroughCacheRule(object.effectivePrefix());
        if (rule.isEmpty()) {
            Optional<RegistryId> elsewhere = recorded.registry()
                    .filter(id -> aws.id().filter(here -> !here.equals(id)).isPresent());
            return elsewhere.isEmpty()
                    ? new Deletion.Released(Reason.DELETED, name + " does not exist in ECR.")
                    : Deletion.Held.until(
                            Reason.DELETION_FAILED,
                            name + " was not deleted: the status names "
                                    + elsewhere.get().inWords()
                                    + ". Give the operator that account and region again, or set deletionPolicy: Retain to let"
                                    + " this object go and keep the rule.");
        }
        if (!recorded.is(rule.get()) && !(recorded.mayHaveCreated(rule.get()) && isAsAsked(object, rule.get()))) {
            return new Deletion.Released(
                    Reason.RETAINED,
                    name + " stays in ECR: it is not the one that this object has created or taken over.");
        }
        aws.cacheRules().deletePullThroughCacheRule(object.effectivePrefix());
        return new Deletion.Released(Reason.DELETED, name + " was deleted; the repositories that it filled stay.");
    }

    private static boolean isAsAsked(EcrPullThroughCacheRule object, PullThroughCacheRule rule) {
        return RuleResolver.resolve(object) instanceof Resolution.Resolved<DesiredRule> wanted
                && RulePlanner.isAsAsked(wanted.desired(), rule);
    }
}
