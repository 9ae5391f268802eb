package io.ecroperator.emulator.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecroperator.emulator.iam.Wildcard;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * One rule of a policy that ECR accepted.
 *
 * @param priority lower comes first
 * @param tagStatus tagged, untagged or any
 * @param patterns an image has a tag for each
 * @param archived whether it selects from the archive
 * @param countType how it counts
 * @param countNumber images or days
 * @param expires whether it expires; it archives otherwise
 */
record Rule(
        int priority,
        String tagStatus,
        List<String> patterns,
        boolean archived,
        String countType,
        int countNumber,
        boolean expires) {
    private static final Comparator<Candidate> YOUNGEST_FIRST =
            Comparator.comparing(Candidate::since).reversed().thenComparing(Candidate::digest);

    static Rule of(JsonNode rule) {
        JsonNode selection = rule.path("selection");
        List<String> patterns = selection.has("tagPatternList")
                ? texts(selection.path("tagPatternList"))
                : texts(selection.path("tagPrefixList")).stream()
                        .map(prefix -> prefix + "*")
                        .toList();
        return new Rule(
                rule.path("rulePriority").intValue(),
                selection.path("tagStatus").asText(),
                patterns,
                selection.path("storageClass").asText("standard").equals("archive"),
                selection.path("countType").asText(),
                selection.path("countNumber").intValue(),
                rule.path("action").path("type").asText().equals("expire"));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    /** Whether the image is one that this rule is about, however old it is. */
    boolean identifies(Candidate image) {
        return image.archived() == archived
                && switch (tagStatus) {
                    case "untagged" -> image.tags().isEmpty();
                    case "tagged" ->
                        patterns.stream().allMatch(pattern -> image.tags().stream()
                                .anyMatch(tag -> Wildcard.matches(pattern, tag)));
                    default -> true;
                };
    }

    /** {@return which of the images that it is about are too many or too old} */
    List<Candidate> overdue(List<Candidate> identified, Instant now) {
        if (countType.equals("imageCountMoreThan")) {
            return identified.stream().sorted(YOUNGEST_FIRST).skip(countNumber).toList();
        }
        Instant limit = now.minus(Duration.ofDays(countNumber));
        return identified.stream()
                .filter(image -> counted(image).isBefore(limit))
                .toList();
    }

    private Instant counted(Candidate image) {
        return switch (countType) {
            case "sinceImagePulled" -> image.lastPull();
            case "sinceImageTransitioned" -> image.archivedAt().orElse(Instant.MAX);
            default -> image.since();
        };
    }
}
