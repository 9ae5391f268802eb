package io.ecroperator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.status.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who is woken by an alert, or meets a reason in a condition, finds what to do. */
class RunbooksTest {

    private static final Pattern RUNBOOK = Pattern.compile(
            "(?m)^### (\\w+)\\n\\n- \\*\\*Meaning:\\*\\* \\S(?s:.*?)\\n- \\*\\*Impact:\\*\\* \\S(?s:.*?)"
                    + "\\n- \\*\\*Diagnosis:\\*\\* \\S(?s:.*?)\\n- \\*\\*Mitigation:\\*\\* \\S(?s:.*?)(?=\\n\\n|\\z)");

    @Test
    void shouldHaveARunbookForEveryAlertAndEveryReasonAndForNothingElse() throws IOException {
        // Given
        Stream<String> alerts = MonitoringTest.alerts().stream().map(Object::toString);
        Stream<String> reasons = Stream.of(Reason.values())
                .filter(reason -> !reason.inEventsOnly())
                .map(Reason::label);
        List<String> expected = Stream.concat(alerts, reasons).sorted().toList();

        // When
        Map<String, Long> runbooks = RUNBOOK.matcher(InstallManifests.text(Path.of("docs", "troubleshooting.md")))
                .results()
                .map((MatchResult runbook) -> runbook.group(1))
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));

        // Then
        assertThat(runbooks.keySet()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(runbooks.values()).containsOnly(1L);
    }
}
