package io.ecroperator.pullsecret;

import io.ecroperator.api.v1alpha1.EcrPullSecretStatus;
import io.ecroperator.pullsecret.PullSecretChange.CreateSecret;
import io.ecroperator.pullsecret.PullSecretChange.ReplaceSecret;
import io.ecroperator.pullsecret.PullSecretChange.UpdateSecret;
import io.ecroperator.pullsecret.PullSecretOutcome.Kept;
import io.ecroperator.runtime.events.EventRecorder;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Which Events a pass gives rise to: Secrets that came, or came back, and every turn for the worse. Pure. */
final class PullSecretEvents {

    /** One Event to record. */
    record Notice(boolean warning, String reason, String message) {

        void record(HasMetadata object, EventRecorder events) {
            if (warning) {
                events.warning(object, reason, message);
            } else {
                events.normal(object, reason, message);
            }
        }
    }

    private PullSecretEvents() {}

    /** The Events for a pass that led from the one status, which may be null, to {@code after}. */
    static List<Notice> of(
            EcrPullSecretStatus before, PullSecretOutcome outcome, EcrPullSecretStatus after, Instant now) {
        List<Notice> notices = new ArrayList<>();
        if (outcome instanceof Kept kept) {
            kept.writes().stream()
                    .filter(PullSecretOutcome.Write::made)
                    .flatMap(write -> written(before, write).stream())
                    .forEach(notices::add);
        }
        worsened(before, after, now).ifPresent(notices::add);
        return notices;
    }

    /** A renewal is no news. */
    private static Optional<Notice> written(EcrPullSecretStatus before, PullSecretOutcome.Write write) {
        PullSecretChange change = write.change();
        boolean known = write.again()
                || (before != null
                        && before.secretNames() != null
                        && before.secretNames().contains(change.name()));
        boolean restored =
                change instanceof CreateSecret ? known : change instanceof UpdateSecret update && update.edited();
        if (restored) {
            return Optional.of(new Notice(
                    true,
                    Reason.SECRET_RESTORED.label(),
                    "Secret " + change.name() + " had been deleted or edited; wrote it again"));
        }
        return change instanceof CreateSecret || change instanceof ReplaceSecret
                ? Optional.of(new Notice(false, Reason.SECRET_CREATED.label(), "Created Secret " + change.name()))
                : Optional.empty();
    }

    /** A condition that left True, or stays away from it for another reason; with the time that is left. */
    private static Optional<Notice> worsened(EcrPullSecretStatus before, EcrPullSecretStatus after, Instant now) {
        for (ConditionType type : List.of(ConditionType.READY, ConditionType.SYNCED)) {
            Optional<Condition> then = Conditions.find(before == null ? null : before.conditions(), type);
            Optional<Condition> worse = Conditions.find(after.conditions(), type)
                    .filter(condition -> !ConditionStatus.TRUE.label().equals(condition.getStatus()))
                    .filter(condition -> !Reason.WAITING_FOR_TOKEN.label().equals(condition.getReason()))
                    .filter(condition -> then.filter(old -> Objects.equals(old.getReason(), condition.getReason())
                                    && Objects.equals(old.getStatus(), condition.getStatus()))
                            .isEmpty());
            if (worse.isPresent()) {
                return Optional.of(new Notice(
                        true, worse.get().getReason(), worse.get().getMessage() + left(after.expiresAt(), now)));
            }
        }
        return Optional.empty();
    }

    private static String left(String expiresAt, Instant now) {
        if (expiresAt == null) {
            return "";
        }
        Duration left = Duration.between(now, Instant.parse(expiresAt));
        return left.isPositive()
                ? " The first token expires in %d h %d min.".formatted(left.toHours(), left.toMinutesPart())
                : "";
    }
}
