package io.ecroperator.steady;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether a push of others may create what a template is for, as the policy of the registry says it. */
class CreatableByPushTest {

    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String READ = "GetRegistryPolicy";

    private SteadyWorld world;

    @BeforeEach
    void begin() {
        world = new SteadyWorld();
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void shouldReadTheRegistryPolicyOnceAnHourForAllTemplatesThatNeedIt() {
        // Given
        for (int index = 0; index < 20; index++) {
            world.template("pushed-" + index, "{appliedFor: [CREATE_ON_PUSH]}");
        }
        world.template("replica", "{appliedFor: [REPLICATION]}");

        // When
        Map<String, Long> first = world.callsIn(MOMENT);
        Map<String, Long> hour = world.callsIn(HOUR);

        // Then
        assertThat(first).containsEntry(READ, 1L);
        assertThat(hour).containsEntry(READ, 1L);
        assertThat(world.warning("pushed-0")).isEmpty();
    }

    @Test
    void shouldNotReadItForTemplatesThatDoNot() {
        // Given
        world.template("replica", "{appliedFor: [REPLICATION]}");

        // Then
        assertThat(world.callsIn(HOUR)).doesNotContainKey(READ);
    }

    @Test
    void shouldWarnAtOnceOfWhatAFragmentGrantsAndNoLongerOnceThatIsMended() {
        // Given
        world.template("pushed", "{appliedFor: [CREATE_ON_PUSH]}");
        world.template("other", "{appliedFor: [CREATE_ON_PUSH]}");
        world.callsIn(MOMENT);

        // When
        world.fragment("partners", grants("ecr:CreateRepository", "pushed/*"));
        world.callsIn(MOMENT);

        // Then
        assertThat(world.warning("pushed"))
                .startsWith("CreatableByPush: ")
                .contains("(partners)", "below pushed by pushing");
        assertThat(world.warning("other")).isEmpty();
        assertThat(world.notReady()).isEmpty();

        // When
        world.fragment("partners", grants("ecr:ReplicateImage", "pushed/*"));
        Map<String, Long> calls = world.callsIn(MOMENT);

        // Then
        assertThat(world.warning("pushed")).isEmpty();
        assertThat(calls).isEqualTo(Map.of(READ, 1L, "PutRegistryPolicy", 1L));
    }

    @Test
    void shouldNoticeWithinAnHourWhatOthersGrant() {
        // Given
        world.template("pushed", "{appliedFor: [CREATE_ON_PUSH]}");
        world.callsIn(MOMENT);

        // When
        world.registry().call("PutRegistryPolicy", """
                        {'policyText': "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[{\\"Sid\\":\\"theirs\\",\\"Effect\\":\\"Allow\\",\\"Principal\\":{\\"AWS\\":\\"444455556666\\"},\\"Action\\":\\"ecr:CreateRepository\\",\\"Resource\\":\\"arn:aws:ecr:eu-central-1:123456789012:repository/*\\"}]}"}
                        """);
        world.callsIn(HOUR);

        // Then
        assertThat(world.warning("pushed")).contains("(theirs)");
    }

    @Test
    void shouldSayThatItDoesNotKnowWhereThePolicyMayNotBeRead() {
        // Given
        world.faults().on(READ).deny();

        // When
        world.template("pushed", "{appliedFor: [CREATE_ON_PUSH]}");
        world.callsIn(MOMENT);
        String first = world.warning("pushed");
        Map<String, Long> hour = world.callsIn(HOUR);

        // Then
        assertThat(first).contains("unknown: GetRegistryPolicy failed: ", "not authorized");
        assertThat(world.warning("pushed")).isEqualTo(first);
        assertThat(hour.get(READ)).isBetween(5L, 6L);
        assertThat(world.notReady()).isEmpty();

        // When
        world.faults().clear();
        world.callsIn(Duration.ofMinutes(10));

        // Then
        assertThat(world.warning("pushed")).isEmpty();
    }

    @Test
    void shouldKeepWhatItKnowsWhileAwsIsInTrouble() {
        // Given
        world.template("pushed", "{appliedFor: [CREATE_ON_PUSH]}");
        world.fragment("partners", grants("ecr:CreateRepository", "*"));
        world.callsIn(MOMENT);

        // When
        world.faults().on(READ).throttle();
        world.callsIn(HOUR);

        // Then
        assertThat(world.warning("pushed")).contains("(partners)");
    }

    private static String grants(String action, String names) {
        return "{policy: {statements: [{sid: partners, effect: Allow, principal: {AWS: ['444455556666']}, action: ['"
                + action + "'], resource: ['arn:aws:ecr:eu-central-1:123456789012:repository/" + names + "']}]}}";
    }
}
