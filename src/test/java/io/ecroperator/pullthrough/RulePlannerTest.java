package io.ecroperator.pullthrough;

import static io.ecroperator.pullthrough.Rules.CREATED;
import static io.ecroperator.pullthrough.Rules.NOTHING;
import static io.ecroperator.pullthrough.Rules.OWNED;
import static io.ecroperator.pullthrough.Rules.desired;
import static io.ecroperator.pullthrough.Rules.rule;
import static io.ecroperator.pullthrough.Rules.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.PullThroughCacheRule;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.managed.Change;
import io.ecroperator.managed.Plan;
import io.ecroperator.managed.recorded.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulePlannerTest {

    private static final String HUB = "upstreamRegistry: docker-hub, credentialArn: '" + Rules.SECRET + "AAAAAA'";

    private final RulePlanner planner = new RulePlanner();

    @ParameterizedTest(name = "{0}, owned {1}")
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                  | true  | ''                           | ''
            ''                                                  | false | takes over                   | NotOwned blocked
            adoptionPolicy: IfUnowned                           | false | takes over                   | ''
            credentialArn: OTHER                                | true  | UpdatePullThroughCacheRule   | ''
            credentialArn: OTHER                                | false | takes over, UpdatePullThroughCacheRule | NotOwned blocked
            upstreamRepositoryPrefix: library                   | true  | ''                           | ReplacementRequired
            upstreamRepositoryPrefix: library, adoptionPolicy: IfUnowned | false | takes over          | ReplacementRequired blocked
            upstreamRepositoryPrefix: library, replacePolicy: Replace | true | DeletePullThroughCacheRule, CreatePullThroughCacheRule | ''
            upstreamRegistryUrl: quay.io, replacePolicy: Replace | true | DeletePullThroughCacheRule, CreatePullThroughCacheRule | ''
            """)
    void shouldLeadFromTheRuleToTheSpecAsFarAsThatIsWanted(String more, boolean owned, String changes, String refusal) {
        // Given
        String spec = more.contains("credentialArn")
                ? "upstreamRegistry: docker-hub, credentialArn: '" + Rules.SECRET + "BBBBBB'"
                : HUB + (more.isEmpty() ? "" : ", " + more);

        // When
        Plan<RuleChange> plan = planner.plan(
                desired("{" + spec + "}"), seen(Reading.found(rule())).sighting(), owned ? OWNED : NOTHING);

        // Then
        assertThat(plan.changes().stream().map(RulePlannerTest::kind).collect(Collectors.joining(", ")))
                .isEqualTo(changes);
        assertThat(plan.refusal()
                        .map(each -> each.reason().label() + (each.blocksChanges() ? " blocked" : ""))
                        .orElse(""))
                .isEqualTo(refusal);
    }

    @Test
    void shouldCreateWhatIsNotThere() {
        assertThat(planner.plan(desired("{" + HUB + "}"), seen(Reading.absent()).sighting(), OWNED)
                        .permitted())
                .singleElement()
                .extracting(Change::describe)
                .isEqualTo("CreatePullThroughCacheRule hub from registry-1.docker.io");
    }

    @Test
    void shouldLeaveWhatTheSpecDoesNotMention() {
        assertThat(planner.plan(
                                desired("{upstreamRegistryUrl: registry-1.docker.io}"),
                                seen(Reading.found(rule())).sighting(),
                                OWNED)
                        .changes())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-30, true", "30, true", "120, false"})
    void shouldKnowARuleAgainWhoseCreationWasNotAnswered(int askedAfterCreation, boolean ours) {
        // Given
        Instant asked = CREATED.plus(Duration.ofSeconds(askedAfterCreation));
        Sighting<PullThroughCacheRule> seen =
                new Sighting<>(Reading.found(rule()), Optional.empty(), Optional.of(asked));

        // Then
        assertThat(planner.plan(desired("{" + HUB + "}"), seen, NOTHING)
                        .refusal()
                        .isEmpty())
                .isEqualTo(ours);
        assertThat(planner.plan(desired("{" + HUB + ", upstreamRepositoryPrefix: library}"), seen, NOTHING)
                        .refusal())
                .as("another one than was asked for")
                .isPresent();
    }

    private static String kind(RuleChange change) {
        return change.takesOver() ? "takes over" : change.getClass().getSimpleName();
    }
}
