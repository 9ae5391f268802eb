package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecroperator.emulator.lifecycle.Candidate;
import io.ecroperator.emulator.lifecycle.Evaluation;
import io.ecroperator.emulator.lifecycle.Selected;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The lifecycle of one repository's images: its policy, when that was last carried out, and the last preview. ECR carries a
 * policy out within 24 hours; here an hour after it was put, and every hour from then. Guarded by the repository's monitor.
 */
final class Lifecycle {
    private static final Duration PERIOD = Duration.ofHours(1);

    private final ImageStore images;
    private Optional<String> policy = Optional.empty();
    private Instant due = Instant.MAX;
    private Instant evaluatedAt = Instant.EPOCH;
    private Optional<LifecyclePreview> preview = Optional.empty();

    Lifecycle(ImageStore images) {
        this.images = images;
    }

    Optional<String> policy() {
        return policy;
    }

    void policy(Optional<String> text, Instant now) {
        policy = text;
        due = text.isPresent() ? now.plus(PERIOD) : Instant.MAX;
        evaluatedAt = Instant.EPOCH;
    }

    /** {@return when the policy was last carried out; the epoch stands for never} */
    Instant evaluatedAt() {
        return evaluatedAt;
    }

    Optional<LifecyclePreview> preview() {
        return preview;
    }

    void preview(LifecyclePreview value) {
        preview = Optional.of(value);
    }

    /** Carries the policy out as often as it was due; what is left when nothing changes any more stays. */
    void catchUp(Instant now) {
        if (now.isBefore(due)) {
            return;
        }
        String text = policy.orElseThrow();
        boolean changed = true;
        while (changed && !due.isAfter(now)) {
            changed = carryOut(text, now);
            due = due.plus(PERIOD);
        }
        due = now.plus(PERIOD);
        evaluatedAt = now;
    }

    /** Does it once, and with each image to what is about it; {@return whether anything changed} */
    private boolean carryOut(String text, Instant now) {
        List<Selected> selected = evaluate(text, images, now);
        for (Selected one : selected) {
            Image image = images.byDigest(one.digest()).orElseThrow();
            Referrers.of(images, image.digest()).forEach(about -> end(about, one.expires(), now));
            end(image, one.expires(), now);
        }
        return !selected.isEmpty();
    }

    private void end(Image image, boolean expires, Instant now) {
        if (expires) {
            images.remove(image.digest());
        } else {
            images.put(image.archived(now));
        }
    }

    /** {@return what a policy would do to images now; what is about another image that is there goes with that one only} */
    static List<Selected> evaluate(String policy, ImageStore images, Instant now) {
        JsonNode rules = Json.parse(policy).orElseThrow();
        Set<String> held = images.all().stream()
                .flatMap(image -> image.content().manifests().stream())
                .collect(Collectors.toUnmodifiableSet());
        List<Candidate> candidates = images.all().stream()
                .filter(image -> !image.status().equals(Image.ACTIVATING))
                .filter(image ->
                        image.content().subject().flatMap(images::byDigest).isEmpty())
                .map(image -> candidate(image, held.contains(image.digest())))
                .toList();
        return Evaluation.of(rules, candidates, now);
    }

    private static Candidate candidate(Image image, boolean held) {
        ImageTimes times = image.times();
        return new Candidate(
                image.digest(),
                image.tags(),
                image.status().equals(Image.ARCHIVED),
                times.pushed(),
                times.pulled(),
                times.archived(),
                times.activated(),
                held);
    }
}
