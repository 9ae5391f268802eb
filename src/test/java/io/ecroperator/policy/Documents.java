package io.ecroperator.policy;

/** Short ways to write documents in tests: JSON in single quotes, as in the examples of the ECR user guide. */
final class Documents {

    private Documents() {}

    static String json(String singleQuoted) {
        return singleQuoted.replace('\'', '"');
    }

    static LifecyclePolicyDocument lifecycle(String singleQuoted) {
        return LifecyclePolicyDocument.parse(json(singleQuoted));
    }

    /** A lifecycle policy of the given rules. */
    static LifecyclePolicyDocument rules(String... rules) {
        return lifecycle("{'rules':[" + String.join(",", rules) + "]}");
    }

    static RepositoryPolicyDocument policy(String singleQuoted) {
        return RepositoryPolicyDocument.parse(json(singleQuoted));
    }

    /** A policy of version 2012-10-17 with the given statements. */
    static RepositoryPolicyDocument statements(String... statements) {
        return policy("{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}");
    }

    /** A policy with one statement that allows everybody to pull, and the given members besides. */
    static RepositoryPolicyDocument statementWith(String members) {
        return statements("{'Effect':'Allow','Principal':'*','Action':'ecr:BatchGetImage'," + members + "}");
    }

    /** A policy with one statement that has this Principal. */
    static RepositoryPolicyDocument principal(String principal) {
        return statements("{'Effect':'Allow','Principal':" + principal + ",'Action':'ecr:BatchGetImage'}");
    }

    /** A policy with one statement that has this Action. */
    static RepositoryPolicyDocument action(String action) {
        return statements("{'Effect':'Allow','Principal':'*','Action':" + action + "}");
    }
}
