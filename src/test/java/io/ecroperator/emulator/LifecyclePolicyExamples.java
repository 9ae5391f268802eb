package io.ecroperator.emulator;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** One lifecycle policy for every rule of the grammar, kept or broken. Single quotes stand for double ones. */
final class LifecyclePolicyExamples {
    private static final String NO_ALTERNATIVE = "instance failed to match exactly one schema (matched 0 out of 2)";
    private static final String ANY_ORDER = "Rule for tagStatus=ANY must have the lowest priority per storage class";
    private static final String PAD = "a description that is long enough to bring any policy over its lower limit";

    static final String ANY = "{'tagStatus':'any','countType':'imageCountMoreThan','countNumber':9}";
    static final String UNTAGGED =
            "{'tagStatus':'untagged','countType':'sinceImagePushed','countUnit':'days','countNumber':14}";
    private static final String TAGGED =
            "{'tagStatus':'tagged','tagPrefixList':['v'],'countType':'imageCountMoreThan','countNumber':9}";
    private static final String ANY_PULLED =
            "{'tagStatus':'any','countType':'sinceImagePulled','countUnit':'days','countNumber':30}";
    private static final String ANY_ARCHIVE =
            "{'tagStatus':'any','storageClass':'archive','countType':'sinceImageTransitioned','countUnit':'days','countNumber':90}";
    private static final String UNTAGGED_ARCHIVE = ANY_ARCHIVE.replace("'any'", "'untagged'");
    static final String EXPIRE = "{'type':'expire'}";
    private static final String ARCHIVE = "{'type':'transition','targetStorageClass':'archive'}";

    private LifecyclePolicyExamples() {}

    /** {@return name and text of policies that AWS accepts} */
    static Stream<Arguments> valid() {
        return Stream.of(
                arguments("untagged by age", policy(rule(1, UNTAGGED, EXPIRE))),
                arguments("count without unit", policy(rule(1, ANY, EXPIRE))),
                arguments("gaps between priorities", policy(rule(3, UNTAGGED, EXPIRE), rule(70, TAGGED, EXPIRE))),
                arguments("any last", policy(rule(1, TAGGED, EXPIRE), rule(2, ANY, EXPIRE))),
                arguments("any last, written first", policy(rule(2, ANY, EXPIRE), rule(1, TAGGED, EXPIRE))),
                arguments(
                        "any of each storage class",
                        policy(rule(1, ANY_PULLED, ARCHIVE), rule(2, ANY_ARCHIVE, EXPIRE))),
                arguments(
                        "untagged of each storage class",
                        policy(rule(1, UNTAGGED, EXPIRE), rule(2, UNTAGGED_ARCHIVE, EXPIRE))),
                arguments("explicit standard", policy(rule(1, with(ANY, "'storageClass':'standard'"), EXPIRE))),
                arguments("pushed to archive", policy(rule(1, UNTAGGED, ARCHIVE))),
                arguments("count to archive", policy(rule(1, ANY, ARCHIVE))),
                arguments("four wildcards", policy(rule(1, pattern("*a*b*c*"), EXPIRE))),
                arguments(
                        "several patterns",
                        policy(rule(
                                1, TAGGED.replace("'tagPrefixList':['v']", "'tagPatternList':['v*','*-rc']"), EXPIRE))),
                arguments("fifty rules", policy(rules(50))));
    }

    /** {@return name and text of policies that AWS refuses, and words of the message} */
    static Stream<Arguments> invalid() {
        return Stream.of(
                arguments("not JSON", "{" + PAD + PAD, "Could not map policyString into LifecyclePolicy."),
                arguments("an array", "[\"" + PAD + PAD + "\"]", "Could not map policyString into LifecyclePolicy."),
                arguments(
                        "no rules",
                        json("{'rule':'" + PAD + PAD + "'}"),
                        "object has missing required properties ([\"rules\"])"),
                arguments(
                        "rules null",
                        json("{'rules':null}") + " ".repeat(100),
                        "instance type (null) does not match any allowed primitive type (allowed: [\"array\"])"),
                arguments(
                        "empty rules",
                        json("{'rules':[]}") + " ".repeat(100),
                        "array is too short: must have at least 1 elements"),
                arguments(
                        "unknown top key",
                        policy(rule(1, ANY, EXPIRE)).replaceFirst("\\{", "{\"version\":1,"),
                        "not allowed by the schema: [\"version\"]"),
                arguments(
                        "51 rules",
                        policy(rules(51)),
                        "array is too long: must have at most 50 elements but instance has 51 elements"),
                arguments(
                        "rule not an object",
                        json("{'rules':['" + PAD + PAD + "']}"),
                        "instance type (string) does not match"),
                arguments(
                        "no selection",
                        json("{'rules':[{'rulePriority':1,'description':'" + PAD + "','action':{'type':'expire'}}]}"),
                        "object has missing required properties ([\"selection\"])"),
                arguments(
                        "unknown rule key",
                        policy(rule(1, ANY, EXPIRE)).replace("\"description\"", "\"note\""),
                        "not allowed by the schema: [\"note\"]"),
                arguments(
                        "null description",
                        policy(rule(1, UNTAGGED, EXPIRE)).replace("\"" + PAD + "\"", "null") + " ".repeat(50),
                        "instance type (null) does not match any allowed primitive type (allowed: [\"string\"])"),
                arguments(
                        "priority 0",
                        policy(rule(0, ANY, EXPIRE)),
                        "numeric instance is lower than the required minimum (minimum: 1, found: 0)"),
                arguments(
                        "priority a string",
                        policy(rule(1, ANY, EXPIRE)).replace("\"rulePriority\":1", "\"rulePriority\":\"1\""),
                        "instance type (string) does not match any allowed primitive type (allowed: [\"integer\"])"),
                arguments(
                        "same priority twice",
                        policy(rule(1, TAGGED, EXPIRE), rule(1, UNTAGGED, EXPIRE)),
                        "priority 1 is used by more than one rule"),
                arguments("any before others", policy(rule(1, ANY, EXPIRE), rule(2, UNTAGGED, EXPIRE)), ANY_ORDER),
                arguments("any twice", policy(rule(1, ANY, EXPIRE), rule(2, ANY_PULLED, ARCHIVE)), ANY_ORDER),
                arguments(
                        "untagged twice",
                        policy(rule(1, UNTAGGED, EXPIRE), rule(2, UNTAGGED, ARCHIVE)),
                        "Only one rule can select Untagged images per storage class"),
                arguments(
                        "tagged without lists",
                        policy(rule(1, ANY.replace("any", "tagged"), EXPIRE)),
                        "Must specify tagPrefixList or tagPatternList when tagStatus=TAGGED"),
                arguments(
                        "tagged with both lists",
                        policy(rule(1, with(TAGGED, "'tagPatternList':['v*']"), EXPIRE)),
                        "only one of tagPrefixList or tagPatternList"),
                arguments(
                        "any with a list",
                        policy(rule(1, with(ANY, "'tagPrefixList':['v']"), EXPIRE)),
                        "Must not specify tagPrefixList or tagPatternList"),
                arguments(
                        "untagged with a list",
                        policy(rule(1, with(UNTAGGED, "'tagPatternList':['v*']"), EXPIRE)),
                        "Must not specify tagPrefixList or tagPatternList"),
                arguments(
                        "empty list",
                        policy(rule(1, TAGGED.replace("['v']", "[]"), EXPIRE)),
                        "array is too short: must have at least 1 elements but instance has 0 elements"),
                arguments(
                        "null list",
                        policy(rule(1, TAGGED.replace("['v']", "null"), EXPIRE)),
                        "instance type (null) does not match"),
                arguments("empty prefix", policy(rule(1, TAGGED.replace("['v']", "['']"), EXPIRE)), "is too short"),
                arguments("five wildcards", policy(rule(1, pattern("*a*b*c*d*"), EXPIRE)), "wildcards"),
                arguments(
                        "unknown tag status",
                        policy(rule(1, ANY.replace("any", "all"), EXPIRE)),
                        "instance value (\"all\") not found in enum"),
                arguments(
                        "unknown count type",
                        policy(rule(1, ANY.replace("imageCountMoreThan", "sinceForever"), EXPIRE)),
                        "not found in enum"),
                arguments(
                        "unknown selection key",
                        policy(rule(1, with(ANY, "'extra':1"), EXPIRE)),
                        "not allowed by the schema: [\"extra\"]"),
                arguments("count 0", policy(rule(1, ANY.replace(":9", ":0"), EXPIRE)), "(minimum: 1, found: 0)"),
                arguments("count with unit", policy(rule(1, with(ANY, "'countUnit':'days'"), EXPIRE)), NO_ALTERNATIVE),
                arguments(
                        "age without unit",
                        policy(rule(1, UNTAGGED.replace("'countUnit':'days',", ""), EXPIRE)),
                        NO_ALTERNATIVE),
                arguments(
                        "age in hours",
                        policy(rule(1, UNTAGGED.replace("days", "hours"), EXPIRE)),
                        "instance value (\"hours\") not found in enum"),
                arguments(
                        "null storage class",
                        policy(rule(1, with(ANY, "'storageClass':null"), EXPIRE)),
                        "instance type (null) does not match"),
                arguments(
                        "count in the archive",
                        policy(rule(1, with(ANY, "'storageClass':'archive'"), EXPIRE)),
                        NO_ALTERNATIVE),
                arguments("pulled expires", policy(rule(1, ANY_PULLED, EXPIRE)), NO_ALTERNATIVE),
                arguments(
                        "transitioned outside the archive",
                        policy(rule(1, ANY_ARCHIVE.replace("'storageClass':'archive',", ""), EXPIRE)),
                        NO_ALTERNATIVE),
                arguments("transitioned goes to the archive", policy(rule(1, ANY_ARCHIVE, ARCHIVE)), NO_ALTERNATIVE),
                arguments(
                        "archive for 89 days",
                        policy(rule(1, ANY_ARCHIVE.replace("90", "89"), EXPIRE)),
                        "(minimum: 90, found: 89)"),
                arguments("transition nowhere", policy(rule(1, UNTAGGED, "{'type':'transition'}")), NO_ALTERNATIVE),
                arguments(
                        "transition to standard",
                        policy(rule(1, UNTAGGED, ARCHIVE.replace("archive", "standard"))),
                        NO_ALTERNATIVE),
                arguments(
                        "expire with a target",
                        policy(rule(1, UNTAGGED, with(EXPIRE, "'targetStorageClass':'archive'"))),
                        NO_ALTERNATIVE),
                arguments(
                        "expire with a null target",
                        policy(rule(1, UNTAGGED, with(EXPIRE, "'targetStorageClass':null"))),
                        NO_ALTERNATIVE),
                arguments(
                        "unknown action",
                        policy(rule(1, ANY, "{'type':'delete'}")),
                        "instance value (\"delete\") not found in enum"),
                arguments(
                        "action without type",
                        policy(rule(1, ANY, "{}")),
                        "object has missing required properties ([\"type\"])"));
    }

    static ObjectNode rule(int priority, String selection, String action) {
        ObjectNode rule = Json.object().put("rulePriority", priority).put("description", PAD);
        rule.set("selection", Json.parse(json(selection)).orElseThrow());
        rule.set("action", Json.parse(json(action)).orElseThrow());
        return rule;
    }

    private static ObjectNode[] rules(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> rule(i, TAGGED.replace("'v'", "'v" + i + "'"), EXPIRE))
                .toArray(ObjectNode[]::new);
    }

    static String policy(ObjectNode... rules) {
        ObjectNode policy = Json.object();
        ArrayNode array = policy.putArray("rules");
        for (ObjectNode rule : rules) {
            array.add(rule);
        }
        return Json.minified(policy);
    }

    private static String pattern(String pattern) {
        return TAGGED.replace("'tagPrefixList':['v']", "'tagPatternList':['" + pattern + "']");
    }

    private static String with(String object, String member) {
        return object.substring(0, object.length() - 1) + "," + member + "}";
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
