package io.ecroperator.managed.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.RegistryItem;
import io.ecroperator.aws.view.Reading;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedTest {

    private record Item(Instant createdAt, Optional<String> accountId) implements RegistryItem {}

    private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05Z");
    private static final RegistryId HERE = new RegistryId("123456789012", "eu-central-1");

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            2026-01-02T03:04:05Z,     123456789012, eu-central-1, true
            2026-01-02T03:04:05.001Z, 123456789012, eu-central-1, false
            2026-01-02T03:04:05Z,     123456789012, eu-west-1,    false
            2026-01-02T03:04:05Z,     210987654321, eu-central-1, false
            2026-01-02T03:04:05Z,     -,            -,            true
            """)
    void shouldBeTheVeryThingOnlyIfItIsOfTheSameInstantAccountAndRegion(
            Instant created, String account, String region, boolean same) {
        // Given
        Recorded recorded = new Recorded(Optional.of(CREATED.toString()), Optional.of(HERE), Optional.empty());
        Optional<RegistryId> registry = Optional.ofNullable(account).map(known -> new RegistryId(known, region));

        // Then
        assertThat(recorded.is(new Sighting<>(
                        Reading.found(new Item(created, Optional.ofNullable(account))), registry, Optional.empty())))
                .isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource({"-1200, false", "-600, true", "-30, true", "30, true", "120, false"})
    void shouldTakeForTheAnswerOnlyWhatWasCreatedRightAfterTheRequest(int askedAfterCreation, boolean mayBe) {
        assertThat(new Sighting<>(
                                Reading.found(new Item(CREATED, Optional.empty())),
                                Optional.empty(),
                                Optional.of(CREATED.plusSeconds(askedAfterCreation)))
                        .mayBeWhatWasAskedFor())
                .isEqualTo(mayBe);
    }
}
