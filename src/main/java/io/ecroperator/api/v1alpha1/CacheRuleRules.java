package io.ecroperator.api.v1alpha1;

/**
 * What a pull through cache rule is, in CEL, as <a
 * href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreatePullThroughCacheRule.html">
 * CreatePullThroughCacheRule</a> has it.
 */
final class CacheRuleRules {

    /** What a prefix may be long by the schema: more than ECR takes, so that the sentence here comes first. */
    static final int SCHEMA_CHARACTERS = 256;

    private static final String PREFIX_PATTERN =
            "matches(r'^([a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*/?|ROOT)$')";

    static final String PREFIX = "size(self) >= 2 && size(self) <= 30 && self." + PREFIX_PATTERN;

    private static final String PREFIX_FORM = " has 2 to 30 lower-case letters and digits, in groups"
            + " separated by . _ __ - or /, such as docker-hub; or it is ROOT" + Found.FIRST;

    static final String PREFIX_MESSAGE = "[self].map(found, 'ecrRepositoryPrefix" + PREFIX_FORM;

    static final String UPSTREAM_PREFIX_MESSAGE = "[self].map(found, 'upstreamRepositoryPrefix" + PREFIX_FORM;

    static final String HOST = "self.matches(r'^[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?$')";

    static final String HOST_MESSAGE =
            "[self].map(found, 'upstreamRegistryUrl is a host without https:// and without a path,"
                    + " such as registry-1.docker.io" + Found.FIRST;

    static final String SECRET = "self.matches(r'^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:"
            + "ecr-pullthroughcache/[A-Za-z0-9/_+=.@-]+$')";

    static final String SECRET_MESSAGE =
            "[self].map(found, 'credentialArn is the ARN of a secret in Secrets Manager whose name"
                    + " begins with ecr-pullthroughcache/" + Found.FIRST;

    static final String ROLE = "self.matches(r'^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9/_+=,.@-]+$')";

    static final String ROLE_MESSAGE = "[self].map(found, 'customRoleArn is the ARN of an IAM role, such as"
            + " arn:aws:iam::123456789012:role/ecr-pull-through" + Found.FIRST;

    /** The host tells what the upstream is, and for most upstreams the other way round. */
    static final String UPSTREAM = "has(self.upstreamRegistryUrl) || (has(self.upstreamRegistry)"
            + " && !(self.upstreamRegistry in ['ecr', 'azure-container-registry']))";

    static final String UPSTREAM_MESSAGE =
            "write upstreamRegistry, such as docker-hub; or upstreamRegistryUrl, which ecr and"
                    + " azure-container-registry need, since there are many of them";

    private static final String HOSTS_WITH_LOGIN =
            "['registry-1.docker.io', 'ghcr.io', 'registry.gitlab.com', 'cgr.dev']";

    private static final String UPSTREAMS_WITH_LOGIN =
            "['docker-hub', 'github-container-registry', 'azure-container-registry', 'gitlab-container-registry',"
                    + " 'chainguard']";

    static final String LOGIN = "has(self.credentialArn)"
            + " || !((has(self.upstreamRegistry) && self.upstreamRegistry in " + UPSTREAMS_WITH_LOGIN + ")"
            + " || (has(self.upstreamRegistryUrl) && (self.upstreamRegistryUrl in " + HOSTS_WITH_LOGIN
            + " || self.upstreamRegistryUrl.endsWith('.azurecr.io'))))";

    static final String LOGIN_MESSAGE =
            "this upstream needs credentialArn, a secret with a login: ECR caches without one only"
                    + " from ecr-public, quay, k8s and ecr";

    static final String ROOT = "!has(self.ecrRepositoryPrefix) || self.ecrRepositoryPrefix != 'ROOT'"
            + " || !has(self.upstreamRepositoryPrefix) || self.upstreamRepositoryPrefix == 'ROOT'";

    static final String ROOT_MESSAGE =
            "with ecrRepositoryPrefix ROOT, upstreamRepositoryPrefix is ROOT too: take it out, or choose another prefix";

    private static final String REPLACES = "(has(self.replacePolicy) && self.replacePolicy == 'Replace') || ";

    private static final String WAY_OUT =
            " cannot be changed, because ECR cannot change it in a rule: put back what was"
                    + " there, or set replacePolicy: Replace in the same edit to have the rule deleted and created again";

    static final String SAME_URL = REPLACES
            + "(has(self.upstreamRegistryUrl) == has(oldSelf.upstreamRegistryUrl)"
            + " && (!has(self.upstreamRegistryUrl) || self.upstreamRegistryUrl == oldSelf.upstreamRegistryUrl))";

    static final String SAME_URL_MESSAGE = "upstreamRegistryUrl" + WAY_OUT;

    static final String SAME_UPSTREAM = REPLACES
            + "(has(self.upstreamRegistry) == has(oldSelf.upstreamRegistry)"
            + " && (!has(self.upstreamRegistry) || self.upstreamRegistry == oldSelf.upstreamRegistry))";

    static final String SAME_UPSTREAM_MESSAGE = "upstreamRegistry" + WAY_OUT;

    static final String SAME_UPSTREAM_PREFIX = REPLACES
            + "(has(self.upstreamRepositoryPrefix) == has(oldSelf.upstreamRepositoryPrefix)"
            + " && (!has(self.upstreamRepositoryPrefix)"
            + " || self.upstreamRepositoryPrefix == oldSelf.upstreamRepositoryPrefix))";

    static final String SAME_UPSTREAM_PREFIX_MESSAGE = "upstreamRepositoryPrefix" + WAY_OUT;

    private CacheRuleRules() {}
}
