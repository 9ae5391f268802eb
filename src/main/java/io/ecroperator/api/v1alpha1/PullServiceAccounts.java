package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** The ServiceAccounts whose Pods pull with the Secret. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "has(self.names) == (self.mode == 'Named')",
        message = "names goes with mode: Named, and with that only",
        fieldPath = ".names")
public record PullServiceAccounts(
        @JsonPropertyDescription("None (no ServiceAccount), Named (those in names) or All (every one of the namespace,"
                + " those to come too). A ServiceAccount that is no longer meant loses the Secret, if the"
                + " operator had given it. Cannot be removed.")
        @Required
        ServiceAccountMode mode,

        @JsonPropertyDescription(
                "The names of the ServiceAccounts, with mode Named. One that does not exist yet gets the Secret when it"
                        + " does. Taking out a name takes the Secret from that ServiceAccount. Remove the field only"
                        + " with another mode.")
        @Size(min = 1, max = 64)
        @ValidationRule(value = NameRules.NAMES, messageExpression = NameRules.NAMES_MESSAGE)
        List<@Size(min = 1, max = 253) String> names) {

    /** Copies the list, so that a spec never changes. */
    public PullServiceAccounts {
        names = Copies.of(names);
    }

    boolean lacksNothing() {
        return mode != null && (mode != ServiceAccountMode.NAMED || names != null);
    }

    /** Whether the ServiceAccount of that name gets the Secret. */
    public boolean selects(String name) {
        return switch (mode) {
            case ALL -> true;
            case NAMED -> names != null && names.contains(name);
            case NONE -> false;
            case null -> false;
        };
    }
}
