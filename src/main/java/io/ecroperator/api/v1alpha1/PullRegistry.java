package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Registries that one token opens: those of a region as one identity, or ECR Public. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "has(self.public) && self.public"
                + " ? !has(self.region) && !has(self.accountIds) && !has(self.registryRef)"
                + " : has(self.registryRef) ? !has(self.region) : has(self.region) && has(self.accountIds)",
        message = "a registry takes registryRef, or region and accountIds, or public: true and none of them")
@ValidationRule(
        value = "!has(self.public) || !self.public || !has(self.hosts)"
                + " || self.hosts.all(h, h in ['Standard', 'DualStack'])",
        message = "ECR Public has the hosts Standard and DualStack only")
@ValidationRule(
        value = "!has(self.region) || !has(self.hosts)"
                + " || !self.region.matches('^(cn|us-iso[a-z]*|eu-iso[a-z]*|eusc)-')"
                + " || self.hosts.all(h, h in ['Standard', 'DualStack'])",
        message = "AWS has hosts of the forms Fips and DualStackFips in the partitions aws and aws-us-gov only")
@ValidationRule(
        value = "!has(self.region) || !has(self.hosts)"
                + " || !self.region.matches('^(us-iso[a-z]*|eu-iso[a-z]*|eusc)-')"
                + " || self.hosts.all(h, h in ['Standard', 'Fips'])",
        message = "AWS has hosts of the form DualStack in the partitions aws, aws-us-gov and aws-cn only")
public record PullRegistry(
        @JsonPropertyDescription(
                "An EcrRegistry: the token is minted in its region, with its identity, and opens its account's"
                        + " registry. Where it is not there or may not be used, the Secret keeps the last token until that"
                        + " expires. Without, an entry with a region is the operator's own. A change mints another token."
                        + " Write it instead of region or public: true.")
        RegistryRef registryRef,

        @JsonPropertyDescription(
                "The region of the registries, such as eu-central-1; the token is minted there. One that the operator does"
                        + " not know is refused, see ecr-operator.pull-secrets.additional-regions. A change"
                        + " mints a token of the other region and changes the hosts. Remove it only to write registryRef"
                        + " or public: true instead.")
        @Size(max = 128)
        @ValidationRule(
                value = "self.matches('^[a-z]{2,4}(-[a-z]+)+-[0-9]+$')",
                message = "region is the code of an AWS region, such as eu-central-1")
        String region,

        @JsonPropertyDescription(
                "The accounts whose registries the secret opens: the operator's own and others that let it"
                        + " pull; with registryRef, further ones that let the EcrRegistry's identity pull. One token serves them"
                        + " all. Adding or removing one adds or removes its hosts at once. Remove the field only beside registryRef or public: true.")
        @Size(min = 1, max = 32)
        @ValidationRule(
                value = "self.all(a, a.matches('^[0-9]{12}$'))",
                messageExpression =
                        "[self.filter(a, !a.matches('^[0-9]{12}$'))[0]].map(found, (found.matches('^[0-9]{12}[ \\\\n]+$')"
                                + " ? 'an account in accountIds is followed by a space or line break: take it out'"
                                + " : 'an account in accountIds has 12 digits; write it in quotes, since YAML takes it for a number')"
                                + Found.SHOWN + ")[0]")
        List<@Size(max = 64) String> accountIds,

        @JsonPropertyDescription("The host names that images are referred to by: Standard (default), Fips, DualStack,"
                + " DualStackFips. A change adds and removes hosts at once; removing the field means"
                + " Standard.")
        @Size(min = 1, max = 4)
        List<HostForm> hosts,

        @JsonPropertyDescription(
                "true for ECR Public (public.ecr.aws), whose tokens come from us-east-1. Removing it means false, and"
                        + " then region and accountIds are needed.")
        @JsonProperty("public")
        Boolean publicRegistry) {

    /** Copies the lists, so that a spec never changes. */
    public PullRegistry {
        accountIds = Copies.of(accountIds);
        hosts = Copies.of(hosts);
    }
}
