package io.ecroperator.api.v1alpha1;

/**
 * What an EcrRegistryConfiguration may say, in CEL. Patterns and limits are those of the service model of ECR.
 */
final class RegistryConfigurationRules {

    /** So many entries one fragment may have in a section; its status lists them. */
    static final int ENTRIES = 200;

    private static final String IAM_PRINCIPAL =
            "matches(r'^arn:aws(-[a-z]+)*:iam::[0-9]{12}:(role|user)/[\\w+=,.@/-]+$')";

    static final String PRINCIPALS = "self.all(p, p." + IAM_PRINCIPAL + ")";

    static final String PRINCIPALS_MESSAGE = "[self.filter(p, !p." + IAM_PRINCIPAL + ")[0]].map(found,"
            + " 'entries of pullTimeUpdateExclusions are ARNs of IAM roles or users, such as"
            + " arn:aws:iam::123456789012:role/scanner" + Found.FIRST;

    private static final String REPOSITORY_ARN =
            "matches(r'^arn:aws(-[a-z]+)*:ecr:[a-z0-9-]+:[0-9]{12}:repository/[a-z0-9*?._/-]+$')";

    static final String RESOURCES = "self.all(r, r." + REPOSITORY_ARN + ")";

    static final String RESOURCES_MESSAGE = "[self.filter(r, !r." + REPOSITORY_ARN + ")[0]].map(found,"
            + " 'entries of resource are ARNs of repositories, such as"
            + " arn:aws:ecr:eu-central-1:123456789012:repository/team-a/*" + Found.FIRST;

    static final String DISTINCT_SIDS = "self.all(s, self.exists_one(t, t.sid == s.sid))";

    static final String PREFIX = "self.matches(r'^([a-z0-9]+([._-][a-z0-9]*)*/)*[a-z0-9]*([._-][a-z0-9]*)*$')";

    static final String PREFIX_MESSAGE = "'*' in self.split('')"
            + " ? 'a filter of a replication rule is the beginning of a name: write it without *, such as team-a/'"
            + " : 'a filter of a replication rule takes small letters and digits, in groups separated by . _ - or /, such as"
            + " team-a/'";

    static final String SCANNED_NAME = "self.matches(r'^[a-z0-9*]([._/a-z0-9*-]?[a-z0-9*]+)*$')";

    static final String SIGNED_NAME = "self.matches(r'^([a-z0-9*]+([._-][a-z0-9*]+)*/)*[a-z0-9*]+([._-][a-z0-9*]+)*$')";

    static final String SIGNING_PROFILE =
            "self.matches(r'^arn:aws(-[a-z]+)*:signer:[a-z0-9-]+:[0-9]{12}:/signing-profiles/[a-zA-Z0-9_]{2,}$')";

    static final String FEW_FILTERS =
            "self.map(r, has(r.repositoryFilters) ? size(r.repositoryFilters) : 1).sum() <= " + ENTRIES;

    private RegistryConfigurationRules() {}
}
