package io.ecroperator.emulator;

import io.ecroperator.emulator.lifecycle.Selected;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * A dry run of a lifecycle policy. It is in progress until it was asked about once, or ten seconds have passed: a client has to
 * ask again, and one that never asks blocks nobody for long.
 *
 * @param policy the policy, as ECR stores it
 * @param startedAt when
 * @param images the images as they were then, by digest
 * @param results what would become of them
 * @param asked how often it was asked about
 */
record LifecyclePreview(
        String policy, Instant startedAt, Map<String, Image> images, List<Selected> results, AtomicInteger asked) {
    private static final Duration DURATION = Duration.ofSeconds(10);

    static LifecyclePreview of(String policy, ImageStore store, Instant now) {
        return new LifecyclePreview(
                policy,
                now,
                store.all().stream().collect(Collectors.toUnmodifiableMap(Image::digest, image -> image)),
                Lifecycle.evaluate(policy, store, now),
                new AtomicInteger());
    }

    boolean inProgress(Instant now) {
        return asked.get() == 0 && now.isBefore(startedAt.plus(DURATION));
    }

    /** {@return its status, for somebody who asks} */
    String ask(Instant now) {
        boolean running = inProgress(now);
        asked.incrementAndGet();
        return running ? "IN_PROGRESS" : "COMPLETE";
    }
}
