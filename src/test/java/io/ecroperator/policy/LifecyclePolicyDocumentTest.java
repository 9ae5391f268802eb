package io.ecroperator.policy;

import static io.ecroperator.policy.Documents.json;
import static io.ecroperator.policy.Documents.lifecycle;
import static io.ecroperator.policy.Documents.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ecroperator.compared.Shows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LifecyclePolicyDocumentTest {

    private static final String UNTAGGED = "{'rulePriority':1,'selection':{'tagStatus':'untagged',"
            + "'countType':'sinceImagePushed','countUnit':'days','countNumber':14},'action':{'type':'expire'}}";
    private static final String ANY = "{'rulePriority':2,'selection':{'tagStatus':'any',"
            + "'countType':'imageCountMoreThan','countNumber':100},'action':{'type':'expire'}}";

    private static LifecyclePolicyDocument tagged(String members) {
        return rules("{'rulePriority':1,'selection':{'tagStatus':'tagged'," + members
                + "'countType':'imageCountMoreThan','countNumber':3},'action':{'type':'expire'}}");
    }

    @Test
    void shouldSendDocumentedOrderWhenKeysAndRulesAreShuffled() {
        // Given
        LifecyclePolicyDocument document = lifecycle("""
                { 'zeta': {'b': 1, 'a': [2, 1]},
                  'rules': [
                    {'selection': {'countNumber': 30.0, 'newKey': true, 'countUnit': 'days', 'countType': 'sinceImagePulled',
                                   'storageClass': 'standard', 'tagPrefixList': [], 'tagStatus': 'tagged',
                                   'tagPatternList': ['v*', 'prod*', 'v*']},
                     'action': {'targetStorageClass': 'archive', 'type': 'transition'}, 'description': 'é',
                     'rulePriority': 10},
                    {'action': {'type': 'expire', 'targetStorageClass': null}, 'description': null,
                     'selection': {'tagStatus': 'untagged', 'countType': 'imageCountMoreThan', 'countNumber': 1},
                     'rulePriority': 9}]}
                """);

        // Then
        assertThat(document.text()).isEqualTo(json("""
                {'rules':[{'rulePriority':9,'selection':{'tagStatus':'untagged','countType':'imageCountMoreThan',\
                'countNumber':1},'action':{'type':'expire'}},{'rulePriority':10,'description':'é','selection':\
                {'tagStatus':'tagged','tagPatternList':['prod*','v*'],'countType':'sinceImagePulled',\
                'countUnit':'days','countNumber':30,'newKey':true},'action':{'type':'transition',\
                'targetStorageClass':'archive'}}],'zeta':{'a':[2,1],'b':1}}"""));
        assertThat(document.violations()).isEmpty();
    }

    @Test
    @Shows("terraform-provider-aws#22639")
    void shouldIgnoreRuleOrderBecauseEcrSortsByPriorityTerraformProviderAws22639() {
        assertThat(rules(UNTAGGED, ANY)).isEqualTo(rules(ANY, UNTAGGED)).hasSameHashCodeAs(rules(ANY, UNTAGGED));
        assertThat(rules(UNTAGGED, ANY).digest()).isEqualTo(rules(ANY, UNTAGGED).digest());
    }

    @Test
    void shouldSortByNumberWhenPrioritiesHaveDifferentLengths() {
        // When
        String text = rules(UNTAGGED.replace(":1,", ":10,"), ANY).text();

        // Then
        assertThat(text.indexOf("\"rulePriority\":2,")).isLessThan(text.indexOf("\"rulePriority\":10,"));
    }

    @Test
    @Shows("terraform-provider-aws#35231")
    void shouldSeeTagPatternListChangesTerraformProviderAws35184And35231() {
        assertThat(tagged("'tagPatternList':['prod*'],")).isNotEqualTo(tagged("'tagPatternList':['prod-*'],"));
        assertThat(tagged("'tagPatternList':['prod*'],")).isNotEqualTo(tagged("'tagPrefixList':['prod*'],"));
        assertThat(tagged("'tagPatternList':['prod*'],")).isNotEqualTo(tagged("'tagPatternList':['prod*','v*'],"));
    }

    @Test
    @Shows("terraform-provider-aws#45866")
    void shouldKeepStorageClassesTerraformProviderAws45866() {
        // Given
        String expireArchived = "{'rulePriority':3,'selection':{'tagStatus':'any','storageClass':'archive',"
                + "'countType':'sinceImageTransitioned','countUnit':'days','countNumber':90},'action':{'type':'expire'}}";
        String archive = "{'rulePriority':2,'selection':{'tagStatus':'any','countType':'sinceImagePulled',"
                + "'countUnit':'days','countNumber':90},"
                + "'action':{'type':'transition','targetStorageClass':'archive'}}";

        // Then
        assertThat(rules(archive, expireArchived).text())
                .contains(json("'storageClass':'archive'"), json("'targetStorageClass':'archive'"));
        assertThat(rules(expireArchived)).isNotEqualTo(rules(expireArchived.replace("'storageClass':'archive',", "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'futureKey':true,",
                "'futureKey':null,'futureKeys':[],",
                "'tagPatternList':['a'],'futureKey':{'x':[1,2]},"
            })
    @Shows("terraform-provider-aws#35231")
    void shouldSeeUnknownKeysWhenOnlyTheyDiffer(String members) {
        assertThat(tagged(members)).isNotEqualTo(tagged(""));
    }

    @Test
    void shouldKeepOrderOfUnknownListsBecauseItMayMeanSomething() {
        assertThat(tagged("'future':['a','b'],")).isNotEqualTo(tagged("'future':['b','a'],"));
        assertThat(lifecycle("{'rules':[],'future':{'a':1}}")).isNotEqualTo(lifecycle("{'rules':[],'future':{'a':2}}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'tagPatternList':['a','b'],                       | 'tagPatternList':['b','a','b'],
            'tagPrefixList':['a','b'],                        | 'tagPrefixList':['b','a'],
            'tagPatternList':['a'],                           | 'tagPatternList':['a'],'tagPrefixList':[],
            'tagPatternList':['a'],                           | 'tagPatternList':['a'],'tagPrefixList':null,
            'tagPatternList':['a'],                           | 'tagPatternList':['a'],'storageClass':'standard',
            'tagPatternList':['a'],                           | 'tagPatternList':['a'],'storageClass':null,
            'x':14,                                           | 'x':14.0,
            'x':14,                                           | 'x':1.4e1,
            """)
    void shouldBeEqualWhenMeaningIsTheSame(String one, String other) {
        // Given
        LifecyclePolicyDocument first = tagged(one);
        LifecyclePolicyDocument second = tagged(other);

        // Then
        assertThat(first).isEqualTo(second).hasSameHashCodeAs(second).hasToString(second.toString());
        assertThat(first.text()).isEqualTo(second.text());
        assertThat(first.digest()).isEqualTo(second.digest());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'x':14,                    | 'x':'14',
            'x':14,                    | 'x':15,
            'x':true,                  | 'x':'true',
            'x':1,                     | 'X':1,
            'tagPatternList':['a'],    | 'tagPatternList':'a',
            'storageClass':'archive',  | 'storageClass':'standard',
            'description':'',          | 'x':'',
            """)
    void shouldDifferWhenMeaningDiffers(String one, String other) {
        assertThat(tagged(one)).isNotEqualTo(tagged(other));
        assertThat(tagged(one).digest()).isNotEqualTo(tagged(other).digest());
    }

    @Test
    void shouldReadBackWhatItSends() {
        // Given
        LifecyclePolicyDocument document = rules(ANY, UNTAGGED);

        // Then
        assertThat(LifecyclePolicyDocument.parse(document.text())).isEqualTo(document);
        assertThat(LifecyclePolicyDocument.parse(document.text()).text()).isEqualTo(document.text());
    }

    @Test
    void shouldCountRulesWhenAskedForEmptiness() {
        assertThat(rules().isEmpty()).isTrue();
        assertThat(rules().rules()).isZero();
        assertThat(rules(ANY, UNTAGGED).isEmpty()).isFalse();
        assertThat(rules(ANY, UNTAGGED).rules()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'rules':{}}", "{'rules':null}", "{'Rules':[]}"})
    void shouldRefuseWhenThereIsNoListOfRules(String text) {
        assertThatThrownBy(() -> lifecycle(text))
                .isInstanceOf(PolicySyntaxException.class)
                .hasMessage("must be a JSON object with a list \"rules\"");
    }

    @Test
    void shouldRefuseTagPrefixListWhenWrittenTwice() {
        assertThatThrownBy(() -> tagged("'tagPrefixList':['dev'],'tagPrefixList':['prod'],"))
                .hasMessageStartingWith("has the key \"tagPrefixList\" twice in one object");
    }

    @Test
    void shouldBuildFromTreeWhenRulesAreTyped() {
        // Given
        var tree = JsonNodeFactory.instance.objectNode();
        tree.putArray("rules").addObject().put("rulePriority", 7).putNull("description");

        // Then
        assertThat(LifecyclePolicyDocument.of(tree)).isEqualTo(lifecycle("{'rules':[{'rulePriority':7}]}"));
    }

    @Test
    void shouldKeepBodyOutWhenPrinted() {
        // Given
        LifecyclePolicyDocument document = tagged("'tagPatternList':['confidential*'],");

        // Then
        assertThat(document.toString())
                .matches("LifecyclePolicyDocument\\[rules=1, sha256:[0-9a-f]{64}]")
                .doesNotContain("confidential");
    }
}
