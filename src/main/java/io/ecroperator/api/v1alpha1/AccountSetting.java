package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * A setting of the account in the region, as <a
 * href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutAccountSetting.html">PutAccountSetting</a> has it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "self.value in {'BASIC_SCAN_TYPE_VERSION': ['AWS_NATIVE'], 'REGISTRY_POLICY_SCOPE': ['V2'],"
                + " 'BLOB_MOUNTING': ['ENABLED', 'DISABLED']}[self.name]",
        message = "BASIC_SCAN_TYPE_VERSION is AWS_NATIVE, REGISTRY_POLICY_SCOPE is V2, and BLOB_MOUNTING is"
                + " ENABLED or DISABLED")
public record AccountSetting(
        @JsonPropertyDescription(
                "BASIC_SCAN_TYPE_VERSION (which scanner basic scanning uses), REGISTRY_POLICY_SCOPE (which"
                        + " actions a registry policy covers) or BLOB_MOUNTING (whether layers are mounted from other repositories at"
                        + " a push). Cannot be removed; take the whole entry out instead.")
        @Required
        Name name,

        @JsonPropertyDescription(
                "AWS_NATIVE, V2, ENABLED or DISABLED. ECR takes CLAIR and V1, which older accounts have, no more: leave the setting out to"
                        + " keep them. Two objects that say different things"
                        + " are in conflict, and ECR keeps what it has. Cannot be removed; take the whole entry out instead.")
        @Required
        Value value) {

    /** Whether it says what, and how. */
    boolean lacksNothing() {
        return name != null && value != null;
    }

    /** The settings that ECR has. */
    public enum Name {
        /** Which scanner basic scanning uses. */
        BASIC_SCAN_TYPE_VERSION,
        /** Which actions a registry policy covers. */
        REGISTRY_POLICY_SCOPE,
        /** Whether layers are mounted from other repositories at a push. */
        BLOB_MOUNTING
    }

    /** The values that they take. */
    public enum Value {
        /** The scanner of AWS. */
        AWS_NATIVE,
        /** Every action of ECR. */
        V2,
        /** On. */
        ENABLED,
        /** Off. */
        DISABLED
    }
}
