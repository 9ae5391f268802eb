package io.ecroperator.aws.view;

import io.ecroperator.log.LogFields;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who hears of changes. What a listener throws keeps nothing from the other listeners, nor the changes that are still to be
 * told: the view has taken them by then, and never finds them new again. Thread-safe.
 */
final class Listeners {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<Consumer<String>> ofChanges = new CopyOnWriteArrayList<>();
    private final List<Runnable> ofState = new CopyOnWriteArrayList<>();

    void onChange(Consumer<String> listener) {
        ofChanges.add(listener);
    }

    void onStateChange(Runnable listener) {
        ofState.add(listener);
    }

    void changed(String repositoryName) {
        ofChanges.forEach(listener -> told(repositoryName, () -> listener.accept(repositoryName)));
    }

    void stateChanged() {
        ofState.forEach(listener -> told(null, listener));
    }

    private static void told(String repositoryName, Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException | Error defect) {
            LogFields.of("repository", repositoryName)
                    .in(() -> LOG.error("A change in ECR could not be told to all who wait for it", defect));
        }
    }
}
