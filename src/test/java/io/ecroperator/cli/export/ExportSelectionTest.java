package io.ecroperator.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.cli.outcome.ExitCode;
import io.ecroperator.emulator.Registry;
import io.ecroperator.support.AmbientCredentials;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which repositories {@code --repository} and {@code --tag} select, and what is said where they select none. */
@ExtendWith(AmbientCredentials.class)
class ExportSelectionTest {

    private final Exports exports = new Exports();
    private final StringWriter out = new StringWriter();

    @BeforeEach
    void fill() {
        Registry registry = exports.registry();
        registry.createRepository("team-a/api", Map.of("team", "a", "Stage", "prod=1"));
        registry.createRepository("team-a/web", Map.of("team", "b", "empty", ""));
        registry.createRepository("team.a");
    }

    @AfterEach
    void stop() {
        exports.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--repository=team-a/*                       | team-a-api team-a-web",
                "--repository=team.a                         | team.a",
                "--repository=*/api  --repository=*.a        | team-a-api team.a",
                "--repository=*                              | team-a-api team-a-web team.a",
                "--repository=team-a/* --tag=team=b          | team-a-web",
                "--tag=Stage=prod=1                          | team-a-api",
                "--tag=empty=                                | team-a-web",
            })
    void shouldSelect(String options, String names) {
        assertThat(String.join(" ", Exports.names(exports.export(options.split(" +")))))
                .isEqualTo("EcrRepository " + names.replace(" ", " EcrRepository "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--repository=Team-A/*        | '--repository 'Team-A/*' matches none of 3 repositories: names in ECR are lower case, and 'team-a/*' matches 2.",
                "--repository=team-a          | --repository 'team-a' matches none of 3 repositories: 'team-a/*' matches 2.",
                "--repository=team-a/         | --repository 'team-a/' matches none of 3 repositories: 'team-a/*' matches 2.",
                "--repository=web             | --repository 'web' matches none of 3 repositories: '*web*' matches 1.",
                "--repository=x.*             | --repository 'x.*' matches none of 3 repositories: there are team-a/api, team-a/web, team.a.",
                "--tag=team=A                 | --tag 'team=A' is on none of 3 repositories; values of that key are a, b.",
                "--tag=Team=a                 | --tag 'Team=a' is on none of 3 repositories; upper and lower case count, and there is team.",
                "--tag=owner=a                | --tag 'owner=a' is on none of 3 repositories; keys that they have are Stage, empty, team.",
                "--tag=team=a --tag=empty=    | --tag 'empty=' is on 1 of 3 repositories. --tag 'team=a' is on 1 of 3 repositories.",
                "--repository=*.a --tag=x=y   | --tag 'x=y' is on none of 1 repositories; they have no tags.",
            })
    void shouldSayWhyNothingIsSelected(String options, String why) {
        assertThat(exports.run(out, options.split(" +"))).isEqualTo(ExitCode.FAILED);
        assertThat(out).hasToString("");
        assertThat(exports.err())
                .contains("Nothing of account 123456789012 in eu-central-1 is selected. " + why.replaceFirst("^'", ""));
    }

    @Test
    void shouldAskWhetherAnEmptyAccountIsTheRightOne() {
        try (Exports empty = new Exports()) {
            assertThat(empty.export()).doesNotContain("kind: EcrRepository\n");
            assertThat(empty.run(out, "--repository=api")).isEqualTo(ExitCode.FAILED);
            assertThat(empty.err())
                    .contains(
                            "There are no repositories in account 123456789012 in eu-central-1. If you expect some, check"
                                    + " --region and --profile.")
                    .contains("--repository 'api' matches none of 0 repositories: check --region and --profile.");
        }
    }

    @Test
    void shouldNameAPatternThatMatchesNothingBesideOthers() {
        assertThat(Exports.names(exports.export("--repository=team-b/*", "--repository=team.a")))
                .containsExactly("EcrRepository team.a");
        assertThat(exports.err()).contains("--repository 'team-b/*' matches none of 3 repositories");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--tag=team                                    | 'team' is not KEY=VALUE; an empty value is written team=",
                "--tag=team=a --tag=team=b                     | --tag team has two values, and no repository has both. Run export twice.",
                "--repository=* --kinds=EcrPullThroughCacheRule | --repository and --tag select repositories, and --kinds names none.",
                "--share --kinds=EcrPullThroughCacheRule       | --share is about policies of repositories, and --kinds has no EcrRepository.",
                "--kinds=EcrRegistry                           | --kinds EcrRegistry takes --registry, the name of that EcrRegistry.",
            })
    void shouldRefuseOptionsThatMakeNoSense(String options, String why) {
        assertThat(exports.run(out, options.split(" +"))).isEqualTo(ExitCode.FAILED);
        assertThat(exports.err()).contains(why);
        assertThat(exports.emulator().calls().entries()).isEmpty();
    }
}
