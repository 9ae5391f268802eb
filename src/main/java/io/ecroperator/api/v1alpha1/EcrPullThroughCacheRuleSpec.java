package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * What a user asks of one pull through cache rule. Limits are those of <a
 * href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreatePullThroughCacheRule.html">
 * CreatePullThroughCacheRule</a>.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = RegistryRef.IMMUTABLE,
        message =
                "registryRef cannot be added, changed or removed, because the object would mean another rule, in another"
                        + " account or region: put back what was there, and create a new EcrPullThroughCacheRule",
        fieldPath = ".registryRef")
@ValidationRule(
        value = CacheRuleRules.UPSTREAM,
        message = CacheRuleRules.UPSTREAM_MESSAGE,
        fieldPath = ".upstreamRegistry")
@ValidationRule(value = CacheRuleRules.LOGIN, message = CacheRuleRules.LOGIN_MESSAGE, fieldPath = ".credentialArn")
@ValidationRule(
        value = CacheRuleRules.ROOT,
        message = CacheRuleRules.ROOT_MESSAGE,
        fieldPath = ".upstreamRepositoryPrefix")
@ValidationRule(
        value = CacheRuleRules.SAME_URL,
        message = CacheRuleRules.SAME_URL_MESSAGE,
        fieldPath = ".upstreamRegistryUrl")
@ValidationRule(
        value = CacheRuleRules.SAME_UPSTREAM,
        message = CacheRuleRules.SAME_UPSTREAM_MESSAGE,
        fieldPath = ".upstreamRegistry")
@ValidationRule(
        value = CacheRuleRules.SAME_UPSTREAM_PREFIX,
        message = CacheRuleRules.SAME_UPSTREAM_PREFIX_MESSAGE,
        fieldPath = ".upstreamRepositoryPrefix")
public record EcrPullThroughCacheRuleSpec(
        @JsonPropertyDescription("The EcrRegistry, that is the account and region, that the rule is in. Absent: the one"
                + " called default, if there is one, else the operator's own account and region. Cannot be added,"
                + " changed or removed.")
        RegistryRef registryRef,

        @JsonPropertyDescription(
                "What the names of the repositories begin with that the rule fills, such as docker-hub: 2"
                        + " to 30 characters; ROOT for all that no other rule fills. Default: metadata.name. Cannot be changed.")
        @Size(min = 2, max = CacheRuleRules.SCHEMA_CHARACTERS)
        @ValidationRule(value = CacheRuleRules.PREFIX, messageExpression = CacheRuleRules.PREFIX_MESSAGE)
        @ValidationRule(
                value = "self == oldSelf",
                message =
                        "ecrRepositoryPrefix cannot be changed, because ECR has no rename: put the old one back, and create a"
                                + " new EcrPullThroughCacheRule for the new prefix")
        String ecrRepositoryPrefix,

        @JsonPropertyDescription("What the upstream is. All but ecr and azure-container-registry have one host, so that"
                + " upstreamRegistryUrl may be left out. ECR cannot change it: see replacePolicy.")
        UpstreamRegistry upstreamRegistry,

        @JsonPropertyDescription("Host of the upstream, without https://, such as registry-1.docker.io, or"
                + " 123456789012.dkr.ecr.eu-west-1.amazonaws.com. Default: that of upstreamRegistry. ECR cannot change it: see"
                + " replacePolicy.")
        @Size(min = 1, max = 255)
        @ValidationRule(value = CacheRuleRules.HOST, messageExpression = CacheRuleRules.HOST_MESSAGE)
        String upstreamRegistryUrl,

        @JsonPropertyDescription(
                "What the names of the repositories upstream begin with; ROOT for all. Removing it, like"
                        + " any change, is something that ECR cannot do in place: see replacePolicy. Default of a new rule: ROOT.")
        @Size(min = 2, max = CacheRuleRules.SCHEMA_CHARACTERS)
        @ValidationRule(value = CacheRuleRules.PREFIX, messageExpression = CacheRuleRules.UPSTREAM_PREFIX_MESSAGE)
        String upstreamRepositoryPrefix,

        @JsonPropertyDescription(
                "Secret in Secrets Manager with the login to the upstream: its full ARN; its name begins with"
                        + " ecr-pullthroughcache/. Changed in place. Removing the field leaves what ECR has, which cannot be removed from"
                        + " a rule.")
        @Size(min = 50, max = 612)
        @ValidationRule(value = CacheRuleRules.SECRET, messageExpression = CacheRuleRules.SECRET_MESSAGE)
        String credentialArn,

        @JsonPropertyDescription("IAM role that ECR assumes to pull from an upstream that is a private registry of ECR."
                + " Changed in place. Removing the field leaves what ECR has.")
        @Size(min = 1, max = 2048)
        @ValidationRule(value = CacheRuleRules.ROLE, messageExpression = CacheRuleRules.ROLE_MESSAGE)
        String customRoleArn,

        @JsonPropertyDescription(
                "Full (default) keeps the rule as the spec says. Observe writes nothing to ECR: status.plan"
                        + " tells what would be done. Takes effect at once, in both directions; removing the field means Full.")
        ManagementPolicy managementPolicy,

        @JsonPropertyDescription(
                "What to do with a rule for the prefix that exists already. IfOwned (default) keeps only what"
                        + " this object has created or taken over, which its status records, since rules have no tags. IfUnowned takes"
                        + " it over. Without effect once taken over; removing the field means IfOwned.")
        RecordedAdoptionPolicy adoptionPolicy,

        @JsonPropertyDescription(
                "What to do where the rule in ECR has another upstream than the spec, which ECR cannot change"
                        + " in place. Report (default) changes nothing and says so. Replace deletes the rule and creates it again, so"
                        + " that pulls of images that are not cached yet fail for a moment; repositories and their images stay."
                        + " Without it a change of those fields is refused. Removing the field means Report.")
        ReplacePolicy replacePolicy,

        @JsonPropertyDescription(
                "What happens to the rule when this object is deleted. Delete (default) deletes it; the"
                        + " repositories that it filled stay. Retain leaves it. Takes effect at once; removing the field means Delete.")
        DeleteOrRetain deletionPolicy)
        implements ManagedSpec {

    @Override
    public boolean retained() {
        return deletionPolicy == DeleteOrRetain.RETAIN;
    }
}
