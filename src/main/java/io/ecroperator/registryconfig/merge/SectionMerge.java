package io.ecroperator.registryconfig.merge;

import java.util.List;
import java.util.Map;

/**
 * What a section is to look like in ECR, and what that means for each fragment.
 *
 * @param before what ECR has
 * @param after what ECR is to have; the same as before if there is nothing to do
 * @param outcomes by the name of the fragment
 */
public record SectionMerge(SettingsDocument before, SettingsDocument after, Map<String, FragmentOutcome> outcomes) {

    /** Whether something is to be written. */
    public boolean changes() {
        return !after.json().equals(before.json());
    }

    /**
     * Merges the fragments, in whatever order they are given, into what ECR has.
     *
     * <p>An entry is ours if the status of a fragment has it. What is ours and no fragment wants goes; what is wanted, missing
     * and ours comes; what is wanted and missing, but not yet ours, is to be recorded first, so that it is known again whatever
     * becomes of the answer of ECR. What is not ours stays, and equal to what is wanted it will do.
     */
    public static SectionMerge of(SettingsDocument before, List<FragmentSection> fragments) {
        return new MergePass(before, fragments).run();
    }
}
