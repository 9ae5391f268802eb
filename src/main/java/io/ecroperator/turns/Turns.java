package io.ecroperator.turns;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * A queue in which owners take turns, each with the first of what it has waiting: one with thousands delays another by one turn
 * of each owner, and not by its thousands. Thread-safe.
 *
 * @param <T> what waits
 */
public final class Turns<T> {

    private final int mostOfOne;
    private final int mostOfAll;

    /** What waits by its owner; the first owner is the next. None is without anything. */
    private final Map<String, Deque<T>> waiting = new LinkedHashMap<>();

    private int size;

    /**
     * An empty queue.
     *
     * @param mostOfOne so much of one owner waits at most
     * @param mostOfAll so much waits at most
     */
    public Turns(int mostOfOne, int mostOfAll) {
        this.mostOfOne = mostOfOne;
        this.mostOfAll = mostOfAll;
    }

    /** One without bounds, for what has others. */
    public static <T> Turns<T> unbounded() {
        return new Turns<>(Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** Adds it behind what its owner has waiting; false, and nothing added, if that is too much already. */
    public synchronized boolean add(String owner, T item) {
        Deque<T> before = waiting.get(owner);
        if (size >= mostOfAll || (before != null && before.size() >= mostOfOne)) {
            return false;
        }
        waiting.computeIfAbsent(owner, any -> new ArrayDeque<>()).add(item);
        size++;
        return true;
    }

    /**
     * Takes what is next.
     *
     * @throws NoSuchElementException if nothing waits
     */
    public synchronized T next() {
        Iterator<Map.Entry<String, Deque<T>>> owners = waiting.entrySet().iterator();
        Map.Entry<String, Deque<T>> first = owners.next();
        owners.remove();
        T item = first.getValue().remove();
        size--;
        if (!first.getValue().isEmpty()) {
            waiting.put(first.getKey(), first.getValue());
        }
        return item;
    }
}
