package io.ecroperator.cli.plan;

import io.ecroperator.aws.ImageCount;
import io.ecroperator.aws.LifecyclePreview;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.cli.outcome.Failures;
import io.ecroperator.planning.Step;
import io.ecroperator.planning.Step.Expiry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks ECR what the lifecycle policies of a plan would do. ECR makes a preview in the background and keeps one for each
 * repository; it changes nothing.
 */
final class ExpiryPreviews {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** How far images are counted: ten calls. */
    private static final int COUNTED_IMAGES = 10_000;

    /** How many repositories are asked about. */
    private int left;

    /** None of them if that is 0. */
    ExpiryPreviews(int atMost) {
        this.left = atMost;
    }

    /** The same plan with previews. All are started before the first is waited for. */
    List<PlannedObject> in(List<PlannedObject> planned) {
        if (left == 0) {
            return planned;
        }
        Map<PlannedObject, Map<Expiry, Optional<String>>> started = new LinkedHashMap<>();
        for (PlannedObject each : planned) {
            Map<Expiry, Optional<String>> ofObject = new LinkedHashMap<>();
            each.forecast().steps().stream()
                    .map(Step::expiry)
                    .flatMap(Optional::stream)
                    .forEach(expiry -> ofObject.put(expiry, start(expiry)));
            started.put(each, ofObject);
        }
        long end = System.nanoTime() + LONGEST.toNanos();
        List<PlannedObject> previewed = new ArrayList<>();
        started.forEach((each, ofObject) -> {
            List<ExpiryPreview> previews = new ArrayList<>();
            ofObject.forEach((expiry, problem) ->
                    previews.add(problem.map(why -> unknown(expiry, why)).orElseGet(() -> await(expiry, end))));
            previewed.add(each.with(previews));
        });
        return previewed;
    }

    /** Why there will be none; empty if it is under way. */
    private Optional<String> start(Expiry expiry) {
        if (left == 0) {
            return Optional.of("more repositories than --preview-limit.");
        }
        left--;
        try {
            expiry.connection()
                    .lifecyclePolicies()
                    .startLifecyclePolicyPreview(expiry.repositoryName(), expiry.lifecyclePolicyText());
            return Optional.empty();
        } catch (AwsException e) {
            return Optional.of(Failures.inWords(e.failure()));
        }
    }

    private static ExpiryPreview await(Expiry expiry, long end) {
        try {
            LifecyclePreview preview = look(expiry);
            while (preview.state() == LifecyclePreview.State.RUNNING && System.nanoTime() - end < 0) {
                Thread.sleep(BETWEEN_LOOKS);
                preview = look(expiry);
            }
            return switch (preview.state()) {
                case COMPLETE ->
                    new ExpiryPreview(
                            expiry.repositoryName(), preview.expiring(), preview.archiving(), images(expiry), "");
                case RUNNING -> unknown(expiry, "ECR has not finished within " + LONGEST.toSeconds() + " s.");
                case FAILED -> unknown(expiry, "ECR could not make the preview.");
            };
        } catch (AwsException e) {
            return unknown(expiry, Failures.inWords(e.failure()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unknown(expiry, "interrupted.");
        }
    }

    private static LifecyclePreview look(Expiry expiry) {
        return expiry.connection().lifecyclePolicies().getLifecyclePolicyPreview(expiry.repositoryName());
    }

    /** The number only helps the reader, who does without if AWS does not tell. */
    private static Optional<ImageCount> images(Expiry expiry) {
        try {
            return Optional.of(expiry.connection().images().countImages(expiry.repositoryName(), COUNTED_IMAGES));
        } catch (AwsException e) {
            return Optional.empty();
        }
    }

    private static ExpiryPreview unknown(Expiry expiry, String why) {
        return new ExpiryPreview(expiry.repositoryName(), 0, 0, Optional.empty(), why);
    }
}
