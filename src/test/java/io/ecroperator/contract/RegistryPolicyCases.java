package io.ecroperator.contract;

import static io.ecroperator.contract.ContractCase.asking;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecr.model.GetRegistryPolicyResponse;

/** The registry policy. Texts here have single quotes for double ones. */
final class RegistryPolicyCases {

    private static final String ANYWHERE =
            "'Resource':'arn:aws:ecr:" + Aws.REGION + ":" + Aws.ACCOUNT + ":repository/*'";
    private static final String ANYONE = "'Effect':'Allow','Principal':'*'," + ANYWHERE + ",'Action':";
    private static final String REPLICATION = policy("'Sid':'replication','Effect':'Allow',"
            + "'Principal':{'AWS':'arn:aws:iam::444455556666:root'},'Action':['ecr:CreateRepository','ecr:ReplicateImage'],"
            + ANYWHERE);

    private RegistryPolicyCases() {}

    static List<ContractCase> all() {
        List<ContractCase> cases = new ArrayList<>(List.of(
                asking("PutRegistryPolicy: the answer", aws -> put(aws, REPLICATION)),
                asking("PutRegistryPolicy: no text", aws -> aws.ecr().putRegistryPolicy(r -> {})),
                asking("GetRegistryPolicy: there is one", aws -> put(aws, REPLICATION), RegistryPolicyCases::get),
                asking("GetRegistryPolicy: there is none", RegistryPolicyCases::get),
                asking(
                        "GetRegistryPolicy: the text is what was put",
                        aws -> put(aws, REPLICATION),
                        aws -> get(aws).policyText().equals(REPLICATION)),
                asking("DeleteRegistryPolicy: there is one", aws -> put(aws, REPLICATION), aws -> aws.ecr()
                        .deleteRegistryPolicy(r -> {})),
                asking("DeleteRegistryPolicy: there is none", aws -> aws.ecr().deleteRegistryPolicy(r -> {})),
                asking(
                        "DeleteRegistryPolicy: it is gone afterwards",
                        aws -> {
                            put(aws, REPLICATION);
                            aws.ecr().deleteRegistryPolicy(r -> {});
                        },
                        RegistryPolicyCases::get)));
        documents()
                .forEach((what, text) -> cases.add(asking("PutRegistryPolicy: " + what, aws -> {
                    put(aws, text);
                    return "accepted";
                })));
        return cases;
    }

    private static Map<String, String> documents() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("not JSON", "not JSON");
        texts.put("an empty object", "{}");
        texts.put("no statement", policy());
        texts.put("no resource", policy("'Effect':'Allow','Principal':'*','Action':'ecr:ReplicateImage'"));
        texts.put("no principal", policy("'Effect':'Allow','Action':'ecr:ReplicateImage'," + ANYWHERE));
        texts.put("an unknown effect", policy(ANYONE.replace("Allow", "Perhaps") + "'ecr:ReplicateImage'"));
        texts.put("ReplicateImage", policy(ANYONE + "'ecr:ReplicateImage'"));
        texts.put("CreateRepository", policy(ANYONE + "'ecr:CreateRepository'"));
        texts.put("BatchImportUpstreamImage", policy(ANYONE + "'ecr:BatchImportUpstreamImage'"));
        texts.put("an action of scope V2", policy(ANYONE + "'ecr:BatchGetImage'"));
        texts.put("all actions of ECR", policy(ANYONE + "'ecr:*'"));
        texts.put("an action of another service", policy(ANYONE + "'s3:GetObject'"));
        texts.put(
                "all but one action",
                policy("'Effect':'Deny','Principal':'*','NotAction':'ecr:GetRegistryPolicy'," + ANYWHERE));
        return texts;
    }

    private static Object put(Aws aws, String text) {
        return aws.ecr().putRegistryPolicy(r -> r.policyText(text));
    }

    private static GetRegistryPolicyResponse get(Aws aws) {
        return aws.ecr().getRegistryPolicy(r -> {});
    }

    private static String policy(String... statements) {
        List<String> written = new ArrayList<>();
        for (String statement : statements) {
            written.add("{" + statement + "}");
        }
        return "{'Version':'2012-10-17','Statement':[%s]}"
                .formatted(String.join(",", written))
                .replace('\'', '"');
    }
}
