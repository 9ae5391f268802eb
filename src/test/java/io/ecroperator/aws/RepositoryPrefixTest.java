package io.ecroperator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepositoryPrefixTest {

    @ParameterizedTest
    @CsvSource({"team-a, team-a/*", "team-a/, team-a/*", "team-a/cache, team-a/cache/*", "ROOT, *", "root, root/*"})
    void shouldBeForAllRepositoriesBelowIt(String prefix, String repositories) {
        assertThat(new RepositoryPrefix(prefix).repositories()).isEqualTo(repositories);
    }
}
