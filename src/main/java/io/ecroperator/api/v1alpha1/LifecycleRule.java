package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** One rule of a lifecycle policy, in the grammar of ECR. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(value = LifecycleRules.RULE, messageExpression = LifecycleRules.RULE_MESSAGE)
public record LifecycleRule(
        @JsonPropertyDescription("The order of the rules, 1 first; gaps are allowed. An image is acted on by the first"
                + " rule that selects it and shielded from later ones. Cannot be removed.")
        @Required
        @Min(1)
        Integer rulePriority,

        @JsonPropertyDescription(
                "What the rule is for, in words; part of the policy in ECR. Removing it removes it" + " there.")
        @Size(max = 4096)
        String description,

        @JsonPropertyDescription("Which images the rule selects. Cannot be removed; take the whole rule out instead.")
        @Required
        Selection selection,

        @JsonPropertyDescription(
                "What happens to the selected images. Cannot be removed; take the whole rule out" + " instead.")
        @Required
        Action action) {

    /** Which images the rule selects. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Selection(
            @JsonPropertyDescription("Images with a tag (tagged), without one (untagged) or both (any). At most one"
                    + " rule per storage class may say untagged, and any must come last. Cannot be removed.")
            @Required
            TagStatus tagStatus,

            @JsonPropertyDescription("Only with tagged: images with a tag for each of these patterns, in which * stands"
                    + " for any characters, at most 4 times. Remove it only to write tagPrefixList instead.")
            @Size(min = 1, max = 100)
            @ValidationRule(
                    value = LifecycleRules.TAG_PATTERNS,
                    messageExpression = LifecycleRules.TAG_PATTERNS_MESSAGE)
            List<@Size(max = 300) String> tagPatternList,

            @JsonPropertyDescription("Only with tagged: images with a tag for each of these beginnings; prod selects"
                    + " prod, prod-1 and so on. Remove it only to write tagPatternList instead.")
            @Size(min = 1, max = 100)
            @ValidationRule(value = LifecycleRules.TAG_PREFIXES, message = LifecycleRules.TAG_PREFIXES_MESSAGE)
            List<@Size(max = 300) String> tagPrefixList,

            @JsonPropertyDescription("Images in standard storage (standard, the default) or archived ones (archive,"
                    + " only with sinceImageTransitioned). Removing it means standard.")
            StorageClass storageClass,

            @JsonPropertyDescription("What countNumber counts: images that are kept (imageCountMoreThan), or days since"
                    + " an image was pushed (sinceImagePushed), last pulled (sinceImagePulled) or archived"
                    + " (sinceImageTransitioned). Cannot be removed.")
            @Required
            CountType countType,

            @JsonPropertyDescription(
                    "days, needed by the three countTypes that count time and refused with" + " imageCountMoreThan.")
            CountUnit countUnit,

            @JsonPropertyDescription("The limit, 1 or more: how many images are kept, or the age in days from which the"
                    + " rule acts; at least 90 with sinceImageTransitioned. A lower number can expire images"
                    + " within a day. Cannot be removed.")
            @Required
            @Min(1)
            Integer countNumber) {

        /** Copies the lists, so that a selection never changes. */
        public Selection {
            tagPatternList = Copies.of(tagPatternList);
            tagPrefixList = Copies.of(tagPrefixList);
        }
    }

    /** What happens to the selected images. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    @ValidationRule(value = LifecycleRules.ACTION, messageExpression = LifecycleRules.ACTION_MESSAGE)
    public record Action(
            @JsonPropertyDescription("expire deletes the selected images, transition moves them to targetStorageClass."
                    + " Cannot be removed.")
            @Required
            ActionType type,

            @JsonPropertyDescription("Where transition moves images: archive, from which they must be restored before"
                    + " a pull. Needed with transition, refused with expire.")
            TargetStorageClass targetStorageClass) {}

    /** Images by whether they carry a tag. */
    public enum TagStatus {
        /** Images with at least one tag. */
        @JsonProperty("tagged")
        TAGGED,
        /** Images without a tag. */
        @JsonProperty("untagged")
        UNTAGGED,
        /** All images. */
        @JsonProperty("any")
        ANY
    }

    /** Images by where they are stored. */
    public enum StorageClass {
        /** Images that can be pulled. */
        @JsonProperty("standard")
        STANDARD,
        /** Images that must be restored first. */
        @JsonProperty("archive")
        ARCHIVE
    }

    /** What {@code countNumber} counts. */
    public enum CountType {
        /** Images that are kept. */
        @JsonProperty("imageCountMoreThan")
        IMAGE_COUNT_MORE_THAN,
        /** Days since the push. */
        @JsonProperty("sinceImagePushed")
        SINCE_IMAGE_PUSHED,
        /** Days since the last pull. */
        @JsonProperty("sinceImagePulled")
        SINCE_IMAGE_PULLED,
        /** Days since the image was archived. */
        @JsonProperty("sinceImageTransitioned")
        SINCE_IMAGE_TRANSITIONED
    }

    /** The unit of {@code countNumber} for the types that count time. */
    public enum CountUnit {
        /** Days of 24 hours. */
        @JsonProperty("days")
        DAYS
    }

    /** Expire deletes images, transition moves them. */
    public enum ActionType {
        /** Deletes images. */
        @JsonProperty("expire")
        EXPIRE,
        /** Moves images to another storage class. */
        @JsonProperty("transition")
        TRANSITION
    }

    /** Where a transition moves images to. */
    public enum TargetStorageClass {
        /** Cheaper storage; no pull without a restore. */
        @JsonProperty("archive")
        ARCHIVE
    }
}
