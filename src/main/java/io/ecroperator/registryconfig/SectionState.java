package io.ecroperator.registryconfig;

import io.ecroperator.registryconfig.merge.Refusal;
import io.ecroperator.registryconfig.merge.SettingsDocument;
import io.ecroperator.status.FailureReport.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is known of one section of a registry, and what ECR has refused there. For one look at a time. */
final class SectionState {

    /** So long what ECR has refused for good is not tried again without an edit. */
    private static final Duration REFUSED = Duration.ofMinutes(10);

    /**
     * What ECR has refused.
     *
     * @param passes whether it may be taken without an edit, and so is tried again by itself
     */
    private record Rejected(
            String uid,
            long generation,
            SettingsDocument document,
            Refusal why,
            Duration delay,
            Instant until,
            boolean passes) {

        boolean isOf(Fragment fragment) {
            return uid.equals(fragment.uid()) && generation == fragment.generation();
        }
    }

    private final Map<String, Rejected> rejected = new HashMap<>();
    private SettingsDocument document;
    private Instant readAt = Instant.MIN;
    private Set<String> accountSettings = Set.of();

    /** What ECR has; null if that is not known. */
    SettingsDocument document() {
        return document;
    }

    /** When what is known is too old. */
    Instant goodUntil(Duration longest) {
        return document == null ? Instant.MIN : readAt.plus(longest);
    }

    /** Whether those account settings are among what is known. */
    boolean covers(Set<String> names) {
        return accountSettings.containsAll(names);
    }

    void read(SettingsDocument found, Instant now, Set<String> names) {
        document = found;
        readAt = now;
        accountSettings = Set.copyOf(names);
    }

    void written(SettingsDocument after) {
        document = after;
    }

    /** Nobody knows what ECR has: an answer was lost. */
    void forget() {
        document = null;
    }

    /**
     * Keeps a fragment out until it is edited, ECR has something else beside it, or the time has come to try again.
     *
     * @param retry how soon that is, longer each time; empty if only an edit helps
     */
    void reject(Fragment fragment, Refusal why, Optional<Backoff> retry, Instant now) {
        Optional<Duration> before = Optional.ofNullable(rejected.get(fragment.name()))
                .filter(known -> known.isOf(fragment))
                .map(Rejected::delay);
        Duration delay = retry.map(bounds -> before.map(last -> last.multipliedBy(2))
                        .filter(longer -> longer.compareTo(bounds.longest()) < 0)
                        .orElse(before.isPresent() ? bounds.longest() : bounds.first()))
                .orElse(REFUSED);
        rejected.put(
                fragment.name(),
                new Rejected(
                        fragment.uid(),
                        fragment.generation(),
                        document,
                        why,
                        delay,
                        now.plus(delay),
                        retry.isPresent()));
    }

    /** When the fragment, which was kept out, is tried again by itself. */
    Optional<Instant> nextTry(Fragment fragment) {
        return Optional.ofNullable(rejected.get(fragment.name()))
                .filter(known -> known.passes() && known.isOf(fragment))
                .map(Rejected::until);
    }

    /** Forgets refusals of fragments that are gone. */
    void forgetAllBut(Set<String> names) {
        rejected.keySet().retainAll(names);
    }

    /** Why a fragment is kept out. */
    Optional<Refusal> rejection(Fragment fragment, Instant now) {
        return Optional.ofNullable(rejected.get(fragment.name()))
                .filter(known ->
                        known.isOf(fragment) && known.document().equals(document) && now.isBefore(known.until()))
                .map(Rejected::why);
    }
}
