package io.ecroperator.api.v1alpha1;

/** What the parts of a statement of a repository policy are, in CEL: one rule with several sentences for each part. */
final class StatementRules {

    private static final String KIND = "k in ['AWS', 'Service', 'Federated', 'CanonicalUser']";

    static final String PRINCIPALS = "self.all(k, " + KIND + " && size(self[k]) > 0)";
    static final String PRINCIPAL_MESSAGE = "self.all(k, " + KIND + ")"
            + " ? 'a key of principal has no values: name at least one, or take the key out'"
            + " : 'the keys of principal are AWS, Service, Federated and CanonicalUser'";
    static final String NOT_PRINCIPAL_MESSAGE = "self.all(k, " + KIND + ")"
            + " ? 'a key of notPrincipal has no values: name at least one, or take the key out'"
            + " : 'the keys of notPrincipal are AWS, Service, Federated and CanonicalUser'";

    private static final String OF_ECR = "(a == '*' || a.matches('^(?i)ecr:'))";

    static final String NOT_ACTIONS = "self.all(a, " + OF_ECR + ")";
    static final String NOT_ACTIONS_MESSAGE =
            "[self.filter(a, !" + OF_ECR + ")[0]].map(found, 'entries of notAction start"
                    + " with ecr: or are *, such as ecr:BatchGetImage" + Found.FIRST;

    static final String ACTIONS = NOT_ACTIONS;
    static final String ACTIONS_MESSAGE =
            "[self.filter(a, !" + OF_ECR + ")[0]].map(found, 'entries of action start with"
                    + " ecr: or are *, such as ecr:BatchGetImage" + Found.FIRST;

    private StatementRules() {}
}
