package io.ecroperator.cli.validate;

import io.ecroperator.cli.manifest.Document;
import io.ecroperator.cli.manifest.Location;
import io.ecroperator.cli.manifest.Manifest;
import io.ecroperator.cli.manifest.Unreadable;
import java.util.Optional;

/**
 * Something to be said of a document.
 *
 * @param severity as the topic has it, or ERROR for a warning with {@code --strict}
 * @param document what it is said of
 * @param field the field, such as {@code spec.tags}; empty for the document as a whole
 * @param message what is wrong and what to do about it; of {@link Topic#SCHEMA} the API server's, with the field
 * @param location of the field, or of a part of it
 */
record Finding(Topic topic, Severity severity, Document document, String field, String message, Location location) {

    static Finding of(Topic topic, Manifest manifest, String field, String message) {
        return of(topic, manifest, field, message, field);
    }

    /** The same of a part of the field, such as {@code spec.rules[0]} of {@code spec.rules}. */
    static Finding of(Topic topic, Manifest manifest, String field, String message, String part) {
        return new Finding(
                topic,
                topic.severity(),
                manifest,
                field,
                message,
                manifest.location().of(part));
    }

    static Finding of(Unreadable document) {
        return new Finding(
                Topic.UNREADABLE, Topic.UNREADABLE.severity(), document, "", document.why(), document.location());
    }

    Finding as(Severity another) {
        return new Finding(topic, another, document, field, message, location);
    }

    /** The object; empty for what is none. */
    Optional<Manifest> object() {
        return document instanceof Manifest manifest ? Optional.of(manifest) : Optional.empty();
    }

    /** The message, which names its field. */
    String inWords() {
        return field.isEmpty() || topic == Topic.SCHEMA ? message : field + ": " + message;
    }

    /** The same, which names its object too. */
    String inWordsWithObject() {
        return object().map(object -> object.inWords() + ": ").orElse("") + inWords();
    }
}
