package io.ecroperator.aws.view;

import io.ecroperator.aws.error.AwsFailure;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The repositories that AWS does not let this identity see, as of the last time that each was asked for. Thread-safe. */
final class Refusals {

    private record Refusal(AwsFailure failure, Instant at) {}

    private final Map<String, Refusal> byName = new ConcurrentHashMap<>();

    /** What AWS said of the repository; empty if it was not refused. */
    Optional<AwsFailure> of(String repositoryName) {
        return Optional.ofNullable(byName.get(repositoryName)).map(Refusal::failure);
    }

    /** Takes a refusal; returns whether it is news. */
    boolean refused(String repositoryName, AwsFailure failure, Instant at) {
        return byName.put(repositoryName, new Refusal(failure, at)) == null;
    }

    /** Takes any other answer about the repository. */
    void answered(String repositoryName) {
        byName.remove(repositoryName);
    }

    /** Those that were asked for longest ago, up to {@code limit}. */
    List<String> longestAgo(int limit) {
        return byName.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getValue().at()))
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Forgets all other repositories. */
    void retain(Set<String> repositoryNames) {
        byName.keySet().retainAll(repositoryNames);
    }
}
