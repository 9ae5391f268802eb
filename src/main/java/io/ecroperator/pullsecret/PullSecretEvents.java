package io.ecroperator.pullsecret;

import io.ecroperator.api.v1alpha1.EcrPullSecretStatus;
import io.ecroperator.pullsecret.PullSecretChange.CreateSecret;
import io.ecroperator.pullsecret.PullSecretChange.ReplaceSecret;
import io.ecroperator.pullsecret.PullSecretChange.UpdateSecret;
import io.ecroperator.pullsecret.PullSecretOutcome.Kept;
import io.ecroperator.status.Notice;
import io.ecroperator.status.Reason;
import io.ecroperator.status.Worsening;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which Events a pass gives rise to: Secrets that came, or came back, and every turn for the worse. Pure. */
final class PullSecretEvents {

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
        Worsening.of(before == null ? null : before.conditions(), after.conditions())
                .map(notice -> notice.withMessage(notice.message() + left(after.expiresAt(), now)))
                .ifPresent(notices::add);
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
            return Optional.of(Notice.warning(
                    Reason.SECRET_RESTORED,
                    "Secret " + change.name() + " had been "
                            + (change instanceof CreateSecret ? "deleted" : "edited") + " by something else, such as a"
                            + " CronJob that renews logins; wrote it again"));
        }
        return change instanceof CreateSecret || change instanceof ReplaceSecret
                ? Optional.of(Notice.normal(Reason.SECRET_CREATED, "Created Secret " + change.name()))
                : Optional.empty();
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
