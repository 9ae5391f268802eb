package io.ecroperator.listeners;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who hears of changes. What a listener throws, an Error too, keeps nothing from the other listeners, nor does it reach who
 * tells: it is logged, and what was told then is told again with the next change. Thread-safe.
 *
 * @param <T> what a change is told by; has an equals of its own
 */
public final class Listeners<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final String news;
    private final List<Consumer<T>> listeners = new CopyOnWriteArrayList<>();
    private final Set<T> missed = ConcurrentHashMap.newKeySet();

    /** Nobody listens yet; {@code news} says in the log of what they hear. */
    public Listeners(String news) {
        this.news = news;
    }

    /** Tells this one too from now on. */
    public void add(Consumer<T> listener) {
        listeners.add(listener);
    }

    /** Tells all of a change, and of those that one of them missed before. Returns whether none has missed any now. */
    public boolean tell(T change) {
        boolean all = tellAgain();
        return told(change) && all;
    }

    /** Tells all of what one of them missed before. Returns whether none has missed any now. */
    public boolean tellAgain() {
        boolean all = true;
        for (T each : List.copyOf(missed)) {
            all &= !missed.remove(each) || told(each);
        }
        return all;
    }

    private boolean told(T change) {
        boolean all = true;
        for (Consumer<T> listener : listeners) {
            try {
                listener.accept(change);
            } catch (RuntimeException | Error defect) {
                LOG.error("Not all who wait for {} could be told; they are told again with the next", news, defect);
                missed.add(change);
                all = false;
            }
        }
        return all;
    }
}
