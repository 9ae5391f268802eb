package io.ecroperator.publicrepository;

import static io.ecroperator.publicrepository.PublicRepositories.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.PublicRepository;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.support.VirtualClock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartMemoryTest {

    private static final ConnectionSpec HERE = ConnectionSpec.ambient();
    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualClock clock = new VirtualClock();
    private final PartMemory memory = new PartMemory(clock);

    @Test
    void shouldSpreadTheFirstReadsOverThePeriodAndTheNextAroundIt() {
        // Given
        IntStream.range(0, 1000).forEach(index -> memory.get("uid-" + index, HERE, REPOSITORY));

        // Then
        assertThat(IntStream.range(0, 1000)
                        .filter(index ->
                                memory.until("uid-" + index, Part.TAGS, HOUR).compareTo(HOUR.dividedBy(2)) < 0)
                        .count())
                .isBetween(400L, 600L);

        // When
        memory.put("uid-1", HERE, REPOSITORY, Part.TAGS, seen -> seen.withTags(Map.of()));

        // Then
        assertThat(memory.until("uid-1", Part.TAGS, HOUR)).isBetween(Duration.ofMinutes(54), Duration.ofMinutes(66));
    }

    @Test
    void shouldAskAgainSoonerForWhatWasRefused() {
        // When
        memory.refused(
                "uid",
                HERE,
                REPOSITORY,
                Part.TAGS,
                new AwsFailure(Kind.DENIED, "ListTagsForResource", "Code", "No.", "r"));

        // Then
        assertThat(memory.until("uid", Part.TAGS, HOUR)).isEqualTo(Duration.ofMinutes(10));
        assertThat(memory.refusals("uid", Set.of(Part.TAGS))).hasSize(1);
        assertThat(memory.refusals("uid", Set.of(Part.CATALOG_DATA))).isEmpty();

        // When
        memory.put("uid", HERE, REPOSITORY, Part.TAGS, seen -> seen.withTags(Map.of()));

        // Then
        assertThat(memory.refusals("uid", Set.of(Part.TAGS))).isEmpty();
    }

    @Test
    void shouldKnowNothingOfAnotherIncarnationOrConnection() {
        // Given
        PublicRepository again = new PublicRepository(
                "api",
                REPOSITORY.repositoryArn(),
                "1",
                "uri",
                REPOSITORY.createdAt().plusSeconds(1));
        memory.put("uid", HERE, REPOSITORY, Part.TAGS, seen -> seen.withTags(Map.of("team", "a")));
        assertThat(memory.get("uid", HERE, REPOSITORY).tags().toOptional()).isPresent();

        // Then
        assertThat(memory.get("uid", HERE.withRegion("eu-west-1"), REPOSITORY)
                        .tags()
                        .isUnread())
                .isTrue();
        assertThat(memory.get("uid", HERE, again).tags().isUnread()).isTrue();
    }

    @Test
    void shouldForget() {
        // Given
        memory.put("uid", HERE, REPOSITORY, Part.TAGS, seen -> seen.withTags(Map.of()));

        // When
        memory.forget("uid");

        // Then
        assertThat(memory.until("uid", Part.TAGS, HOUR)).isZero();
    }
}
