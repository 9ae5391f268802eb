package io.ecroperator.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepositoryNamePatternsTest {

    @ParameterizedTest
    @CsvSource({
        "api, api, true",
        "api, api-2, false",
        "api, my-api, false",
        "docker-hub/*, docker-hub/library/nginx, true",
        "docker-hub/*, docker-hub/, true",
        "docker-hub/*, docker-hub, false",
        "docker-hub/*, my/docker-hub/nginx, false",
        "*/nginx, docker-hub/library/nginx, true",
        "*, anything/at/all, true",
        "**, a, true",
        "a*b*c, a/b/b/c, true",
        "a*b*c, a/c/b, false",
        "team.a, team-a, false",
        "(api), api, false",
    })
    void shouldMatchTheWholeName(String pattern, String name, boolean matches) {
        assertThat(RepositoryNamePatterns.match(List.of(pattern), name)).isEqualTo(matches);
    }

    @Test
    void shouldMatchWhenOneOfThemDoes() {
        assertThat(RepositoryNamePatterns.match(List.of("a*", "b*"), "bc")).isTrue();
        assertThat(RepositoryNamePatterns.match(List.of(), "bc")).isFalse();
        assertThat(RepositoryNamePatterns.match(null, "bc")).isFalse();
    }

    @Property(tries = 2_000)
    void shouldMeanWhatTheRegularExpressionMeans(@ForAll("patterns") String pattern, @ForAll("names") String name) {
        String regex =
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));

        assertThat(RepositoryNamePatterns.match(List.of(pattern), name)).isEqualTo(name.matches(regex));
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars("ab*").ofMaxLength(6);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars("ab").ofMaxLength(8);
    }
}
