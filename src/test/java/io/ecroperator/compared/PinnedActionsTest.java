package io.ecroperator.compared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever copies a workflow from the pages runs the code that the project itself runs: by its digest, which no tag moves. */
class PinnedActionsTest {

    private static final Pattern USES = Pattern.compile("(?m)^ *(?:- )?uses: ([^./\\s@]\\S*?)@(.*)$");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{40} # v[0-9]+(\\.[0-9]+)+");

    @Test
    void shouldBeOfOneDigestEverywhere() throws IOException {
        Map<String, String> pins = new HashMap<>();
        for (Path file : files()) {
            USES.matcher(Files.readString(file)).results().forEach(uses -> {
                String action = uses.group(1);
                assertThat(uses.group(2)).as("%s in %s", action, file).matches(DIGEST);
                assertThat(uses.group(2))
                        .as("%s in %s and elsewhere", action, file)
                        .isEqualTo(pins.computeIfAbsent(action, any -> uses.group(2)));
            });
        }

        assertThat(pins).containsKeys("actions/checkout", "aws-actions/configure-aws-credentials");
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> workflows = Files.walk(Path.of(".github"));
                Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(workflows, docs)
                    .filter(file -> file.toString().matches(".*[.](md|ya?ml)"))
                    .sorted()
                    .toList();
        }
    }
}
