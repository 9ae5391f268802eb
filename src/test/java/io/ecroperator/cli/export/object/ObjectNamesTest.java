package io.ecroperator.cli.export.object;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectNamesTest {

    @ParameterizedTest
    @CsvSource({
        "web, web",
        "team-a/api, team-a-api",
        "team_a/api__v2, team-a-api-v2",
        "a.b/c, a.b-c",
        "a-.b, a.b",
        "ROOT, root",
        "docker-hub/, docker-hub",
    })
    void shouldBeNamesThatKubernetesTakes(String thing, String name) {
        assertThat(new ObjectNames().of(thing)).isEqualTo(name);
    }

    @Test
    void shouldGiveTheLaterOneOfTwoAHashOfItsOwnName() {
        ObjectNames names = new ObjectNames();

        assertThat(names.of("team/a-web")).isEqualTo("team-a-web");
        assertThat(names.of("team-a/web")).isEqualTo("team-a-web-" + ObjectNames.hash("team-a/web"));
        assertThat(names.of("team/a-web")).isEqualTo("team-a-web");
        assertThat(names.of("team-a-web")).isEqualTo("team-a-web-" + ObjectNames.hash("team-a-web"));
    }

    @Test
    void shouldShortenTheLongest() {
        String name = new ObjectNames().of("a/".repeat(127) + "aa");

        assertThat(name).hasSizeLessThanOrEqualTo(200).matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
        assertThat(name).isNotEqualTo(new ObjectNames().of("a/".repeat(127) + "ab"));
    }
}
