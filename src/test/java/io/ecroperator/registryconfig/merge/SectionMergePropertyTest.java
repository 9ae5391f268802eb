package io.ecroperator.registryconfig.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SectionMergePropertyTest {

    private static final int STEPS = 30;

    @Property(tries = 1_000, seed = "20261130")
    void shouldLoseNothingOfOthersWhateverIsEdited(@ForAll long seed, @ForAll("sections") Section section) {
        // Given
        FragmentWorld world = new FragmentWorld(seed, section);

        // When, Then
        for (int step = 0; step < STEPS; step++) {
            world.step();
            assertThat(world.lost())
                    .as("what others had put there, after step %d", step)
                    .isEmpty();
        }

        // When
        world.calmDown();

        // Then
        assertThat(world.lost()).isEmpty();
        SectionMerge again = world.merge();
        assertThat(again.changes()).as("a second merge writes").isFalse();
        assertThat(again.outcomes().values()).allSatisfy(outcome -> {
            assertThat(outcome.unrecorded()).isEmpty();
            assertThat(outcome.waiting()).isEmpty();
            assertThat(world.document().keys()).as("what is owned").containsAll(outcome.owned());
        });

        // When
        TreeSet<String> owned = new TreeSet<>(world.owned());
        world.deleteAll();
        world.calmDown();

        // Then
        assertThat(world.lost()).isEmpty();
        assertThat(world.owned()).isEmpty();
        assertThat(world.document().keys()).doesNotContainAnyElementsOf(owned);
    }

    @Provide
    Arbitrary<Section> sections() {
        return Arbitraries.of(
                Section.POLICY,
                Section.REPLICATION,
                Section.SCANNING,
                Section.SIGNING,
                Section.PULL_TIME_UPDATE_EXCLUSIONS);
    }
}
