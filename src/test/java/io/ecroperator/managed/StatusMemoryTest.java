package io.ecroperator.managed;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositoryStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import org.junit.jupiter.api.Test;

class StatusMemoryTest {

    private static final EcrRepositoryStatus NONE = null;
    private static final EcrRepositoryStatus FIRST = generation(1);
    private static final EcrRepositoryStatus SECOND = generation(2);

    private final StatusMemory<EcrRepository, EcrRepositoryStatus> memory = new StatusMemory<>();

    @Test
    void shouldGiveAPassWhatTheOneBeforeLeftWhenTheCacheIsBehind() {
        // Given
        assertThat(memory.remember(cached(NONE), NONE, FIRST)).isTrue();
        EcrRepository behind = cached(NONE);

        // When
        EcrRepositoryStatus seen = memory.recall(behind);

        // Then
        assertThat(seen).isNull();
        assertThat(behind.getStatus()).isEqualTo(FIRST);
    }

    @Test
    void shouldTakeWhatSomebodyElseWroteForWhatItIs() {
        // Given
        memory.remember(cached(NONE), NONE, FIRST);
        EcrRepository edited = cached(SECOND);

        // When
        memory.recall(edited);

        // Then
        assertThat(edited.getStatus()).isEqualTo(SECOND);
    }

    @Test
    void shouldWriteNothingWhenTheStatusIsThereAlready() {
        assertThat(memory.remember(cached(FIRST), FIRST, generation(1))).isFalse();
    }

    @Test
    void shouldHoldTheStatusOnceThatTheCacheHas() {
        // Given
        EcrRepositoryStatus written = generation(1);
        memory.remember(cached(NONE), NONE, FIRST);

        // When
        memory.seen(cached(written));

        // Then
        assertThat(recalled(NONE)).isSameAs(written);
    }

    @Test
    void shouldStillKnowWhatIsOutdatedWhenAPassTookItFromTheCacheAMomentBefore() {
        // Given
        memory.remember(cached(FIRST), FIRST, SECOND);

        // When
        memory.seen(cached(generation(2)));

        // Then
        assertThat(recalled(FIRST)).isEqualTo(SECOND);
    }

    @Test
    void shouldNotTakeForTheLastStatusWhatSaysSomethingElse() {
        // Given
        memory.remember(cached(FIRST), FIRST, SECOND);

        // When
        memory.seen(cached(generation(1)));

        // Then
        assertThat(recalled(FIRST)).isEqualTo(SECOND);
    }

    @Test
    void shouldForgetAnObjectThatIsGone() {
        // Given
        memory.remember(cached(NONE), NONE, FIRST);

        // When
        memory.forget(cached(NONE));

        // Then
        assertThat(recalled(NONE)).isNull();
    }

    /** What a pass would go by that the cache gives this. */
    private EcrRepositoryStatus recalled(EcrRepositoryStatus status) {
        EcrRepository object = cached(status);
        memory.recall(object);
        return object.getStatus();
    }

    private static EcrRepository cached(EcrRepositoryStatus status) {
        EcrRepository object = new EcrRepository();
        object.setMetadata(new ObjectMetaBuilder().withUid("7").build());
        object.setStatus(status);
        return object;
    }

    private static EcrRepositoryStatus generation(long observed) {
        return new EcrRepositoryStatus(
                observed, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }
}
