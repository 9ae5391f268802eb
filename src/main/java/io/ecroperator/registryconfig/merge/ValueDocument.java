package io.ecroperator.registryconfig.merge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Settings that have one value each.
 *
 * @param json each value under its name, of those that were read
 */
record ValueDocument(ObjectNode json) implements SettingsDocument {

    @Override
    public Set<String> keys() {
        return Set.of();
    }

    @Override
    public Presence presence(Entry entry) {
        return entry instanceof Entry.Value(var name, var value)
                        && value.equals(json.path(name).asText())
                ? Presence.EQUAL
                : Presence.DIFFERENT;
    }

    @Override
    public ValueDocument with(Entry entry, Set<String> ours) {
        Entry.Value wanted = (Entry.Value) entry;
        ObjectNode edited = json.deepCopy();
        edited.put(wanted.key(), wanted.value());
        return new ValueDocument(edited);
    }

    @Override
    public ValueDocument without(String key, Set<String> ours) {
        return this;
    }

    @Override
    public ValueDocument only(Set<String> keys) {
        return this;
    }

    @Override
    public List<String> namesBeside(Set<String> keys) {
        return List.of();
    }

    @Override
    public Optional<Refusal> violation() {
        return Optional.empty();
    }
}
