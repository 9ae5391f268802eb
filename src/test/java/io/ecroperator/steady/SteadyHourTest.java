package io.ecroperator.steady;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a registry costs while nobody changes anything, and what one change costs. */
class SteadyHourTest {

    /** A registry has no more (Service Quotas, not adjustable). */
    private static final int RULES = 50;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String SECRET =
            "arn:aws:secretsmanager:eu-central-1:123456789012:secret:ecr-pullthroughcache/quay-AAAAAA";

    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final long LIMIT = 30;

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
    void shouldCallAtMostThirtyTimesInAnyHourOfADayFor200RulesTemplatesAndFragments() {
        // Given
        rules(RULES);
        templates(50);
        fragments(100);
        settle();
        Map<String, Long> day = new TreeMap<>();

        for (int hour = 1; hour <= 24; hour++) {
            // When
            Map<String, Long> calls = world.callsIn(HOUR);

            // Then
            assertThat(sum(calls)).as("hour %d: %s", hour, calls).isLessThanOrEqualTo(LIMIT);
            calls.forEach((operation, count) -> day.merge(operation, count, Long::sum));
        }
        assertThat(world.notReady()).isEmpty();
        assertThat(day.get("ValidatePullThroughCacheRule")).isEqualTo(RULES);
    }

    @Test
    void shouldCallNoMoreForManyTimesAsMany() {
        // Given
        rules(RULES);
        templates(200);
        fragments(150);
        settle();

        // When
        Map<String, Long> calls = world.callsIn(HOUR);

        // Then
        assertThat(sum(calls)).as("%s", calls).isLessThanOrEqualTo(LIMIT);
        assertThat(world.notReady()).isEmpty();
    }

    /** What is about to be written over is read right before, since only that tells whose it is; a rule is validated after it. */
    @Test
    void shouldWriteOnceForAChange() {
        // Given
        rules(2);
        templates(2);
        fragments(20);
        settle();

        // When
        world.rule("rule-new", "{upstreamRegistryUrl: quay.io}");
        world.template("template-new", "{appliedFor: [REPLICATION]}");

        // Then
        assertThat(world.callsIn(MOMENT))
                .isEqualTo(Map.of(
                        "CreatePullThroughCacheRule", 1L,
                        "ValidatePullThroughCacheRule", 1L,
                        "CreateRepositoryCreationTemplate", 1L));

        // When
        world.template("template-1", "{appliedFor: [PULL_THROUGH_CACHE], description: mended}");

        // Then
        assertThat(world.callsIn(MOMENT))
                .isEqualTo(Map.of("DescribeRepositoryCreationTemplates", 1L, "UpdateRepositoryCreationTemplate", 1L));

        // When
        world.rule("rule-1", "{upstreamRegistryUrl: quay.io, credentialArn: '" + SECRET + "'}");

        // Then
        assertThat(world.callsIn(MOMENT))
                .isEqualTo(Map.of(
                        "DescribePullThroughCacheRules", 1L,
                        "UpdatePullThroughCacheRule", 1L,
                        "ValidatePullThroughCacheRule", 1L));

        // When
        world.fragment("fragment-16", policy(16, "444455556666"));

        // Then
        assertThat(world.callsIn(MOMENT)).isEqualTo(Map.of("GetRegistryPolicy", 1L, "PutRegistryPolicy", 1L));
        assertThat(world.notReady()).isEmpty();
    }

    private void settle() {
        world.callsIn(Duration.ofMinutes(10));
        assertThat(world.notReady()).isEmpty();
    }

    private void rules(int count) {
        IntStream.range(0, count).forEach(index -> world.rule("rule-" + index, "{upstreamRegistryUrl: quay.io}"));
    }

    private void templates(int count) {
        IntStream.range(0, count)
                .forEach(index -> world.template("template-" + index, "{appliedFor: [PULL_THROUGH_CACHE]}"));
    }

    /** Of each section some. */
    private void fragments(int count) {
        IntStream.range(0, count).forEach(index -> world.fragment("fragment-" + index, fragment(index)));
    }

    private static String fragment(int index) {
        return switch (index) {
            case 0 -> "{accountSettings: [{name: BLOB_MOUNTING, value: ENABLED}]}";
            case 1 -> "{accountSettings: [{name: BASIC_SCAN_TYPE_VERSION, value: AWS_NATIVE}]}";
            case 2 -> "{accountSettings: [{name: REGISTRY_POLICY_SCOPE, value: V2}]}";
            case 3, 4, 5, 6 ->
                "{signing: {rules: [{signingProfileArn: 'arn:aws:signer:eu-central-1:123456789012:/signing-profiles/p"
                        + index + "'}]}}";
            case 7, 8, 9 -> "{pullTimeUpdateExclusions: ['arn:aws:iam::123456789012:role/scanner-" + index + "']}";
            case 10, 11, 12, 13, 14 ->
                "{replication: {rules: [{destinations: [{region: eu-west-1, registryId: '123456789012'}],"
                        + " repositoryFilters: [{filterType: PREFIX_MATCH, filter: team-" + index + "/}]}]}}";
            default ->
                index % 4 == 0
                        ? policy(index, "111122223333")
                        : "{scanning: {rules: [{scanFrequency: SCAN_ON_PUSH, repositoryFilters: [{filterType: WILDCARD,"
                                + " filter: team-" + index + "/*}]}]}}";
        };
    }

    private static String policy(int index, String account) {
        return "{policy: {statements: [{sid: s" + index + ", effect: Allow, principal: {AWS: ['" + account + "']},"
                + " action: ['ecr:ReplicateImage']}]}}";
    }

    private static long sum(Map<String, Long> calls) {
        return calls.values().stream().mapToLong(Long::longValue).sum();
    }
}
