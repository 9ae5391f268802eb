package io.ecroperator.pullthrough;

import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRule;
import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRuleStatus;
import io.ecroperator.aws.CacheRuleValidation;
import io.ecroperator.aws.PullThroughCacheRule;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has ECR try to get into the upstreams of rules: after each change, once a day since logins to upstreams die, and more often while
 * it does not. Thread-safe.
 */
final class RuleValidations {

    /** Each rule has its second of the day, so that rules which were created together are not validated together. */
    private static final Duration DAY = Duration.ofDays(1);

    private static final Duration INVALID_FOR = Duration.ofHours(1);

    /** After a call that failed. */
    private static final Duration UNKNOWN_FOR = Duration.ofMinutes(10);

    private final Clock clock;

    /** The last answers, by the UIDs of objects, as long as their statuses may not have them yet. */
    private final Map<String, RuleValidation> answers = new ConcurrentHashMap<>();

    RuleValidations(Clock clock) {
        this.clock = clock;
    }

    /**
     * The last answer, from ECR if it is time to ask again, or for a rule that was changed since it was asked.
     *
     * @param anew whether it is asked now
     */
    RuleValidation of(EcrConnection aws, EcrPullThroughCacheRule object, PullThroughCacheRule rule, boolean anew) {
        Optional<RuleValidation> last = last(object);
        boolean stands = !anew
                && last.filter(each ->
                                rule.updatedAt().filter(each.at()::isBefore).isEmpty())
                        .filter(each -> next(object, each).isAfter(clock.instant()))
                        .filter(each -> !each.at().isAfter(clock.instant())) // by a clock that was wrong
                        .isPresent();
        if (stands) {
            return last.get();
        }
        RuleValidation answer = ask(aws, rule.ecrRepositoryPrefix());
        answers.put(object.getMetadata().getUid(), answer);
        return answer;
    }

    /** How long an answer stands. */
    Duration until(EcrPullThroughCacheRule object, RuleValidation last) {
        Duration left = Duration.between(clock.instant(), next(object, last));
        return left.isPositive() ? left : Duration.ofSeconds(1);
    }

    void forget(EcrPullThroughCacheRule object) {
        answers.remove(object.getMetadata().getUid());
    }

    private static Instant next(EcrPullThroughCacheRule object, RuleValidation last) {
        return switch (last.status()) {
            case TRUE -> nextTurn(object, last.at());
            case FALSE -> last.at().plus(INVALID_FOR);
            case UNKNOWN -> last.at().plus(UNKNOWN_FOR);
        };
    }

    /** The first one after an instant; a day later at most. */
    private static Instant nextTurn(EcrPullThroughCacheRule object, Instant after) {
        long turn = Math.floorMod(object.getMetadata().getUid().hashCode(), DAY.toSeconds());
        long since = Math.floorMod(after.getEpochSecond() - turn, DAY.toSeconds());
        return after.plusSeconds(DAY.toSeconds() - since);
    }

    private Optional<RuleValidation> last(EcrPullThroughCacheRule object) {
        return Optional.ofNullable(answers.get(object.getMetadata().getUid())).or(() -> recorded(object.getStatus()));
    }

    private static Optional<RuleValidation> recorded(EcrPullThroughCacheRuleStatus status) {
        if (status == null || status.validatedAt() == null) {
            return Optional.empty();
        }
        try {
            Instant at = Instant.parse(status.validatedAt());
            return Conditions.find(status.conditions(), ConditionType.VALIDATED)
                    .map(condition ->
                            new RuleValidation(at, status(condition), reason(condition), condition.getMessage()));
        } catch (DateTimeParseException edited) {
            return Optional.empty();
        }
    }

    private static ConditionStatus status(Condition condition) {
        return switch (condition.getStatus()) {
            case "True" -> ConditionStatus.TRUE;
            case "False" -> ConditionStatus.FALSE;
            default -> ConditionStatus.UNKNOWN;
        };
    }

    private static Reason reason(Condition condition) {
        return Reason.of(condition.getReason()).orElse(Reason.RULE_NOT_VALIDATED);
    }

    private RuleValidation ask(EcrConnection aws, String prefix) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        try {
            CacheRuleValidation answer = aws.cacheRules().validatePullThroughCacheRule(prefix);
            return answer.isValid()
                    ? new RuleValidation(
                            now,
                            ConditionStatus.TRUE,
                            Reason.RULE_VALIDATED,
                            "ECR gets into the upstream of the pull through cache rule " + prefix + ".")
                    : new RuleValidation(
                            now,
                            ConditionStatus.FALSE,
                            Reason.RULE_INVALID,
                            "ECR does not get into the upstream of the pull through cache rule " + prefix + ": "
                                    + sentence(answer.failure().orElse("it does not say why")) + " "
                                    + Reason.RULE_INVALID.remedy());
        } catch (AwsException e) {
            return new RuleValidation(
                    now,
                    ConditionStatus.UNKNOWN,
                    Reason.RULE_NOT_VALIDATED,
                    "Whether ECR gets into the upstream of the pull through cache rule " + prefix + " is unknown: "
                            + FailureReport.of(e.failure()).message());
        }
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}
