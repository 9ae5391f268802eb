package io.ecroperator.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What runs with the project's rights is pinned, and each job has the rights that it needs and no other. */
class WorkflowsTest {

    private static final Path DIRECTORY = Path.of(".github/workflows");

    private static final Pattern USES = Pattern.compile("(?m)^\\s*-? ?uses: (?!\\./)(.*)$");

    private static final Pattern PINNED = Pattern.compile("[\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+");

    /** The rights to write that jobs have, by workflow and job. A new one is thought about here. */
    private static final Map<String, Set<String>> WRITE_RIGHTS = Map.of(
            "codeql.yml/analyze", Set.of("security-events"),
            "scorecard.yml/analyze", Set.of("security-events", "id-token"),
            "release.yml/publish", Set.of("packages", "id-token", "attestations"),
            "release.yml/release", Set.of("contents"),
            "release.yml/site", Set.of("pages", "id-token"));

    static List<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void shouldPinEachActionByCommitAndSayItsVersion(Path workflow) throws IOException {
        // When
        List<String> actions = USES.matcher(Files.readString(workflow))
                .results()
                .map(use -> use.group(1))
                .toList();

        // Then
        assertThat(actions).isNotEmpty().allMatch(PINNED.asMatchPredicate());
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void shouldOnlyReadUnlessAJobSaysMore(Path workflow) throws IOException {
        // When
        JsonNode permissions = new YAMLMapper().readTree(workflow.toFile()).get("permissions");

        // Then
        assertThat(permissions).hasToString("{\"contents\":\"read\"}");
    }

    @Test
    void shouldGiveEachJobTheRightsThatItNeeds() throws IOException {
        for (Path workflow : workflows()) {
            new YAMLMapper()
                    .readTree(workflow.toFile())
                    .get("jobs")
                    .properties()
                    .forEach(job -> {
                        String name = workflow.getFileName() + "/" + job.getKey();
                        assertThat(writeRights(job.getValue()))
                                .as(name)
                                .isEqualTo(WRITE_RIGHTS.getOrDefault(name, Set.of()));
                    });
        }
    }

    private static Set<String> writeRights(JsonNode job) {
        Set<String> rights = new TreeSet<>();
        job.path("permissions").properties().forEach(right -> {
            if (!right.getValue().asText().equals("read")) {
                rights.add(right.getKey());
            }
        });
        return rights;
    }
}
