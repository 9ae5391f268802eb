package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/**
 * What one fragment adds to the settings of a registry. {@code null} is a section that it says nothing of, an empty list one
 * in which it wants no entry.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = RegistryRef.IMMUTABLE,
        message =
                "registryRef cannot be added, changed or removed, because the entries would be those of another account"
                        + " or region: put back what was there, and create a new EcrRegistryConfiguration",
        fieldPath = ".registryRef")
public record EcrRegistryConfigurationSpec(
        @JsonPropertyDescription(
                "The EcrRegistry, that is the account and region, whose settings these are. Absent: the"
                        + " one called default, if there is one, else the operator's own account and region. Cannot be added,"
                        + " changed or removed.")
        RegistryRef registryRef,

        @JsonPropertyDescription(
                "Statements of the registry policy. Removing the section leaves in ECR what this object"
                        + " had put there; statements: [] takes it out.")
        RegistryPolicySection policy,

        @JsonPropertyDescription("Rules of the replication configuration. Removing the section leaves in ECR what this"
                + " object had put there; rules: [] takes it out.")
        ReplicationSection replication,

        @JsonPropertyDescription(
                "How and when images are scanned. Removing the section leaves in ECR what this object had"
                        + " put there; rules: [] takes the rules out.")
        ScanningSection scanning,

        @JsonPropertyDescription(
                "Rules by which ECR has images signed when they are pushed. Removing the section leaves in"
                        + " ECR what this object had put there; rules: [] takes it out.")
        SigningSection signing,

        @JsonPropertyDescription(
                "Settings of the account in the region. ECR can change them, but not delete them: taking"
                        + " one out, or deleting this object, leaves its value in ECR.")
        @Size(max = 16)
        @ValidationRule(
                value = "self.all(s, self.exists_one(t, t.name == s.name))",
                message = "accountSettings names a setting twice: write each one once")
        List<AccountSetting> accountSettings,

        @JsonPropertyDescription(
                "ARNs of IAM roles and users whose pulls do not count as such, scanners for example, so"
                        + " that lifecycle rules by last pull see what people and workloads pull. Taking one out removes it from ECR;"
                        + " removing the field leaves them there, and [] takes all out that this object had put there.")
        @Size(max = 100)
        @ValidationRule(
                value = RegistryConfigurationRules.PRINCIPALS,
                messageExpression = RegistryConfigurationRules.PRINCIPALS_MESSAGE)
        List<@Size(max = 200) String> pullTimeUpdateExclusions,

        @JsonPropertyDescription(
                "How the account's registry in ECR Public is shown, the same for every region. ECR can change the name, but not"
                        + " delete it: removing the section, or deleting this object, leaves it.")
        PublicRegistryCatalogData publicRegistryCatalogData,

        @JsonPropertyDescription("Full (default) keeps ECR as the spec says. Observe writes nothing to ECR: status.plan"
                + " tells what would be done, and what this object had put there stays. Takes effect at once, in both"
                + " directions; removing the field means Full.")
        ManagementPolicy managementPolicy,

        @JsonPropertyDescription(
                "What to do with an entry that is in ECR already and that no object has put there. IfOwned"
                        + " (default) leaves it: an equal entry will do and stays when this object goes, another statement of the"
                        + " same sid is a conflict. IfUnowned takes it over as this object's own, and changes it where it differs."
                        + " Removing the field means IfOwned; what was taken over stays so.")
        EntryAdoptionPolicy adoptionPolicy,

        @JsonPropertyDescription(
                "What happens to the entries of this object when it is deleted. Delete (default) takes them"
                        + " out of ECR, those that no other object wants too; Retain leaves them there. scanType, accountSettings"
                        + " and the public display name stay either way. Takes effect at once, also while a deletion waits; removing the field means Delete.")
        EntryDeletionPolicy deletionPolicy)
        implements Whole {

    /** Copies the lists, so that a spec never changes. */
    public EcrRegistryConfigurationSpec {
        accountSettings = Copies.of(accountSettings);
        pullTimeUpdateExclusions = Copies.of(pullTimeUpdateExclusions);
    }

    @Override
    public boolean lacksNothing() {
        return Whole.all(policy == null ? null : policy.statements(), RegistryPolicyStatement::lacksNothing)
                && (replication == null || replication.lacksNothing())
                && Whole.all(scanning == null ? null : scanning.rules(), ScanningRule::lacksNothing)
                && Whole.all(signing == null ? null : signing.rules(), SigningRule::lacksNothing)
                && Whole.all(accountSettings, AccountSetting::lacksNothing)
                && Whole.all(pullTimeUpdateExclusions, arn -> true)
                && (publicRegistryCatalogData == null || publicRegistryCatalogData.lacksNothing());
    }
}
