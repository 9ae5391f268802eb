package io.ecroperator.api.v1alpha1;

/** What an EcrRegistry says of names of repositories, in CEL; see {@link RepositoryNameRules}. */
final class GrantedNameRules {

    /** As many as a name of ECR; far more would make the rules too dear for the API server. */
    static final int CHARACTERS = 256;

    private static final String PART = "([a-z0-9*]|\\{namespace\\})+";
    private static final String VALID = "matches(r'^" + PART + "((\\.|_|__|-+|/)" + PART + ")*$')";
    private static final String TOGETHER = "matches(r'\\{namespace\\}[^/]*\\*|\\*[^/]*\\{namespace\\}')";

    static final String PATTERNS = "self.all(p, p." + VALID + ")";

    static final String PATTERNS_MESSAGE =
            "[self.filter(p, !p." + VALID + ")[0]].map(found, 'a name that an EcrRegistry grants"
                    + " takes small letters and digits, in groups separated by . _ __ - or /, with * for any characters and {namespace}"
                    + " for the name of the namespace, such as {namespace}/*" + Found.FIRST;

    /** {@code {namespace}-*} of the namespace {@code team} would reach {@code team-a-api} of {@code team-a}. */
    static final String APART = "!self.exists(p, p." + TOGETHER + ")";

    static final String APART_MESSAGE =
            "[self.filter(p, p." + TOGETHER + ")[0]].map(found, '{namespace} and * without a /"
                    + " between them would let one namespace reach the repositories of another: write {namespace}/*"
                    + Found.FIRST;

    private GrantedNameRules() {}
}
