package io.ecroperator.cli.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CelExpressionTest {

    private static final Map<String, Object> SELF = Map.of(
            "name",
            "Käse-😀",
            "count",
            7L,
            "ratio",
            0.5,
            "on",
            true,
            "list",
            List.of(3L, 1L, 2L),
            "map",
            Map.of("a", "b"));

    private static Object evaluate(String expression) {
        return CelExpression.of(expression).evaluate(Map.of("self", SELF));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "size(self.name) == 6",
                "self.name.size() == 6 && self.name.substring(5) == '😀' && self.name.substring(0, 2) == 'Kä'",
                "self.name.lowerAscii() == 'käse-😀' && 'ab'.upperAscii() == 'AB'",
                "self.name.matches('^K') && !self.name.matches('^k') && self.name.matches('(?i)^k') && 'x'.matches(r'\\p{L}')",
                "'a,b,'.split(',') == ['a', 'b', ''] && 'ab'.split('') == ['a', 'b']",
                "' a '.trim() == 'a' && ['a', 'b'].join('-') == 'a-b' && 'aXa'.replace('a', 'b') == 'bXb'",
                "self.count / 2 == 3 && self.count % 4 == 3 && -self.count < 0 && self.count * 2 - 4 == 10",
                "self.count == 7.0 && self.ratio < 1 && self.ratio + 0.5 == 1.0 && self.count != '7'",
                "self.list.sum() == 6 && self.list.min() == 1 && self.list.max() == 3 && !self.list.isSorted()",
                "self.list.all(x, x > 0) && self.list.exists(x, x == 3) && self.list.exists_one(x, x == 3)",
                "self.list.map(x, x * 2) == [6, 2, 4] && self.list.filter(x, x > 1) == [3, 2]",
                "self.list.map(x, x > 1, x + 1) == [4, 3] && 2 in self.list && !(4 in self.list)",
                "self.map.all(k, self.map[k] == 'b') && 'a' in self.map && {'a': 'b'} == self.map",
                "has(self.map.a) && !has(self.map.c) && self.?map.?c.orValue('x') == 'x' && self.?map.hasValue()",
                "duration('1h30m') > duration('89m') && duration('1.5s') == duration('1500ms') && duration('-1s') < duration('0')",
                "self.list.exists(x, self.missing == x || x == 3)",
                "self.missing == 1 || true",
                "!(false && self.missing == 1)",
                "self.on ? true : self.missing",
                "string(self.count) == '7' && int('7') == self.count && [1, 2] + [3] == [1, 2, 3]",
                "null == null && null != 1 && self.list[0] == 3",
            })
    void shouldBeTrue(String expression) {
        assertThat(evaluate(expression)).isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "self.missing.deep | no such key: missing",
                "self.list[3] | index out of bounds: 3",
                "self.count / 0 | division by zero",
                "9223372036854775807 + 1 | integer overflow",
                "self.name + 1 | no such overload",
                "self.count && true | no such overload",
                "self.list.all(x, x.y > 1) | no such overload",
                "duration('soon') | time: invalid duration \"\"soon\"\"",
                "other | no such attribute: other",
            })
    void shouldHaveNoValue(String expression, String message) {
        assertThatThrownBy(() -> evaluate(expression))
                .isInstanceOf(CelException.class)
                .hasMessage(message.replace("\"\"", "\""));
    }

    @Test
    void shouldRefuseAFunctionThatItDoesNotKnowBeforeAnythingIsEvaluated() {
        assertThatThrownBy(() -> CelExpression.of("false && self.isURL()"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("isURL");
    }

    @Test
    void shouldKnowWhetherAnExpressionComparesWithTheOldObject() {
        assertThat(CelExpression.of("self.all(x, x in oldSelf)").isAboutOldSelf())
                .isTrue();
        assertThat(CelExpression.of("self == 'oldSelf'").isAboutOldSelf()).isFalse();
    }

    @Test
    void shouldReadTimesOfGo() {
        assertThat(Durations.of("1h0.5m2s3ms4us5ns"))
                .isEqualTo(Duration.ofSeconds(3632).plusMillis(3).plusNanos(4005));
    }
}
