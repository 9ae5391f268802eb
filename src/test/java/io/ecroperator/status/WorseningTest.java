package io.ecroperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorseningTest {

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(textBlock = """
            '',                                  READY=TRUE/IN_SYNC,                                ''
            '',                                  READY=FALSE/NOT_OWNED,                             NotOwned
            '',                                  READY=UNKNOWN/WAITING_FOR_REGISTRY,                ''
            '',                                  READY=UNKNOWN/WAITING_FOR_TOKEN,                   ''
            '',                                  READY=FALSE/ATTACHING,                             ''
            READY=TRUE/IN_SYNC,                  READY=FALSE/ACCESS_DENIED,                         AccessDenied
            READY=FALSE/ACCESS_DENIED,           READY=FALSE/ACCESS_DENIED,                         ''
            READY=FALSE/ACCESS_DENIED,           READY=UNKNOWN/ACCESS_DENIED,                       AccessDenied
            READY=FALSE/ACCESS_DENIED,           READY=FALSE/REJECTED_BY_AWS,                       RejectedByAws
            READY=FALSE/ACCESS_DENIED,           READY=TRUE/IN_SYNC,                                ''
            READY=TRUE/IN_SYNC SYNCED=TRUE/IN_SYNC, READY=TRUE/IN_SYNC SYNCED=UNKNOWN/THROTTLED,    Throttled
            READY=TRUE/IN_SYNC SYNCED=TRUE/IN_SYNC, READY=FALSE/NOT_OWNED SYNCED=FALSE/PLAN_PENDING, NotOwned
            READY=TRUE/LISTED REACHABLE=TRUE/LISTED, READY=TRUE/LISTED REACHABLE=FALSE/ACCESS_DENIED, AccessDenied
            READY=TRUE/IN_SYNC,                  READY=TRUE/IN_SYNC SPEC_WARNING=TRUE/ALL_TAGS_REQUIRED, AllTagsRequired
            SPEC_WARNING=TRUE/ALL_TAGS_REQUIRED, SPEC_WARNING=TRUE/ALL_TAGS_REQUIRED,               ''
            """)
    void shouldTellOnceOfWhatTurnedForTheWorse(String before, String after, String told) {
        assertThat(Worsening.notices(conditions(before), conditions(after)))
                .allMatch(Notice::warning)
                .extracting(Notice::reason)
                .isEqualTo(told.isEmpty() ? List.of() : List.of(told));
    }

    private static List<Condition> conditions(String text) {
        if (text.isEmpty()) {
            return null;
        }
        Conditions conditions = new Conditions(null, 1, Clock.systemUTC());
        Stream.of(text.split(" "))
                .map(each -> each.split("[=/]"))
                .forEach(parts -> conditions.set(
                        ConditionType.valueOf(parts[0]),
                        ConditionStatus.valueOf(parts[1]),
                        Reason.valueOf(parts[2]),
                        Stream.of(parts).collect(Collectors.joining(" "))));
        return conditions.build();
    }
}
