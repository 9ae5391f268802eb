package io.ecroperator.contract;

import static io.ecroperator.contract.ContractCase.asking;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.ecr.model.GetLifecyclePolicyResponse;

/** Lifecycle policies. Rules here have single quotes for double ones. */
final class LifecyclePolicyCases {

    private static final String EXPIRE = "'action':{'type':'expire'}";
    private static final String AGE = "'countType':'sinceImagePushed','countUnit':'days','countNumber':14";
    private static final String COUNT = "'countType':'imageCountMoreThan','countNumber':14";

    static final String UNTAGGED = policy(rule(1, "'tagStatus':'untagged'," + AGE));

    private LifecyclePolicyCases() {}

    static List<ContractCase> all() {
        List<ContractCase> cases = new ArrayList<>(operations());
        Map<String, String> documents = new LinkedHashMap<>(accepted());
        documents.putAll(refusedDocuments());
        documents.putAll(refusedRules());
        documents.putAll(archive());
        documents.forEach(
                (what, text) -> cases.add(asking("PutLifecyclePolicy: " + what, aws -> aws.create("api"), aws -> {
                    put(aws, text);
                    return "accepted";
                })));
        return cases;
    }

    private static List<ContractCase> operations() {
        return List.of(
                asking("PutLifecyclePolicy: not there", aws -> put(aws, UNTAGGED)),
                asking("PutLifecyclePolicy: no text", aws -> aws.create("api"), aws -> aws.ecr()
                        .putLifecyclePolicy(r -> r.repositoryName("api"))),
                asking("PutLifecyclePolicy: the answer", aws -> aws.create("api"), aws -> put(aws, UNTAGGED)),
                asking("GetLifecyclePolicy: there is one", withPolicy(UNTAGGED), LifecyclePolicyCases::get),
                asking("GetLifecyclePolicy: there is none", aws -> aws.create("api"), LifecyclePolicyCases::get),
                asking("GetLifecyclePolicy: the repository is not there", LifecyclePolicyCases::get),
                asking(
                        "GetLifecyclePolicy: the last one put",
                        aws -> {
                            withPolicy(UNTAGGED).accept(aws);
                            put(aws, policy(rule(1, "'tagStatus':'any'," + COUNT)));
                        },
                        aws -> PolicyForm.of(get(aws).lifecyclePolicyText())),
                asking(
                        "GetLifecyclePolicy: the text is what was put, spaces and all",
                        withPolicy(UNTAGGED.replace(",", ", ")),
                        aws -> get(aws).lifecyclePolicyText().equals(UNTAGGED.replace(",", ", "))),
                asking(
                        "GetLifecyclePolicy: rules come in the order in which they were put",
                        withPolicy(policy(
                                rule(2, "'tagStatus':'any'," + COUNT), rule(1, "'tagStatus':'untagged'," + AGE))),
                        aws -> get(aws).lifecyclePolicyText().indexOf("any")
                                < get(aws).lifecyclePolicyText().indexOf("untagged")),
                asking(
                        "DeleteLifecyclePolicy: there is one",
                        withPolicy(UNTAGGED),
                        aws -> PolicyForm.of(aws.ecr()
                                .deleteLifecyclePolicy(r -> r.repositoryName("api"))
                                .lifecyclePolicyText())),
                asking("DeleteLifecyclePolicy: there is none", aws -> aws.create("api"), LifecyclePolicyCases::delete),
                asking("DeleteLifecyclePolicy: the repository is not there", LifecyclePolicyCases::delete),
                asking(
                        "DeleteLifecyclePolicy: it is gone afterwards",
                        aws -> {
                            withPolicy(UNTAGGED).accept(aws);
                            delete(aws);
                        },
                        LifecyclePolicyCases::get));
    }

    private static Map<String, String> accepted() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("untagged, by age", UNTAGGED);
        texts.put("untagged, by count", policy(rule(1, "'tagStatus':'untagged'," + COUNT)));
        texts.put("any, by age", policy(rule(1, "'tagStatus':'any'," + AGE)));
        texts.put("by tag prefix", policy(tagged(1, "'tagPrefixList':['prod','beta']," + COUNT)));
        texts.put("by tag pattern", policy(tagged(1, "'tagPatternList':['prod*','*-1*2*3']," + COUNT)));
        texts.put(
                "three rules with gaps between their priorities",
                policy(
                        rule(1, "'tagStatus':'untagged'," + AGE),
                        tagged(5, "'tagPrefixList':['prod']," + COUNT),
                        rule(100, "'tagStatus':'any'," + COUNT)));
        texts.put(
                "a description",
                policy(rule(1, "'tagStatus':'any'," + COUNT).replace("{'rule", "{'description':'d','rule")));
        return texts;
    }

    private static Map<String, String> refusedDocuments() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("not JSON", "x".repeat(100));
        texts.put("less than 100 characters", "{\"rules\":[]}");
        texts.put("more than 30720 characters", UNTAGGED + " ".repeat(30_720));
        texts.put("a list", "[%s]".formatted(" ".repeat(100)));
        texts.put("no rules", "{\"rules\":[%s]}".formatted(" ".repeat(100)));
        texts.put("no member rules", "{%s}".formatted(" ".repeat(100)));
        texts.put("a rule that is a text", "{\"rules\":[\"%s\"]}".formatted("x".repeat(100)));
        texts.put("an unknown member", UNTAGGED.replace("{\"rules\"", "{\"x\":1,\"rules\""));
        texts.put(
                "51 rules",
                policy(IntStream.rangeClosed(1, 51)
                        .mapToObj(n -> tagged(n, "'tagPrefixList':['a%d'],%s".formatted(n, COUNT)))
                        .toArray(String[]::new)));
        texts.put(
                "two rules of one priority",
                policy(tagged(1, "'tagPrefixList':['a']," + COUNT), tagged(1, "'tagPrefixList':['b']," + COUNT)));
        texts.put(
                "any before another rule",
                policy(rule(1, "'tagStatus':'any'," + COUNT), tagged(2, "'tagPrefixList':['b']," + COUNT)));
        texts.put(
                "two rules for untagged",
                policy(rule(1, "'tagStatus':'untagged'," + COUNT), rule(2, "'tagStatus':'untagged'," + AGE)));
        return texts;
    }

    private static Map<String, String> refusedRules() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("no priority", UNTAGGED.replace("\"rulePriority\":1,", ""));
        texts.put("priority 0", policy(rule(0, "'tagStatus':'untagged'," + AGE)));
        texts.put(
                "no action",
                UNTAGGED.replaceAll(",\"action\":\\{.*?\\}", "").replace("}]", "}  %s]".formatted(" ".repeat(60))));
        texts.put("an unknown action", UNTAGGED.replace("expire", "delete"));
        texts.put("an unknown member of a rule", UNTAGGED.replace("\"rulePriority\"", "\"x\":1,\"rulePriority\""));
        texts.put("an unknown member of a selection", policy(rule(1, "'tagStatus':'untagged','x':1," + AGE)));
        texts.put("an unknown tag status", policy(rule(1, "'tagStatus':'some'," + AGE)));
        texts.put("no tag status", policy(rule(1, AGE)));
        texts.put("tagged without a list", policy(tagged(1, AGE)));
        texts.put("tagged with both lists", policy(tagged(1, "'tagPrefixList':['a'],'tagPatternList':['b']," + AGE)));
        texts.put("tagged with an empty list", policy(tagged(1, "'tagPrefixList':[]," + AGE)));
        texts.put("untagged with a list", policy(rule(1, "'tagStatus':'untagged','tagPrefixList':['a']," + AGE)));
        texts.put("a pattern with 5 wildcards", policy(tagged(1, "'tagPatternList':['*a*b*c*d*']," + AGE)));
        texts.put("an unknown count type", UNTAGGED.replace("sinceImagePushed", "sinceEver"));
        texts.put("by age without a unit", UNTAGGED.replace("\"countUnit\":\"days\",", ""));
        texts.put("by age in hours", UNTAGGED.replace("\"days\"", "\"hours\""));
        texts.put("by count with a unit", policy(rule(1, "'tagStatus':'untagged','countUnit':'days'," + COUNT)));
        texts.put("a count of 0", policy(rule(1, "'tagStatus':'untagged'," + COUNT.replace("14", "0"))));
        texts.put("a count that is a text", UNTAGGED.replace(":14", ":\"14\""));
        texts.put("a member that is null", policy(rule(1, "'tagStatus':'untagged','tagPrefixList':null," + AGE)));
        return texts;
    }

    private static Map<String, String> archive() {
        Map<String, String> texts = new LinkedHashMap<>();
        String pulled = "'countType':'sinceImagePulled','countUnit':'days','countNumber':60";
        String transition = "'action':{'type':'transition','targetStorageClass':'archive'}";
        String archived = "'tagStatus':'any','storageClass':'archive','countType':'sinceImageTransitioned',"
                + "'countUnit':'days','countNumber':180";
        texts.put(
                "to the archive", policy(rule(1, "'tagStatus':'any'," + pulled).replace(EXPIRE, transition)));
        texts.put(
                "to the archive and out of it",
                policy(rule(1, "'tagStatus':'any'," + pulled).replace(EXPIRE, transition), rule(2, archived)));
        texts.put("expire by last pull", policy(rule(1, "'tagStatus':'any'," + pulled)));
        texts.put(
                "to the archive without a target",
                policy(rule(1, "'tagStatus':'any'," + pulled).replace(EXPIRE, "'action':{'type':'transition'}")));
        return texts;
    }

    /** Puts the lifecycle policy of the repository {@code api}. */
    static Object put(Aws aws, String text) {
        return aws.ecr().putLifecyclePolicy(r -> r.repositoryName("api").lifecyclePolicyText(text));
    }

    private static GetLifecyclePolicyResponse get(Aws aws) {
        return aws.ecr().getLifecyclePolicy(r -> r.repositoryName("api"));
    }

    private static Object delete(Aws aws) {
        return aws.ecr().deleteLifecyclePolicy(r -> r.repositoryName("api"));
    }

    private static Consumer<Aws> withPolicy(String text) {
        return aws -> {
            aws.create("api");
            put(aws, text);
        };
    }

    private static String tagged(int priority, String selection) {
        return rule(priority, "'tagStatus':'tagged'," + selection);
    }

    private static String rule(int priority, String selection) {
        return "{'rulePriority':%d,'selection':{%s},%s}".formatted(priority, selection, EXPIRE);
    }

    private static String policy(String... rules) {
        return "{'rules':[%s]}".formatted(String.join(",", rules)).replace('\'', '"');
    }
}
