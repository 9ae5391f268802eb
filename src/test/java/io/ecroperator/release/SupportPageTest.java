package io.ecroperator.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SUPPORT.md names the versions that are tested. */
class SupportPageTest {

    @ParameterizedTest
    @CsvSource({
        "hack/envtest/go.mod, k8s.io/kubernetes",
        "hack/kubernetes/oldest/go.mod, k8s.io/kubernetes",
        "hack/kubernetes/newest/go.mod, k8s.io/kubernetes",
        "hack/helm/3/go.mod, helm.sh/helm/v3",
        "hack/helm/4/go.mod, helm.sh/helm/v4"
    })
    void shouldNameTheVersionThatIsPinned(Path module, String required) throws IOException {
        // Given
        Matcher pinned = Pattern.compile("(?m)^require " + Pattern.quote(required) + " v(\\S+)$")
                .matcher(Files.readString(module));
        assertThat(pinned.find()).as("%s requires %s", module, required).isTrue();

        // Then
        assertThat(Files.readString(Path.of("SUPPORT.md"))).contains(pinned.group(1));
    }
}
