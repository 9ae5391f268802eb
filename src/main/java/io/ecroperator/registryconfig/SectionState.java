package io.ecroperator.registryconfig;

import io.ecroperator.registryconfig.merge.Refusal;
import io.ecroperator.registryconfig.merge.SettingsDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is known of one section of a registry, and what ECR has refused there. For one look at a time. */
final class SectionState {

    private record Rejected(long generation, SettingsDocument document, Refusal why, Instant until) {}

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

    /** Keeps a fragment out until it is edited, ECR has something else beside it, or the time has come to try again. */
    void reject(Fragment fragment, Refusal why, Instant until) {
        rejected.put(fragment.name(), new Rejected(fragment.generation(), document, why, until));
    }

    /** Forgets refusals of fragments that are gone. */
    void forgetAllBut(Set<String> names) {
        rejected.keySet().retainAll(names);
    }

    /** Why a fragment is kept out. */
    Optional<Refusal> rejection(Fragment fragment, Instant now) {
        return Optional.ofNullable(rejected.get(fragment.name()))
                .filter(known -> known.generation() == fragment.generation()
                        && known.document().equals(document)
                        && now.isBefore(known.until()))
                .map(Rejected::why);
    }
}
