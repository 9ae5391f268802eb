package io.ecroperator.steady;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What public repositories cost while nobody changes anything, and what one change costs. */
class SteadyPublicRepositoriesTest {

    private static final int REPOSITORIES = 100;
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private static final String SPEC =
            "{catalogData: {description: one of many}, tags: {team: a}, repositoryPolicy: {statements:"
                    + " [{effect: Allow, principal: {AWS: ['111122223333']}, action: ['ecr-public:PutImage']}]}}";

    private SteadyWorld world;

    @BeforeEach
    void begin() {
        world = new SteadyWorld();
    }

    @AfterEach
    void end() {
        world.close();
    }

    /** Each part of each is read once in an hour, a tenth more or less, and never many of them at once. */
    @Test
    void shouldReadEachPartOnceInThePeriodAndListInBetween() {
        // Given
        IntStream.range(0, REPOSITORIES).forEach(index -> world.publicRepository("repository-" + index, SPEC));
        world.callsIn(Duration.ofHours(2));
        assertThat(world.notReady()).isEmpty();

        // When
        Map<String, Long> calls = world.callsIn(Duration.ofHours(1));

        // Then
        assertThat(calls.keySet())
                .containsExactlyInAnyOrder(
                        "DescribeRepositories",
                        "ListTagsForResource",
                        "GetRepositoryCatalogData",
                        "GetRepositoryPolicy");
        assertThat(calls.get("DescribeRepositories")).isBetween(5L, 7L);
        assertThat(calls.get("ListTagsForResource")).isBetween(80L, 120L);
        assertThat(calls.get("GetRepositoryCatalogData")).isBetween(80L, 120L);
        assertThat(calls.get("GetRepositoryPolicy")).isBetween(80L, 120L);
        assertThat(world.notReady()).isEmpty();
    }

    @Test
    void shouldCallNothingForAnObjectBetweenTheReads() {
        // Given
        world.publicRepository("repository", SPEC);
        world.callsIn(MOMENT);

        // Then
        assertThat(world.callsIn(FIVE_MINUTES)).isEmpty();
    }

    /** What is about to be written over is read right before, since only that tells whose it is. */
    @Test
    void shouldWriteOnceForAChange() {
        // Given
        world.publicRepository("other", "{}");
        world.callsIn(FIVE_MINUTES);

        // When
        world.publicRepository("repository", "{catalogData: {description: one}, tags: {team: a}}");

        // Then
        assertThat(world.callsIn(MOMENT)).isEqualTo(Map.of("CreateRepository", 1L));

        // When
        world.publicRepository("repository", "{catalogData: {description: another}, tags: {team: a}}");

        // Then
        assertThat(world.callsIn(MOMENT))
                .isEqualTo(Map.of(
                        "ListTagsForResource", 1L, "GetRepositoryCatalogData", 1L, "PutRepositoryCatalogData", 1L));
        assertThat(world.notReady()).isEmpty();
    }
}
