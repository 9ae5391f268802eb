package io.ecroperator.policy;

import static io.ecroperator.policy.Documents.lifecycle;
import static io.ecroperator.policy.Documents.rules;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LifecycleRuleWarningsTest {

    private static final String EXPIRE_ANY = rule(2, "'tagStatus':'any'", "expire");

    private static String rule(int priority, String tags, String action) {
        return "{'rulePriority':" + priority + ",'selection':{" + tags
                + ",'countType':'sinceImagePushed','countUnit':'days','countNumber':60},'action':{'type':'" + action
                + "'"
                + (action.equals("transition") ? ",'targetStorageClass':'archive'" : "") + "}}";
    }

    private static String patterns(String list) {
        return "'tagStatus':'tagged','tagPatternList':[" + list + "]";
    }

    private static String prefixes(String list) {
        return "'tagStatus':'tagged','tagPrefixList':[" + list + "]";
    }

    @Test
    void shouldSayWhatARuleOfSeveralTagsSelectsWhatBecomesOfTheRestAndWhatToWrite() {
        assertThat(rules(rule(1, patterns("'latest','main','master','cache'"), "expire"), EXPIRE_ANY)
                        .warnings())
                .containsExactly(
                        "rules[0] (rulePriority 1) selects only images that match every entry of tagPatternList at once"
                                + " (\"cache\", \"latest\", \"main\", \"master\"), because ECR joins them with AND. An image"
                                + " that matches only some of them is not protected by this rule, and rules[1]"
                                + " (rulePriority 2) may expire it. If any one of them should be enough, write one rule for"
                                + " each, such as tagPatternList: [\"cache\"], each with its own rulePriority.");
    }

    @Test
    void shouldSayThatTheRestIsLeftAloneWhereNoLaterRuleTakesIt() {
        assertThat(rules(rule(1, "'tagStatus':'untagged'", "expire"), rule(7, prefixes("'dev','test'"), "expire"))
                        .warnings())
                .containsExactly(
                        "rules[1] (rulePriority 7) selects only images that match every entry of tagPrefixList at once"
                                + " (\"dev\", \"test\"), because ECR joins them with AND. An image that matches only some of"
                                + " them is left alone. If any one of them should be enough, write one rule for each, such"
                                + " as tagPrefixList: [\"dev\"], each with its own rulePriority.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'latest','main'",
                "'latest','v*'",
                "'prod*','release*'",
                "'*-prod','*-test'",
                "'v*-prod','v*-test'",
                "'a*b','aXc'",
                "'ab*ba','aba'",
                "'*','latest','main'"
            })
    void shouldWarnWhereNoOneTagMatchesAllPatterns(String list) {
        assertThat(rules(rule(1, patterns(list), "expire")).warnings()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'latest'",
                "'latest','latest'",
                "'*'",
                "'*','latest'",
                "'v*','v1.2'",
                "'v*','*-prod'",
                "'*a*','*b*'",
                "'prod*','prod-eu*'",
                "'ab*ba','abba'",
                "'*a*b*','xaxxbx'"
            })
    void shouldSayNothingWhereOneTagCanMatchAllPatterns(String list) {
        assertThat(rules(rule(1, patterns(list), "expire"), EXPIRE_ANY).warnings())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'prod'            | 0
            'prod','prod-eu'  | 0
            'prod','prod-eu','prod-eu-1' | 0
            'prod','release'  | 1
            'prod-eu','prod-us' | 1
            """)
    void shouldTakePrefixesForAlternativesUnlessOneBeginsWithTheOther(String list, int warnings) {
        assertThat(rules(rule(1, prefixes(list), "expire")).warnings()).hasSize(warnings);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'tagStatus':'any'                                 | expire     | may expire it
            'tagStatus':'any'                                 | transition | may archive it
            'tagStatus':'tagged','tagPatternList':['*']       | expire     | may expire it
            'tagStatus':'tagged','tagPatternList':['ma*']     | expire     | may expire it
            'tagStatus':'tagged','tagPrefixList':['late']     | expire     | may expire it
            'tagStatus':'tagged','tagPatternList':['main','latest','x'] | expire | is left alone
            'tagStatus':'tagged','tagPrefixList':['dev']      | expire     | is left alone
            'tagStatus':'untagged'                            | expire     | is left alone
            """)
    void shouldNameTheLaterRuleThatMayTakeAnImageWithOneOfTheTags(String tags, String action, String fate) {
        // When
        List<String> warnings = rules(rule(1, patterns("'latest','main'"), "expire"), rule(9, tags, action))
                .warnings();

        // Then
        assertThat(warnings.getFirst()).contains(fate);
    }

    @Test
    void shouldNotTakeARuleBeforeItOrOneOfAnotherStorageClassForALaterOne() {
        // Given
        String archived = "{'rulePriority':9,'selection':{'tagStatus':'any','storageClass':'archive',"
                + "'countType':'sinceImageTransitioned','countUnit':'days','countNumber':90},'action':{'type':'expire'}}";

        // Then
        assertThat(rules(
                                rule(5, patterns("'latest','main'"), "expire"),
                                rule(1, patterns("'main'"), "expire"),
                                archived)
                        .warnings())
                .singleElement()
                .asString()
                .contains("is left alone");
    }

    @Test
    void shouldNameFiveTagsAndCountTheRest() {
        // Given
        String tags = IntStream.range(10, 17).mapToObj(tag -> "'t" + tag + "'").collect(Collectors.joining(","));

        // Then
        assertThat(rules(rule(1, patterns(tags), "expire")).warnings())
                .singleElement()
                .asString()
                .contains("\"t10\", \"t11\", \"t12\", \"t13\", \"t14\" and 2 more)");
    }

    @Test
    void shouldLeaveAPolicyThatEcrRefusesToTheViolations() {
        assertThat(lifecycle("{'rules':[{'selection':{'tagPatternList':['a','b']}},7,{'rulePriority':'x'}]}")
                        .warnings())
                .isEmpty();
    }
}
