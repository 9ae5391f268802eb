package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** One rule of a lifecycle policy, in the grammar of ECR. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LifecycleRule(Integer rulePriority, String description, Selection selection, Action action) {

    /** Which images the rule selects. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Selection(
            TagStatus tagStatus,
            List<String> tagPatternList,
            List<String> tagPrefixList,
            StorageClass storageClass,
            CountType countType,
            CountUnit countUnit,
            Integer countNumber) {}

    /** What happens to the selected images. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Action(ActionType type, TargetStorageClass targetStorageClass) {}

    /** Images by whether they carry a tag. */
    public enum TagStatus {
        @JsonProperty("tagged")
        TAGGED,
        @JsonProperty("untagged")
        UNTAGGED,
        @JsonProperty("any")
        ANY
    }

    /** Images by where they are stored. */
    public enum StorageClass {
        @JsonProperty("standard")
        STANDARD,
        @JsonProperty("archive")
        ARCHIVE
    }

    /** What {@code countNumber} counts. */
    public enum CountType {
        @JsonProperty("imageCountMoreThan")
        IMAGE_COUNT_MORE_THAN,
        @JsonProperty("sinceImagePushed")
        SINCE_IMAGE_PUSHED,
        @JsonProperty("sinceImagePulled")
        SINCE_IMAGE_PULLED,
        @JsonProperty("sinceImageTransitioned")
        SINCE_IMAGE_TRANSITIONED
    }

    /** The unit of {@code countNumber} for the types that count time. */
    public enum CountUnit {
        @JsonProperty("days")
        DAYS
    }

    /** Expire deletes images, transition moves them. */
    public enum ActionType {
        @JsonProperty("expire")
        EXPIRE,
        @JsonProperty("transition")
        TRANSITION
    }

    /** Where a transition moves images to. */
    public enum TargetStorageClass {
        @JsonProperty("archive")
        ARCHIVE
    }
}
