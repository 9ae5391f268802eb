package io.ecroperator.policy;

import static io.ecroperator.policy.Documents.json;
import static io.ecroperator.policy.Documents.lifecycle;
import static io.ecroperator.policy.Documents.rules;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LifecyclePolicyGrammarTest {

    private static final String EXPIRE = "'type':'expire'";
    private static final String ARCHIVE = "'type':'transition','targetStorageClass':'archive'";

    private static String rule(String priority, String selection, String action) {
        return "{'rulePriority':" + priority + ",'selection':{" + selection + "},'action':{" + action + "}}";
    }

    private static String count(String tagStatus) {
        return "'tagStatus':'" + tagStatus + "','countType':'imageCountMoreThan','countNumber':1";
    }

    private static String archived(String tagStatus) {
        return "'tagStatus':'" + tagStatus + "','storageClass':'archive','countType':'sinceImageTransitioned',"
                + "'countUnit':'days','countNumber':90";
    }

    private static String tagged(int index) {
        return rule(String.valueOf(index + 1), "'tagPatternList':['t" + index + "*']," + count("tagged"), EXPIRE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'tagStatus':'any','countType':'imageCountMoreThan','countNumber':1 | 'type':'expire'
            'tagStatus':'untagged','countType':'sinceImagePushed','countUnit':'days','countNumber':14 | 'type':'expire'
            'tagStatus':'tagged','tagPatternList':['*a*b*c*','v1'],'countType':'imageCountMoreThan','countNumber':9 | 'type':'expire'
            'tagStatus':'tagged','tagPrefixList':['v'],'countType':'imageCountMoreThan','countNumber':9 | 'type':'expire'
            'tagStatus':'any','storageClass':'standard','countType':'imageCountMoreThan','countNumber':1 | 'type':'expire'
            'tagStatus':'any','countType':'sinceImagePulled','countUnit':'days','countNumber':1 | 'type':'transition','targetStorageClass':'archive'
            'tagStatus':'any','countType':'sinceImagePushed','countUnit':'days','countNumber':1 | 'type':'transition','targetStorageClass':'archive'
            'tagStatus':'any','storageClass':'archive','countType':'sinceImageTransitioned','countUnit':'days','countNumber':90 | 'type':'expire'
            'tagStatus':'any','countType':'imageCountMoreThan','countNumber':1,'countUnit':null,'tagPatternList':[] | 'type':'expire','targetStorageClass':null
            'tagStatus':'any','countType':'imageCountMoreThan','countNumber':1,'keyOfTomorrow':{'a':[]} | 'type':'expire','keyOfTomorrow':1
            """)
    void shouldAcceptWhatTheUserGuideAllows(String selection, String action) {
        assertThat(rules(rule("1", selection, action)).violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'countType':'imageCountMoreThan','countNumber':1 | 'type':'expire' | tagStatus is missing; write one of tagged, untagged, any
            'tagStatus':'ANY','countType':'imageCountMoreThan','countNumber':1 | 'type':'expire' | tagStatus must be one of tagged, untagged, any
            'tagStatus':['any'],'countType':'imageCountMoreThan','countNumber':1 | 'type':'expire' | tagStatus must be one of tagged, untagged, any
            'tagStatus':'any','countNumber':1 | 'type':'expire' | countType is missing; write one of imageCountMoreThan, sinceImagePushed, sinceImagePulled, sinceImageTransitioned
            'tagStatus':'any','countType':'imageCount','countNumber':1 | 'type':'expire' | countType must be one of imageCountMoreThan, sinceImagePushed, sinceImagePulled, sinceImageTransitioned
            'tagStatus':'any','countType':'imageCountMoreThan' | 'type':'expire' | countNumber is missing; write a whole number of 1 or more
            'tagStatus':'any','countType':'imageCountMoreThan','countNumber':0 | 'type':'expire' | countNumber must be a whole number of 1 or more
            'tagStatus':'any','countType':'imageCountMoreThan','countNumber':1.5 | 'type':'expire' | countNumber must be a whole number of 1 or more
            'tagStatus':'any','countType':'imageCountMoreThan','countNumber':'14' | 'type':'expire' | countNumber must be a whole number of 1 or more, without quotes
            'tagStatus':'any','countType':'imageCountMoreThan','countNumber':1,'countUnit':'days' | 'type':'expire' | countUnit must be left out with countType imageCountMoreThan
            'tagStatus':'any','countType':'sinceImagePushed','countNumber':1 | 'type':'expire' | countUnit is missing; write days with countType sinceImagePushed
            'tagStatus':'any','countType':'sinceImagePushed','countUnit':null,'countNumber':1 | 'type':'expire' | countUnit is missing; write days with countType sinceImagePushed
            'tagStatus':'any','countType':'sinceImagePushed','countUnit':'hours','countNumber':1 | 'type':'expire' | countUnit must be days
            'tagStatus':'tagged','countType':'imageCountMoreThan','countNumber':1 | 'type':'expire' | tagStatus tagged needs a tagPatternList or a tagPrefixList with at least one entry; for all tags write tagPatternList ["*"]
            'tagStatus':'tagged','tagPatternList':[],'countType':'imageCountMoreThan','countNumber':1 | 'type':'expire' | tagStatus tagged needs a tagPatternList or a tagPrefixList with at least one entry; for all tags write tagPatternList ["*"]
            'tagStatus':'tagged','tagPatternList':['a'],'tagPrefixList':['b'],'countType':'imageCountMoreThan','countNumber':1 | 'type':'expire' | tagStatus tagged takes either tagPatternList or tagPrefixList, not both; drop one
            'tagStatus':'untagged','tagPrefixList':['b'],'countType':'imageCountMoreThan','countNumber':1 | 'type':'expire' | tagStatus untagged takes no tagPatternList and no tagPrefixList; leave them out or write tagStatus tagged
            'tagStatus':'any','tagPatternList':['b'],'countType':'imageCountMoreThan','countNumber':1 | 'type':'expire' | tagStatus any takes no tagPatternList and no tagPrefixList; leave them out or write tagStatus tagged
            'tagStatus':'tagged','tagPatternList':['*1*2*3*4*'],'countType':'imageCountMoreThan','countNumber':1 | 'type':'expire' | tagPatternList entry "*1*2*3*4*" has more than 4 wildcards (*); use at most 4
            'tagStatus':'tagged','tagPatternList':'v*','countType':'imageCountMoreThan','countNumber':1 | 'type':'expire' | tagPatternList must be a list of strings
            'tagStatus':'tagged','tagPatternList':[1],'countType':'imageCountMoreThan','countNumber':1 | 'type':'expire' | tagPatternList entry 1 must be a string that is not empty; for images with any tag write tagPatternList ["*"]
            'tagStatus':'tagged','tagPrefixList':[''],'countType':'imageCountMoreThan','countNumber':1 | 'type':'expire' | tagPrefixList entry "" must be a string that is not empty; for images with any tag write tagPatternList ["*"]
            'tagStatus':'any','storageClass':'archive','countType':'imageCountMoreThan','countNumber':1 | 'type':'expire' | storageClass archive goes only with countType sinceImageTransitioned; leave storageClass out
            'tagStatus':'any','storageClass':'glacier','countType':'imageCountMoreThan','countNumber':1 | 'type':'expire' | storageClass must be one of standard, archive
            'tagStatus':'any','countType':'sinceImageTransitioned','countUnit':'days','countNumber':90 | 'type':'expire' | countType sinceImageTransitioned looks at archived images; write storageClass archive
            'tagStatus':'any','storageClass':'archive','countType':'sinceImageTransitioned','countUnit':'days','countNumber':89 | 'type':'expire' | countNumber must be a whole number of 90 or more, since archived images are kept for at least that long
            'tagStatus':'any','storageClass':'archive','countType':'sinceImageTransitioned','countUnit':'days','countNumber':90 | 'type':'transition','targetStorageClass':'archive' | countType sinceImageTransitioned selects what is archived already; write action type expire
            'tagStatus':'any','countType':'sinceImagePulled','countUnit':'days','countNumber':90 | 'type':'expire' | countType sinceImagePulled can only archive; write action type transition with targetStorageClass archive, or countType sinceImagePushed
            'tagStatus':'any','countType':'sinceImagePulled','countUnit':'days','countNumber':90 | 'type':'transition' | action type transition needs targetStorageClass archive
            'tagStatus':'any','countType':'sinceImagePulled','countUnit':'days','countNumber':90 | 'type':'transition','targetStorageClass':'standard' | action type transition needs targetStorageClass archive
            'tagStatus':'any','countType':'imageCountMoreThan','countNumber':1 | 'type':'expire','targetStorageClass':'archive' | targetStorageClass must be left out with action type expire
            'tagStatus':'any','countType':'imageCountMoreThan','countNumber':1 | 'type':'delete' | type must be one of expire, transition
            'tagStatus':'any','countType':'imageCountMoreThan','countNumber':1 | `` | type is missing; write one of expire, transition
            """)
    void shouldNameRuleAndRepairWhenRuleIsRefused(String selection, String action, String violation) {
        // Given
        LifecyclePolicyDocument document = rules(rule("30", selection, action));

        // Then
        assertThat(document.violations()).containsExactly("rules[0] (rulePriority 30): " + violation);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'x' | rules[0]: must be an object with rulePriority, selection and action
            null | rules[0]: must be an object with rulePriority, selection and action
            [] | rules[0]: must be an object with rulePriority, selection and action
            """)
    void shouldRefuseRuleWhenItIsNoObject(String rule, String violation) {
        assertThat(rules(rule).violations()).containsExactly(violation);
    }

    @Test
    void shouldNameEveryMissingKeyWhenRuleIsEmpty() {
        assertThat(rules("{}").violations())
                .containsExactly(
                        "rules[0]: rulePriority is missing; write a whole number of 1 or more",
                        "rules[0]: selection is missing; write an object with tagStatus, countType and countNumber",
                        "rules[0]: action is missing; write an object with type");
        assertThat(rules("{'rulePriority':0,'selection':[],'action':'expire','description':1}")
                        .violations())
                .containsExactly(
                        "rules[0] (rulePriority 0): rulePriority must be a whole number of 1 or more",
                        "rules[0] (rulePriority 0): description must be a string",
                        "rules[0] (rulePriority 0): selection must be an object; write an object with tagStatus,"
                                + " countType and countNumber",
                        "rules[0] (rulePriority 0): action must be an object; write an object with type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "true", "1e50"})
    void shouldRefusePriorityWhenNotAWholeNumberFromOne(String priority) {
        assertThat(rules(rule(priority, count("any"), EXPIRE)).violations())
                .singleElement()
                .asString()
                .endsWith("rulePriority must be a whole number of 1 or more");
    }

    @Test
    void shouldRefusePriorityWhenTaken() {
        // Given
        LifecyclePolicyDocument document = rules(
                rule("10", "'tagPrefixList':['a']," + count("tagged"), EXPIRE),
                rule("20", count("untagged"), EXPIRE),
                rule("10.0", "'tagPrefixList':['b']," + count("tagged"), EXPIRE));

        // Then
        assertThat(document.violations())
                .containsExactly(
                        "rules[2] (rulePriority 10): rulePriority is taken by rules[0]; give every rule a number"
                                + " of its own");
    }

    @Test
    void shouldRefuseAnyWhenNotLastOfItsStorageClass() {
        // Given
        LifecyclePolicyDocument document = rules(
                rule("30", count("any"), EXPIRE),
                rule("40", count("untagged"), EXPIRE),
                rule("90", archived("untagged"), EXPIRE));

        // Then
        assertThat(document.violations())
                .containsExactly("rules[0] (rulePriority 30): tagStatus any must have the highest rulePriority of its"
                        + " storage class (standard); give it a number above 40");
    }

    @Test
    void shouldAcceptAnyWhenOnceLastInEachStorageClass() {
        assertThat(rules(
                                rule(
                                        "1",
                                        "'tagStatus':'any','countType':'sinceImagePulled','countUnit':'days',"
                                                + "'countNumber':30",
                                        ARCHIVE),
                                rule("2", archived("any"), EXPIRE))
                        .violations())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"any", "untagged"})
    void shouldRefuseSecondRuleWhenStorageClassHasOneOfThatStatus(String tagStatus) {
        // Given
        LifecyclePolicyDocument document = rules(
                rule("1", count(tagStatus), EXPIRE),
                rule("2", count(tagStatus), EXPIRE),
                rule("3", archived(tagStatus), EXPIRE));

        // Then
        assertThat(document.violations())
                .containsExactly(
                        "rules[1] (rulePriority 2): only one rule of storage class standard may have tagStatus "
                                + tagStatus + ", and rules[0] has it; keep one of them");
    }

    @Test
    void shouldNameAuthorsPlaceWhenRulesAreNotInOrderOfPriority() {
        assertThat(rules(rule("9", count("any"), EXPIRE), rule("1", count("all"), EXPIRE))
                        .violations())
                .containsExactly("rules[1] (rulePriority 1): tagStatus must be one of tagged, untagged, any");
    }

    @Test
    void shouldRefuseWhenMoreThanFiftyRules() {
        // Given
        String[] fiftyOne = IntStream.range(0, 51)
                .mapToObj(LifecyclePolicyGrammarTest::tagged)
                .toArray(String[]::new);
        String[] fifty = IntStream.range(0, 50)
                .mapToObj(LifecyclePolicyGrammarTest::tagged)
                .toArray(String[]::new);

        // Then
        assertThat(rules(fifty).violations()).isEmpty();
        assertThat(rules(fiftyOne).violations())
                .containsExactly("rules has 51 entries; ECR takes at most 50, merge or drop some");
    }

    @Test
    void shouldCountCharactersOfCanonicalTextWhenTooLong() {
        // Given
        int rest = rules(described("")).text().length();
        String atLimit = described("😀".repeat(30_720 - rest));
        String over = described("😀".repeat(30_721 - rest));

        // Then
        assertThat(lifecycle("{" + " ".repeat(5_000) + "'rules':[" + atLimit + "]}")
                        .violations())
                .isEmpty();
        assertThat(rules(over).violations())
                .containsExactly("the policy has 30721 characters without white space; ECR takes at most 30720, shorten"
                        + " descriptions or merge rules");
    }

    private static String described(String description) {
        return rule("1", count("any"), EXPIRE).replaceFirst("\\{", "{'description':'" + description + "',");
    }

    /** ECR takes no text below 100 characters: {@code rules: []} is below, the shortest valid rule is not. */
    @Test
    void shouldNeedNoLowerLimitBecauseShortestValidPolicyIsLonger() {
        assertThat(rules(rule("1", count("any"), EXPIRE)).violations()).isEmpty();
        assertThat(rules(rule("1", count("any"), EXPIRE)).text()).hasSize(138);
        assertThat(rules().text()).isEqualTo(json("{'rules':[]}"));
        assertThat(rules().violations())
                .containsExactly("rules is empty, which ECR does not store; add a rule, or remove the policy instead");
    }
}
