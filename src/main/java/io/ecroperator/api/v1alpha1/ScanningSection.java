package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What a fragment adds to the scanning configuration. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "self.?scanType.orValue('ENHANCED') != 'BASIC' || !has(self.rules)"
                + " || self.rules.all(r, r.scanFrequency != 'CONTINUOUS_SCAN')",
        message = "CONTINUOUS_SCAN goes with scanType ENHANCED only: write that, or SCAN_ON_PUSH")
public record ScanningSection(
        @JsonPropertyDescription(
                "BASIC, or ENHANCED, which Amazon Inspector does and bills. Two objects that say different"
                        + " things are in conflict, and ECR keeps what it has. Removing it, or this object, leaves what ECR has.")
        ScanType scanType,

        @JsonPropertyDescription("Which repositories are scanned when; their order has no meaning. In ECR, rules of all"
                + " fragments with the same frequency become one with the filters of all. What is taken out here is taken out"
                + " there; [] takes all out that this object had put there. Removing the field leaves them there.")
        @Size(max = 3)
        @ValidationRule(
                value = "self.all(r, self.exists_one(s, s.scanFrequency == r.scanFrequency))",
                message = "two rules of scanning have the same scanFrequency: write the filters of both into one")
        @ValidationRule(
                value = RegistryConfigurationRules.FEW_FILTERS,
                message = "the rules of scanning have at most 200 filters in one object: put the rest into another one")
        List<ScanningRule> rules) {

    /** Copies the list, so that a section never changes. */
    public ScanningSection {
        rules = Copies.of(rules);
    }

    /** Who scans. */
    public enum ScanType {
        /** ECR itself. */
        BASIC,
        /** Amazon Inspector. */
        ENHANCED
    }
}
