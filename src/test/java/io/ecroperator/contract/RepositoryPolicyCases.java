package io.ecroperator.contract;

import static io.ecroperator.contract.ContractCase.asking;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecr.model.GetRepositoryPolicyResponse;

/** Repository policies. Texts here have single quotes for double ones. */
final class RepositoryPolicyCases {

    static final String PULL = policy("'Sid':'pull','Effect':'Allow','Principal':{'AWS':'444455556666'},"
            + "'Action':['ecr:BatchGetImage','ecr:GetDownloadUrlForLayer']");

    private static final String ANYONE = "'Effect':'Allow','Principal':'*','Action':";

    private RepositoryPolicyCases() {}

    static List<ContractCase> all() {
        List<ContractCase> cases = new ArrayList<>(operations());
        documents()
                .forEach((what, text) ->
                        cases.add(asking("SetRepositoryPolicy: " + what, aws -> aws.create("api"), aws -> {
                            set(aws, text);
                            return "accepted";
                        })));
        return cases;
    }

    private static List<ContractCase> operations() {
        return List.of(
                asking("SetRepositoryPolicy: the answer", aws -> aws.create("api"), aws -> set(aws, PULL)),
                asking("SetRepositoryPolicy: not there", aws -> set(aws, PULL)),
                asking("SetRepositoryPolicy: no text", aws -> aws.create("api"), aws -> aws.ecr()
                        .setRepositoryPolicy(r -> r.repositoryName("api"))),
                asking("GetRepositoryPolicy: there is one", withPolicy(PULL), RepositoryPolicyCases::get),
                asking("GetRepositoryPolicy: there is none", aws -> aws.create("api"), RepositoryPolicyCases::get),
                asking("GetRepositoryPolicy: the repository is not there", RepositoryPolicyCases::get),
                asking(
                        "GetRepositoryPolicy: the last one set",
                        aws -> {
                            withPolicy(PULL).accept(aws);
                            set(aws, policy(ANYONE + "'ecr:PutImage'"));
                        },
                        RepositoryPolicyCases::get),
                asking("GetRepositoryPolicy: the text is what was set", withPolicy(PULL), aws -> get(aws).policyText()
                        .equals(PULL)),
                asking(
                        "GetRepositoryPolicy: an account id stays an account id",
                        withPolicy(PULL),
                        aws -> get(aws).policyText().contains("\"444455556666\"")),
                asking(
                        "SetRepositoryPolicy: no version",
                        aws -> aws.create("api"),
                        aws -> set(aws, "{\"Statement\":[%s]}".formatted(statement(ANYONE + "\'ecr:PutImage\'")))),
                asking("DeleteRepositoryPolicy: there is one", withPolicy(PULL), RepositoryPolicyCases::delete),
                asking(
                        "DeleteRepositoryPolicy: there is none",
                        aws -> aws.create("api"),
                        RepositoryPolicyCases::delete),
                asking("DeleteRepositoryPolicy: the repository is not there", RepositoryPolicyCases::delete),
                asking(
                        "DeleteRepositoryPolicy: it is gone afterwards",
                        aws -> {
                            withPolicy(PULL).accept(aws);
                            delete(aws);
                        },
                        RepositoryPolicyCases::get),
                asking("SetRepositoryPolicy: it locks the caller out", aws -> aws.create("api"), aws -> {
                    set(aws, policy("'Effect':'Deny','Principal':'*','Action':'ecr:SetRepositoryPolicy'"));
                    return "accepted";
                }),
                asking(
                        "SetRepositoryPolicy: it locks the caller out, force=true",
                        aws -> aws.create("api"),
                        aws -> aws.ecr().setRepositoryPolicy(r -> r.repositoryName("api")
                                .force(true)
                                .policyText(
                                        policy("'Effect':'Deny','Principal':'*','Action':'ecr:SetRepositoryPolicy'")))),
                asking("GetRepositoryPolicy: after a refused one", withPolicy(PULL), aws -> {
                    try {
                        set(aws, "not JSON");
                    } catch (software.amazon.awssdk.services.ecr.model.InvalidParameterException refused) {
                        return get(aws);
                    }
                    return "not refused";
                }));
    }

    private static Map<String, String> documents() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("not JSON", "not JSON");
        texts.put("an empty text", "");
        texts.put("a list", "[]");
        texts.put("an empty object", "{}");
        texts.put("no statement", policy());
        texts.put("version 2008-10-17", policy(ANYONE + "'ecr:PutImage'").replace("2012", "2008"));
        texts.put("an unknown version", policy(ANYONE + "'ecr:PutImage'").replace("2012", "2024"));
        texts.put("an Id", policy(ANYONE + "'ecr:PutImage'").replace("{\"Version\"", "{\"Id\":\"i\",\"Version\""));
        texts.put(
                "an unknown member", policy(ANYONE + "'ecr:PutImage'").replace("{\"Version\"", "{\"X\":1,\"Version\""));
        texts.put(
                "a statement without a list",
                "{\"Version\":\"2012-10-17\",\"Statement\":%s}".formatted(statement(ANYONE + "'ecr:PutImage'")));
        texts.put("an unknown effect", policy("'Effect':'Perhaps','Principal':'*','Action':'ecr:PutImage'"));
        texts.put("no effect", policy("'Principal':'*','Action':'ecr:PutImage'"));
        texts.put("no action", policy("'Effect':'Allow','Principal':'*'"));
        texts.put("no principal", policy("'Effect':'Allow','Action':'ecr:PutImage'"));
        texts.put("an unknown member of a statement", policy(ANYONE + "'ecr:PutImage','Extra':'x'"));
        texts.put("a resource", policy(ANYONE + "'ecr:PutImage','Resource':'*'"));
        texts.put("all actions of ECR", policy(ANYONE + "'ecr:*'"));
        texts.put("an action of another service", policy(ANYONE + "'s3:GetObject'"));
        texts.put("all actions", policy(ANYONE + "'*'"));
        texts.put("an action that no repository has", policy(ANYONE + "'ecr:DescribeRegistry'"));
        texts.put("GetAuthorizationToken", policy(ANYONE + "['ecr:BatchGetImage','ecr:GetAuthorizationToken']"));
        texts.put(
                "all but an action of the registry",
                policy("'Effect':'Allow','Principal':'*','NotAction':'ecr:DescribeRegistry'"));
        texts.put("an action without a service", policy(ANYONE + "'PutImage'"));
        texts.put(
                "two statements of one Sid",
                policy("'Sid':'a'," + ANYONE + "'ecr:PutImage'", "'Sid':'a'," + ANYONE + "'ecr:BatchGetImage'"));
        texts.put("a Sid with a space", policy("'Sid':'new statement'," + ANYONE + "'ecr:PutImage'"));
        texts.put(
                "a service as principal",
                policy("'Effect':'Allow','Principal':{'Service':'lambda.amazonaws.com'},"
                        + "'Action':'ecr:BatchGetImage'"));
        texts.put(
                "NotPrincipal and NotAction",
                policy("'Effect':'Deny','NotPrincipal':{'AWS':'444455556666'},"
                        + "'NotAction':'ecr:SetRepositoryPolicy'"));
        texts.put(
                "a condition",
                policy(ANYONE + "'ecr:BatchGetImage','Condition':{'StringLike':"
                        + "{'aws:PrincipalOrgID':['o-1234567890']}}"));
        texts.put("a condition that is a text", policy(ANYONE + "'ecr:BatchGetImage','Condition':'x'"));
        texts.put(
                "a principal that is no ARN",
                policy("'Effect':'Allow','Principal':{'AWS':'someone'}," + "'Action':'ecr:BatchGetImage'"));
        texts.put("more than 10240 characters", PULL + " ".repeat(10_240));
        return texts;
    }

    /** Sets the policy of the repository {@code api}. */
    static Object set(Aws aws, String text) {
        return aws.ecr().setRepositoryPolicy(r -> r.repositoryName("api").policyText(text));
    }

    private static GetRepositoryPolicyResponse get(Aws aws) {
        return aws.ecr().getRepositoryPolicy(r -> r.repositoryName("api"));
    }

    private static Object delete(Aws aws) {
        return aws.ecr().deleteRepositoryPolicy(r -> r.repositoryName("api"));
    }

    private static Consumer<Aws> withPolicy(String text) {
        return aws -> {
            aws.create("api");
            set(aws, text);
        };
    }

    private static String policy(String... statements) {
        List<String> written = new ArrayList<>();
        for (String statement : statements) {
            written.add(statement(statement));
        }
        return "{\"Version\":\"2012-10-17\",\"Statement\":[%s]}".formatted(String.join(",", written));
    }

    private static String statement(String members) {
        return "{" + members.replace('\'', '"') + "}";
    }
}
