package io.ecroperator.api.v1alpha1;

/** What an EcrRegistry says of secrets, roles and keys, in CEL; see {@link GrantedNameRules}. */
final class GrantedArnRules {

    /** Enough for those of secrets with all of their name; far more would make the rules too dear for the API server. */
    static final int CHARACTERS = 256;

    private static final String VALID = "matches(r'^([A-Za-z0-9+=,.@_/:*-]|\\{namespace\\})+$')";
    private static final String TOGETHER = "matches(r'\\{namespace\\}[^/:]*\\*|\\*[^/:]*\\{namespace\\}')";

    static final String PATTERNS = "self.all(p, p." + VALID + ")";

    static final String PATTERNS_MESSAGE =
            "[self.filter(p, !p." + VALID + ")[0]].map(found, 'what an EcrRegistry grants of"
                    + " secrets, roles and keys takes letters, digits and + = , . @ _ / : -, with * for any characters and {namespace} for the"
                    + " name of the namespace" + Found.FIRST;

    static final String APART = "!self.exists(p, p." + TOGETHER + ")";

    static final String APART_MESSAGE = "[self.filter(p, p." + TOGETHER
            + ")[0]].map(found, '{namespace} and * without a / or :"
            + " between them would let one namespace name what is of another: write {namespace}/*" + Found.FIRST;

    private GrantedArnRules() {}
}
