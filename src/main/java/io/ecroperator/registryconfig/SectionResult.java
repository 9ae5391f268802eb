package io.ecroperator.registryconfig;

import io.ecroperator.registryconfig.merge.FragmentOutcome;
import io.ecroperator.registryconfig.merge.Section;
import io.ecroperator.status.FailureReport;
import java.util.Optional;

/**
 * How a section stands for one fragment.
 *
 * @param outcome what the merge says; empty if ECR could not be read
 * @param failure of the read, or of the write
 * @param plan what would be done if it were written for; empty if nothing
 * @param remark what becomes of entries that no fragment has, where they do not just stay
 */
record SectionResult(
        Section section,
        Optional<FragmentOutcome> outcome,
        Optional<FailureReport> failure,
        Optional<String> plan,
        Optional<String> remark) {

    /** A section in which all was done that can be done. */
    static SectionResult of(Section section, FragmentOutcome outcome, Optional<String> remark) {
        return new SectionResult(section, Optional.of(outcome), Optional.empty(), Optional.empty(), remark);
    }
}
