package io.ecroperator.emulator.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cases are those of ECR's own examples, as far as it gives any, and one for each rule of its documentation. */
class EvaluationTest {
    private static final Instant NOW = Instant.parse("2026-01-31T00:00:00Z");

    /**
     * Rules are {@code tags countType countNumber [action]}, in order of priority; tags are {@code any}, {@code untagged}, or
     * patterns that are joined by {@code &}. Images are {@code name[:tag,tag] days [flags]}, days since the push; flags are
     * {@code held}, {@code archived=days}, {@code activated=days}, {@code pulled=days}.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            nothing is too old                              | any since 14                                   | a 14; b 1                            |
            what is older than the days goes                | any since 14                                   | a 15; b 1                            | a:1
            oldest first                                    | any since 14                                   | a 15; b 20; c 17                     | b:1 c:1 a:1
            more than so many                               | any count 2                                    | a 3; b 2; c 1                        | a:1
            untagged only                                   | untagged since 1                               | a 5; b:v1 5                          | a:1
            tagged only, by pattern                         | prod* since 14                                 | a:prod-1 15; b:beta-1 15; c 15       | a:1
            a wildcard in the middle                        | *-web-* count 1                                | a:x-web-1 3; b:y-web-2 2; c:web 9    | a:1
            an image has a tag for each pattern             | alpha*&beta* count 1                           | a:alpha-1 5; b:alpha-2,beta-2 4; c:beta-3,alpha-3 3; d:beta-1 9 | b:1
            the second rule does not see what the first took| prod* count 1; beta* count 1                   | a:beta-1,prod-1 10; b:beta-2,prod-2 9; c:beta-3 8 | a:1
            the other way round                             | beta* count 1; prod* count 1                   | a:beta-1,prod-1 10; b:beta-2,prod-2 9; c:beta-3 8 | a:1 b:1
            out of reach though the first rule keeps it     | keep* count 999; any since 14                  | a:keep-1 99; b 99                    | b:2
            out of reach, but it counts                     | keep* count 999; any count 1                   | a:keep-1 1; b 2; c 3                 | c:2 b:2
            each image by the first rule that takes it      | untagged since 1; any since 5                  | a 9; b:v1 9; c 3                     | a:1 c:1 b:2
            what a list names stays                         | any since 14                                   | a 20 held; list:v1 3                 |
            what a list names counts                        | any count 1                                    | a 3 held; b 2; c 1                   | b:1
            the archive is another class                    | any since 14                                   | a 20 archived=5                      |
            archived long enough                            | any transitioned 90 expire                     | a 200 archived=91; b 200 archived=89; c 200 | a:1
            not pulled for long                             | any pulled 30 transition                       | a 99 pulled=31; b 99 pulled=29; c 31; d 29 | a>1 c>1
            a restore counts like a push                    | any since 14                                   | a 99 activated=3; b 99               | b:1
            a restore counts like a pull                    | any pulled 30 transition                       | a 200 pulled=150 activated=3         |
            each class has rules of its own                 | any pulled 30 transition; any transitioned 90 expire | a 99; b 200 archived=100         | a>1 b:2
            """)
    void shouldSelect(String what, String rules, String images, String selected) {
        // When
        List<Selected> result = Evaluation.of(
                policy(rules),
                Arrays.stream(images.split(";")).map(EvaluationTest::image).toList(),
                NOW);

        // Then
        assertThat(result)
                .extracting(one -> one.digest() + (one.expires() ? ":" : ">") + one.priority())
                .containsExactlyInAnyOrder(selected == null ? new String[0] : selected.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"tagPatternList,v1*,a", "tagPrefixList,v1,a", "tagPatternList,v1,''"})
    void shouldTakePrefixesAndPatternsForWhatTheyAre(String list, String value, String selected) {
        // Given
        String policy =
                "{\"rules\":[{\"rulePriority\":7,\"selection\":{\"tagStatus\":\"tagged\",\"%s\":[\"%s\"],\"countType\":\"sinceImagePushed\",\"countUnit\":\"days\",\"countNumber\":1},\"action\":{\"type\":\"expire\"}}]}"
                        .formatted(list, value);

        // When / Then
        assertThat(Evaluation.of(parsed(policy), List.of(image("a:v1.2 5")), NOW))
                .extracting(Selected::digest)
                .isEqualTo(selected.isEmpty() ? List.of() : List.of(selected));
    }

    private static JsonNode policy(String rules) {
        StringBuilder json = new StringBuilder("{\"rules\":[");
        int priority = 0;
        for (String rule : List.of(rules.split(";"))) {
            String[] words = rule.strip().split(" ");
            json.append(priority++ == 0 ? "" : ",").append(rule(priority, words));
        }
        return parsed(json.append("]}").toString());
    }

    private static String rule(int priority, String[] words) {
        boolean tagged = !Set.of("any", "untagged").contains(words[0]);
        String tags = tagged
                ? "\"tagStatus\":\"tagged\",\"tagPatternList\":[\"%s\"]".formatted(words[0].replace("&", "\",\""))
                : "\"tagStatus\":\"%s\"".formatted(words[0]);
        String count =
                switch (words[1]) {
                    case "count" -> "\"countType\":\"imageCountMoreThan\"";
                    case "since" -> "\"countType\":\"sinceImagePushed\"";
                    case "pulled" -> "\"countType\":\"sinceImagePulled\"";
                    default -> "\"countType\":\"sinceImageTransitioned\",\"storageClass\":\"archive\"";
                };
        return "{\"rulePriority\":%d,\"selection\":{%s,%s,\"countNumber\":%s},\"action\":{\"type\":\"%s\"}}"
                .formatted(priority, tags, count, words[2], words.length > 3 ? words[3] : "expire");
    }

    private static JsonNode parsed(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private static Candidate image(String text) {
        List<String> words = List.of(text.strip().split(" "));
        String[] name = words.getFirst().split(":", -1);
        return new Candidate(
                name[0],
                name.length > 1 ? Set.of(name[1].split(",")) : Set.of(),
                flag(words, "archived").isPresent(),
                daysAgo(words.get(1)),
                flag(words, "pulled"),
                flag(words, "archived"),
                flag(words, "activated"),
                words.contains("held"));
    }

    private static Optional<Instant> flag(List<String> words, String name) {
        return words.stream()
                .filter(word -> word.startsWith(name + "="))
                .map(word -> daysAgo(word.substring(name.length() + 1)))
                .findFirst();
    }

    private static Instant daysAgo(String days) {
        return NOW.minus(Duration.ofDays(Long.parseLong(days)));
    }
}
