package io.ecroperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NounTest {

    @ParameterizedTest
    @CsvSource({
        "REPOSITORY, 0, repositories, no repositories, all 0 repositories",
        "REPOSITORY, 1, repository, 1 repository, the one repository",
        "REPOSITORY, 2, repositories, 2 repositories, all 2 repositories",
        "NAMESPACE, 1, namespace, 1 namespace, the one namespace",
        "NAMESPACE, 2, namespaces, 2 namespaces, all 2 namespaces"
    })
    void shouldAgreeWithItsNumber(Noun noun, int count, String form, String counted, String all) {
        assertThat(noun.of(count)).isEqualTo(form);
        assertThat(noun.counted(count)).isEqualTo(counted);
        assertThat(noun.all(count)).isEqualTo(all);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0 of 1 tag", "1, 1, 1 of 1 tag", "0, 2, 0 of 2 tags", "1, 2, 1 of 2 tags"})
    void shouldAgreeWithTheWhole(int part, int whole, String counted) {
        assertThat(Noun.TAG.counted(part, whole)).isEqualTo(counted);
    }

    @Test
    void shouldNameFiveAndCountTheRest() {
        assertThat(Noun.IMAGE.named(List.of("a"))).isEqualTo("image a");
        assertThat(Noun.IMAGE.named(List.of("a", "b"))).isEqualTo("images a, b");
        assertThat(Noun.IMAGE.named(List.of("a", "b", "c", "d", "e"))).isEqualTo("images a, b, c, d, e");
        assertThat(Noun.IMAGE.named(List.of("a", "b", "c", "d", "e", "f")))
                .isEqualTo("images a, b, c, d, e and 1 more");
    }
}
