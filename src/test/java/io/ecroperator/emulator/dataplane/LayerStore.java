package io.ecroperator.emulator.dataplane;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The layers of one repository. Not safe for concurrent use. */
public final class LayerStore {
    private final Map<String, Kept> layers = new HashMap<>();

    private record Kept(Layer layer, MemoryBudget budget) {}

    /**
     * Looks for a layer.
     *
     * @param digest its digest
     * @return the layer, empty if it was not pushed here
     */
    public Optional<Layer> find(String digest) {
        return Optional.ofNullable(layers.get(digest)).map(Kept::layer);
    }

    /**
     * Adds a layer; once more does nothing.
     *
     * @param layer the layer
     * @param budget where its bytes were taken from, and go back to
     */
    public void put(Layer layer, MemoryBudget budget) {
        if (layers.putIfAbsent(layer.digest(), new Kept(layer, budget)) != null) {
            budget.giveBack(layer.content().length);
        }
    }

    /** Forgets all. */
    public void clear() {
        layers.values().forEach(kept -> kept.budget().giveBack(kept.layer().content().length));
        layers.clear();
    }
}
