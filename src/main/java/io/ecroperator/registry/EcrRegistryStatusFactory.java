package io.ecroperator.registry;

import static io.ecroperator.status.ConditionStatus.FALSE;
import static io.ecroperator.status.ConditionStatus.TRUE;
import static io.ecroperator.status.ConditionStatus.UNKNOWN;
import static io.ecroperator.status.ConditionType.REACHABLE;
import static io.ecroperator.status.ConditionType.READY;
import static io.ecroperator.status.ConditionType.STALLED;

import io.ecroperator.api.v1alpha1.EcrRegistry;
import io.ecroperator.api.v1alpha1.EcrRegistryStatus;
import io.ecroperator.api.v1alpha1.RegistryConfigurationMode.Mode;
import io.ecroperator.aws.CallRates.ThrottledOperation;
import io.ecroperator.aws.CallerIdentityApi.CallerIdentity;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.view.ViewState;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes the whole status of an EcrRegistry. Pure but for the clock, which gives transition times. */
final class EcrRegistryStatusFactory {

    private static final String UNREADABLE =
            "spec cannot be read by this version of the operator, so nobody may use the EcrRegistry. "
                    + Reason.INVALID_SPEC.remedy();

    private static final String UNWATCHED =
            Reason.EXCLUSIVE_UNWATCHED.meaning() + " " + Reason.EXCLUSIVE_UNWATCHED.remedy();

    private final boolean wholeCluster;
    private final Clock clock;

    /** With {@code wholeCluster} the operator watches all namespaces. */
    EcrRegistryStatusFactory(boolean wholeCluster, Clock clock) {
        this.wholeCluster = wholeCluster;
        this.clock = clock;
    }

    /** The status of an object whose spec cannot be read. */
    EcrRegistryStatus unreadable(EcrRegistry object) {
        Conditions conditions = conditions(object)
                .set(READY, FALSE, Reason.INVALID_SPEC, UNREADABLE)
                .set(STALLED, TRUE, Reason.INVALID_SPEC, UNREADABLE);
        return new EcrRegistryStatus(object.getMetadata().getGeneration(), conditions.build(), null, null, null, null);
    }

    /**
     * The status.
     *
     * @param identity empty while AWS has not answered yet
     * @param health empty while nothing uses the registry
     */
    EcrRegistryStatus status(EcrRegistry object, Optional<Identity> identity, Optional<Health> health) {
        Conditions conditions = conditions(object);
        ready(conditions, object, identity, health.flatMap(Health::refusedCredentials));
        health.ifPresent(each -> reachable(conditions, each.state()));
        if (!wholeCluster && isExclusive(object)) {
            conditions.warn(Reason.EXCLUSIVE_UNWATCHED, "spec.registryConfiguration.mode", List.of(UNWATCHED));
        }
        Optional<CallerIdentity> caller = caller(object, identity);
        OptionalInt repositories = health.map(Health::repositories).orElse(OptionalInt.empty());
        return new EcrRegistryStatus(
                object.getMetadata().getGeneration(),
                conditions.build(),
                caller.map(CallerIdentity::accountId).orElse(null),
                caller.map(CallerIdentity::arn).orElse(null),
                repositories.isPresent() ? repositories.getAsInt() : null,
                health.map(Health::throttled)
                        .filter(operations -> !operations.isEmpty())
                        .map(EcrRegistryStatusFactory::throttled)
                        .orElse(null));
    }

    private static boolean isExclusive(EcrRegistry object) {
        return object.getSpec().registryConfiguration() != null
                && object.getSpec().registryConfiguration().mode() == Mode.EXCLUSIVE;
    }

    private static List<EcrRegistryStatus.ThrottledOperation> throttled(List<ThrottledOperation> operations) {
        return operations.stream()
                .limit(EcrRegistryStatus.ThrottledOperation.MOST)
                .map(each -> new EcrRegistryStatus.ThrottledOperation(
                        each.operation(),
                        each.since().truncatedTo(ChronoUnit.SECONDS).toString(),
                        about(each.callsPerSecond())))
                .toList();
    }

    /** Two digits say what people want to know; all of them would be another status every minute. */
    private static String about(double rate) {
        return new BigDecimal(rate)
                .round(new MathContext(rate < 1 ? 1 : 2))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static void ready(
            Conditions conditions, EcrRegistry object, Optional<Identity> identity, Optional<AwsFailure> refused) {
        switch (identity.orElse(null)) {
            case null ->
                keepReady(
                        conditions,
                        object,
                        Reason.WAITING_FOR_REGISTRY,
                        "AWS has been asked whose the credentials are and has not answered yet.");
            case Identity.Known(var caller, var at) -> judged(conditions, object, caller, refused);
            case Identity.Unknown(var failure) -> {
                FailureReport report = FailureReport.of(failure);
                if (report.trouble() && !failure.kind().isOfIdentity()) {
                    keepReady(conditions, object, report.reason(), report.message());
                } else { // a refusal is no outage: nobody knows when it ends
                    conditions.set(READY, UNKNOWN, report.reason(), report.message());
                }
            }
        }
    }

    /** What STS accepted up to an hour ago ECR may refuse now: a role may be gone, or a key. */
    private static void judged(
            Conditions conditions, EcrRegistry object, CallerIdentity caller, Optional<AwsFailure> refused) {
        String wanted = object.getSpec().accountId();
        if (caller.accountId().equals(wanted)) {
            refused.map(FailureReport::of)
                    .ifPresentOrElse(
                            report -> conditions.set(READY, UNKNOWN, report.reason(), report.message()),
                            () -> conditions.set(
                                    READY,
                                    TRUE,
                                    Reason.ACCOUNT_VERIFIED,
                                    "AWS calls the operator " + caller.arn() + "."));
            return;
        }
        String message = "The credentials are those of " + caller.arn() + " in account " + caller.accountId()
                + ", and spec.accountId is " + wanted + ". Nothing is read or written with them. "
                + Reason.WRONG_ACCOUNT.remedy();
        conditions.set(READY, FALSE, Reason.WRONG_ACCOUNT, message).set(STALLED, TRUE, Reason.WRONG_ACCOUNT, message);
    }

    private static void reachable(Conditions conditions, ViewState state) {
        switch (state) {
            case ViewState.Warming(var since) ->
                conditions.set(
                        REACHABLE,
                        UNKNOWN,
                        Reason.WAITING_FOR_REGISTRY,
                        "The repositories are being listed for the first time.");
            case ViewState.Current current -> conditions.set(REACHABLE, TRUE, Reason.LISTED, Reason.LISTED.meaning());
            case ViewState.ByName(var denied) ->
                failing(conditions, denied, FALSE, " Meanwhile the declared repositories are read by their names.");
            case ViewState.Failing(var failure, var ever) -> failing(conditions, failure, UNKNOWN, "");
        }
    }

    private static void failing(Conditions conditions, AwsFailure failure, ConditionStatus status, String more) {
        FailureReport report = FailureReport.of(failure);
        conditions.set(REACHABLE, status, report.reason(), report.message() + more);
    }

    /** Trouble that says nothing about the credentials leaves Ready as it was for this generation. */
    private static void keepReady(Conditions conditions, EcrRegistry object, Reason reason, String message) {
        boolean decided = Conditions.find(before(object), READY)
                .filter(ready -> Objects.equals(
                        ready.getObservedGeneration(), object.getMetadata().getGeneration()))
                .filter(ready -> !UNKNOWN.label().equals(ready.getStatus()))
                .isPresent();
        if (decided) {
            conditions.keep(READY).keep(STALLED);
        } else {
            conditions.set(READY, UNKNOWN, reason, message);
        }
    }

    /** As AWS said last, also while it does not answer now; of other credentials nothing is known. */
    private static Optional<CallerIdentity> caller(EcrRegistry object, Optional<Identity> identity) {
        if (identity.orElse(null) instanceof Identity.Known(var caller, var at)) {
            return Optional.of(caller);
        }
        return Optional.ofNullable(object.getStatus())
                .filter(status -> Objects.equals(
                        status.observedGeneration(), object.getMetadata().getGeneration()))
                .filter(status -> status.accountId() != null && status.principalArn() != null)
                .map(status -> new CallerIdentity(status.accountId(), status.principalArn()));
    }

    private Conditions conditions(EcrRegistry object) {
        return new Conditions(before(object), object.getMetadata().getGeneration(), clock);
    }

    private static List<Condition> before(EcrRegistry object) {
        return object.getStatus() == null ? null : object.getStatus().conditions();
    }
}
