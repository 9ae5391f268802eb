package io.ecroperator.token;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one token opens: the private registries of a region, or ECR Public. A token of one region is refused in every other
 * (Amazon ECR User Guide, "Troubleshooting errors with Docker commands").
 *
 * @param region the region; empty for ECR Public
 */
public record TokenKey(Optional<String> region) {

    private static final String LABEL_OF_PUBLIC = "public";

    /** As the CRD has it. */
    private static final Pattern REGION = Pattern.compile("(?=.{1,32}$)[a-z]{2,4}(-[a-z]+)+-[0-9]+");

    /** ECR Public. */
    public static final TokenKey PUBLIC = new TokenKey(Optional.empty());

    /** The private registries of a region. */
    public static TokenKey of(String region) {
        return new TokenKey(Optional.of(region));
    }

    /** The key that {@link #label} names. */
    public static TokenKey ofLabel(String label) {
        return LABEL_OF_PUBLIC.equals(label) ? PUBLIC : of(label);
    }

    /** Whether the text may be the label of a key: it looks like a region, of which nobody may know. */
    public static boolean isLabel(String text) {
        return LABEL_OF_PUBLIC.equals(text) || REGION.matcher(text).matches();
    }

    /** The region, or {@code public}. */
    public String label() {
        return region.orElse(LABEL_OF_PUBLIC);
    }
}
