package io.ecroperator.policy;

import static io.ecroperator.policy.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `` | is empty; write a JSON object
            `  ` | is empty; write a JSON object
            [] | must be a JSON object
            'secret' | must be a JSON object
            null | must be a JSON object
            {'rules': ['secret' | is not JSON: unexpected end at line 1, column 20
            {'rules': secret} | is not JSON: unexpected text at line 1, column 11
            {'rules': []} secret | is not JSON: unexpected text at line 1, column 15
            {'rules': []} {} | is not JSON: more text after the end at line 1, column 15
            {'rules': [],} | is not JSON: unexpected text at line 1, column 14
            {rules: []} | is not JSON: unexpected text at line 1, column 2
            /* secret */ {} | is not JSON: unexpected text at line 1, column 1
            {'a': 1, 'b': {'a': 1, 'a': 2}} | has the key "a" twice in one object at line 1, column 24; keep one of them
            {'a': '\\ud800'} | is not JSON: half a surrogate pair at line 1, column 7
            {'a': NaN} | is not JSON: unexpected text at line 1, column 10
            {'a': 012} | is not JSON: unexpected text at line 1, column 8
            {'a': 1e99999999999} | is not JSON
            """)
    void shouldNamePlaceAndReasonWhenTextIsNotAnObject(String text, String message) {
        assertThatThrownBy(() -> JsonTexts.readObject(json(text)))
                .isInstanceOf(PolicySyntaxException.class)
                .hasMessage(message)
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void shouldCountLinesWhenTextHasSeveral() {
        assertThatThrownBy(() -> JsonTexts.readObject("{\n  \"rules\": [\n    {]\n}"))
                .hasMessage("is not JSON: unexpected text at line 3, column 6");
    }

    @Test
    void shouldRefuseDepthWhenNestedBeyondTheLimit() {
        // Given
        String deepest = "{'a':".repeat(JsonTexts.MAX_DEPTH - 1) + "1" + "}".repeat(JsonTexts.MAX_DEPTH - 1);
        String tooDeep = "{'a':" + deepest + "}";

        // Then
        assertThat(JsonTexts.readObject(json(deepest)).isObject()).isTrue();
        assertThatThrownBy(() -> JsonTexts.readObject(json(tooDeep)))
                .hasMessageStartingWith("is not JSON: nested deeper than 32 levels at line 1");
        assertThatThrownBy(() -> JsonTexts.readObject("[".repeat(100_000))).isInstanceOf(PolicySyntaxException.class);
    }

    @Test
    void shouldRefuseNumberWhenLongerThanAnyoneWrites() {
        assertThatThrownBy(() -> JsonTexts.readObject("{\"a\":" + "1".repeat(2_000) + "}"))
                .hasMessage("is not JSON that ECR would take: a number, key or string is too long");
    }

    @Test
    void shouldCutLongKeyWhenNamingIt() {
        // Given
        String key = "k".repeat(500);

        // Then
        assertThatThrownBy(() -> JsonTexts.readObject(json("{'" + key + "':1,'" + key + "':2}")))
                .hasMessageStartingWith("has the key \"" + "k".repeat(64) + "…\" twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"14", "14.0", "14.000", "1.4e1", "1.4E+1", "140e-1"})
    void shouldReadTheSameNumberWhenWrittenOtherwise(String number) {
        assertThat(JsonTexts.write(JsonTexts.readObject("{\"n\":" + number + "}")))
                .isEqualTo("{\"n\":14}");
    }

    @ParameterizedTest
    @CsvSource({"-0,0", "-0.0,0", "0e7,0", "0.50,0.5", "-1.50,-1.5", "1e999999999,1E+999999999"})
    void shouldKeepValueWhenNumberIsUnusual(String number, String written) {
        assertThat(JsonTexts.write(JsonTexts.readObject("{\"n\":" + number + "}")))
                .isEqualTo("{\"n\":" + written + "}");
    }

    @Test
    void shouldStayCheapWhenExponentIsHuge() {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> JsonTexts.readObject("{\"a\":1e999999999,\"b\":1e-999999999}"));
    }

    @Test
    void shouldReadTreeWhenItComesFromElsewhere() {
        // Given
        JsonNode tree = JsonNodeFactory.instance.objectNode().put("n", 14.0).put("s", "é\n\"");

        // Then
        assertThat(JsonTexts.write(JsonTexts.readObject(tree))).isEqualTo("{\"n\":14,\"s\":\"é\\n\\\"\"}");
        assertThatThrownBy(() -> JsonTexts.readObject(MissingNode.getInstance()))
                .hasMessage("is empty; write a JSON object");
        assertThatThrownBy(() -> JsonTexts.readObject((JsonNode) null)).hasMessage("is empty; write a JSON object");
    }

    @Test
    void shouldNotFailWhenTreeHoldsWhatJsonCannot() {
        // Given
        JsonNode tree = JsonNodeFactory.instance.objectNode().set("n", DoubleNode.valueOf(Double.NaN));

        // Then
        assertThat(JsonTexts.readObject(tree).get("n").isTextual()).isTrue();
    }

    @Test
    void shouldCountCharactersWhenOutsideTheBasicPlane() {
        assertThat(JsonTexts.characters("a😀")).isEqualTo(2);
    }
}
