package io.ecroperator.cli.manifest;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All documents of a command, in the order in which they were found.
 *
 * @param all those of other kinds too
 */
public record Manifests(List<Manifest> all) {

    /** Copies the list. */
    public Manifests {
        all = List.copyOf(all);
    }

    /** Those of kinds of the operator. */
    public List<Manifest> ours() {
        return all.stream().filter(Manifest::isOurs).toList();
    }

    /** The objects of one type. */
    public <T extends HasMetadata> Stream<T> objects(Class<T> type) {
        return all.stream()
                .map(Manifest::object)
                .flatMap(Optional::stream)
                .filter(type::isInstance)
                .map(type::cast);
    }

    /** How many documents are of other kinds; commands say so, since a misspelt apiVersion would go unseen. */
    public int others() {
        return (int) all.stream()
                .filter(manifest -> !manifest.isOurs() && manifest.object().isEmpty())
                .count();
    }
}
