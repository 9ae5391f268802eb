package io.ecroperator.api.v1alpha1;

/**
 * What the name of a repository is, in CEL, as <a
 * href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html">CreateRepository</a> has it.
 * An address of ECR, which people copy from their manifests, mostly has the form of a name too: ECR would take it.
 */
final class RepositoryNameRules {

    /** What a name may be long by the schema: more than ECR takes, so that the sentence here comes first. */
    static final int SCHEMA_CHARACTERS = 1024;

    private static final String ADDRESS = "matches(r'^[0-9]{12}\\.dkr[.-]ecr')";
    private static final String ADDRESS_OR_TAG = "matches(r'[:@]|^[0-9]{12}\\.dkr[.-]ecr')";

    static final String VALID = "size(self) <= 256"
            + " && self.matches(r'^[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*$')"
            + " && !self." + ADDRESS;

    static final String MESSAGE = "self." + ADDRESS_OR_TAG
            + " ? 'write the name of the repository alone, such as team-a/api, without the host of the registry and without"
            + " a tag or digest'"
            + " : size(self) > 256"
            + " ? 'the name of a repository has at most 256 characters'"
            + " : 'the name of a repository takes lower-case letters and digits, in groups separated by . _ __ - or /, such"
            + " as team-a/api'";

    private static final String VALID_PATTERN =
            "size(p) <= 256" + " && p.matches(r'^[a-z0-9*]+((\\.|_|__|-+|/)[a-z0-9*]+)*$') && !p." + ADDRESS;

    static final String PATTERNS = "self.all(p, " + VALID_PATTERN + ")";

    static final String PATTERNS_MESSAGE =
            "[self.filter(p, !(" + VALID_PATTERN + "))[0]].map(found, (found." + ADDRESS_OR_TAG
                    + " ? 'a repository name pattern is compared with the name alone: write it without the host of the registry and"
                    + " without a tag, such as docker-hub/*'"
                    + " : size(found) > 256"
                    + " ? 'a repository name pattern has at most 256 characters'"
                    + " : 'a repository name pattern takes small letters and digits, in groups separated by . _ __ - or /, with * for"
                    + " any characters, such as docker-hub/*'"
                    + ")" + Found.SHOWN + ")[0]";

    private RepositoryNameRules() {}
}
