package io.ecroperator.cli.manifest;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All documents of a command.
 *
 * @param documents in the order in which they were found; without unreadable ones unless a command asks for them
 */
public record Manifests(List<Document> documents) {

    /** Copies the list. */
    public Manifests {
        documents = List.copyOf(documents);
    }

    /** The objects, those of other kinds too. */
    public List<Manifest> all() {
        return only(documents, Manifest.class).toList();
    }

    /** What is no object. */
    public List<Unreadable> unreadable() {
        return only(documents, Unreadable.class).toList();
    }

    private static <T> Stream<T> only(List<?> all, Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast);
    }

    /** Those of kinds of the operator. */
    public List<Manifest> ours() {
        return all().stream().filter(Manifest::isOurs).toList();
    }

    /** The objects of one type. */
    public <T extends HasMetadata> Stream<T> objects(Class<T> type) {
        return only(
                all().stream().map(Manifest::object).flatMap(Optional::stream).toList(), type);
    }

    /** How many documents are of other kinds; commands say so, since a misspelt apiVersion would go unseen. */
    public int others() {
        return (int) all().stream()
                .filter(manifest -> !manifest.isOurs() && manifest.object().isEmpty())
                .count();
    }
}
