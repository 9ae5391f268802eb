package io.ecroperator.cli.export.object;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class YamlTextTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void shouldWriteAsPeopleDo() throws Exception {
        ObjectNode object = (ObjectNode) JSON.readTree("""
                        {"kind": "EcrRepository", "spec": {"tags": {"cost-centre": "4711", "public": "true", "team": "a b"},
                        "rules": [{"rulePriority": 1, "selection": {"tagPatternList": ["*", "v*"]}}, {"rulePriority": 2}],
                        "principal": {"AWS": ["arn:aws:iam::111122223333:root"]}, "none": {}, "statements": [],
                        "text": "{\\n  \\"a\\": 1\\n}\\n"}}
                        """);

        assertThat(YamlText.of(object)).isEqualTo("""
                        kind: EcrRepository
                        spec:
                          tags:
                            cost-centre: "4711"
                            public: "true"
                            team: a b
                          rules:
                            - rulePriority: 1
                              selection:
                                tagPatternList:
                                  - "*"
                                  - v*
                            - rulePriority: 2
                          principal:
                            AWS:
                              - arn:aws:iam::111122223333:root
                          none: {}
                          statements: []
                          text: |
                            {
                              "a": 1
                            }
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "yes",
                "No",
                "ON",
                "~",
                "null",
                "1e3",
                "0x1F",
                "012",
                "1_000",
                "12:30:45",
                "2020-01-01",
                ".inf",
                "-",
                "- a",
                "? a",
                "a: b",
                "a #b",
                "a:",
                "#a",
                "&a",
                "*a",
                "!a",
                "%a",
                "@a",
                "`a",
                "|",
                ">",
                "{a}",
                "[a]",
                "a, b",
                "'a'",
                "\"a\"",
                "a\\b",
                "\n",
                "a\n",
                "a\n\n",
                "\na",
                " a\nb",
                "a \nb",
                "a\tb",
                "a\r\nb",
                "ü",
                "a\u2028b",
                "a\u0085b",
                "a\u0000b",
                "\uFEFF",
                "=",
                "<<",
                "a\n  b\n c",
                "a\n\nb"
            })
    void shouldReadTheSameAgain(String text) {
        assertThat(readAgain(text)).isEqualTo(List.of(text, text));
    }

    @Property(tries = 500)
    void shouldReadAnyTextTheSameAgain(@ForAll("texts") String text) {
        assertThat(readAgain(text)).isEqualTo(List.of(text, text));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("aeyn01:-#*&!|>'\"\\%@`{}[],?=<~. \t\n\r\u0085\u2028ü漢")
                .ofMaxLength(12);
    }

    /** As a value and as a key, by a parser of YAML 1.1. */
    private static List<Object> readAgain(String text) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("value", text);
        object.putObject("keys").put(text, 1);
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        Map<String, Object> read = yaml.load(YamlText.of(object));
        Object key = ((Map<?, ?>) read.get("keys")).keySet().iterator().next();
        return List.of(read.get("value"), key);
    }
}
