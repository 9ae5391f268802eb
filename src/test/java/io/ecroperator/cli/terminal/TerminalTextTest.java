package io.ecroperator.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTextTest {

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "name \u001b[31mred, name \\u001b[31mred",
                "\u009b8mhidden, \\u009b8mhidden",
                "a bell\u0007 rings, a bell\\u0007 rings",
                "`over\rwritten`, over\\rwritten",
                "`forged\n1 error`, forged\\n1 error",
                "\u202egnp.exe, \\u202egnp.exe",
                "zero\u200bwidth, zero\\u200bwidth",
                "line\u2028separator, line\\u2028separator",
                "tag\udb40\udc41, tag\\udb40\\udc41",
                "lone\ud83d, lone\\ud83d",
                "delete\u007f, delete\\u007f",
            })
    void shouldShowWhatATerminalWouldObey(String text, String shown) {
        assertThat(TerminalText.line(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"team-a/api", "東京 リポジトリ", "größer: 5 \\u001b", "📦", "a\tb"})
    void shouldLeaveTheRestAlone(String text) {
        assertThat(TerminalText.line(text)).isEqualTo(text);
    }

    @Test
    void shouldLeaveTheLinesOfATextOfSeveral() {
        assertThat(TerminalText.lines("one\ntwo\r\u001b[A\n")).isEqualTo("one\ntwo\\r\\u001b[A\n");
    }

    @Test
    void shouldLeaveJsonTheSameDocument() throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        Map<String, String> value = Map.of("name", "\u009b8m\n\u001b \udb40\udc41");

        String text = TerminalText.lines(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(value));

        assertThat(mapper.readTree(text)).isEqualTo(mapper.valueToTree(value));
        assertThat(text).doesNotContain("\u009b", "\udb40\udc41");
    }
}
