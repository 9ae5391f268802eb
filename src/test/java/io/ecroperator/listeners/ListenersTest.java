package io.ecroperator.listeners;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ListenersTest {

    private final Listeners<String> listeners = new Listeners<>("changes");
    private final AtomicReference<Error> once = new AtomicReference<>();
    private final List<String> broken = new ArrayList<>();
    private final List<String> well = new ArrayList<>();

    ListenersTest() {
        listeners.add(change -> {
            Error defect = once.getAndSet(null);
            if (defect != null) {
                throw defect;
            }
            broken.add(change);
        });
        listeners.add(well::add);
    }

    @Test
    void shouldTellTheOthersAndTheNextTimeAgainWhenAListenerMeetsAnError() {
        // Given
        once.set(new NoClassDefFoundError("a class"));

        // When
        boolean first = listeners.tell("one");

        // Then
        assertThat(first).isFalse();
        assertThat(broken).isEmpty();
        assertThat(well).containsExactly("one");

        // When
        boolean second = listeners.tell("two");

        // Then
        assertThat(second).isTrue();
        assertThat(broken).containsExactly("one", "two");
    }

    @Test
    void shouldTellWhatWasMissedWhenAsked() {
        // Given
        once.set(new AssertionError("a defect"));
        listeners.tell("one");

        // When
        boolean all = listeners.tellAgain();

        // Then
        assertThat(all).isTrue();
        assertThat(broken).containsExactly("one");
        assertThat(listeners.tellAgain()).isTrue();
        assertThat(broken).containsExactly("one");
    }
}
