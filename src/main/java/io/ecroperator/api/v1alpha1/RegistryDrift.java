package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How often the operator looks for what others have changed. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "!has(self.sweepPeriod) || !has(self.deepReadPeriod)"
                + " || duration(self.deepReadPeriod) >= duration(self.sweepPeriod)",
        message = "deepReadPeriod is at least as long as sweepPeriod",
        fieldPath = ".deepReadPeriod")
public record RegistryDrift(
        @JsonPropertyDescription(
                "The time between two listings of the registry, 1s to 24h, such as 5m. Removing the field"
                        + " means what the operator's configuration says (ecr-operator.sweep-period).")
        @Size(min = 2, max = 32)
        @ValidationRule(
                value = DURATION + " && duration(self) >= duration('1s') && duration(self) <= duration('24h')",
                message = "sweepPeriod is a time of 1s to 24h in hours, minutes and seconds, such as 5m or 1h30m")
        String sweepPeriod,

        @JsonPropertyDescription(
                "The time in which the policies of every declared repository are read once, from sweepPeriod"
                        + " to 720h, such as 1h. Removing the field means what the operator's configuration says"
                        + " (ecr-operator.deep-read-period), and at least sweepPeriod.")
        @Size(min = 2, max = 32)
        @ValidationRule(
                value = DURATION + " && duration(self) >= duration('1s') && duration(self) <= duration('720h')",
                message = "deepReadPeriod is a time of 1s to 720h in hours, minutes and seconds, such as 1h or 90m")
        String deepReadPeriod) {

    private static final String FORM = "([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,7}s)?";

    private static final String DURATION = "self.matches('^" + FORM + "$')";

    private static final Pattern READABLE = Pattern.compile("(?=.)" + FORM);

    /** The time between two listings; empty for that of the operator's configuration. */
    public Optional<Duration> sweeps() {
        return duration(sweepPeriod);
    }

    /** The time in which everything is read once; empty for that of the operator's configuration. */
    public Optional<Duration> deepReads() {
        return duration(deepReadPeriod);
    }

    /** What cannot be read, in an object that was stored under another schema, is as if it were not there. */
    private static Optional<Duration> duration(String text) {
        return Optional.ofNullable(text)
                .filter(each -> READABLE.matcher(each).matches())
                .map(each -> Duration.parse("PT" + each.toUpperCase(Locale.ROOT)));
    }
}
