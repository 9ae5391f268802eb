package io.ecroperator.cli.validate;

import io.ecroperator.cli.manifest.Manifest;

/**
 * Something to be said of a document.
 *
 * @param severity as the topic has it, or ERROR for a warning with {@code --strict}
 * @param manifest the document
 * @param field the field, such as {@code spec.tags}; empty for the object as a whole
 * @param message what is wrong and what to do about it; of {@link Topic#SCHEMA} the API server's, with the field
 */
record Finding(Topic topic, Severity severity, Manifest manifest, String field, String message) {

    static Finding of(Topic topic, Manifest manifest, String field, String message) {
        return new Finding(topic, topic.severity(), manifest, field, message);
    }

    Finding as(Severity another) {
        return new Finding(topic, another, manifest, field, message);
    }

    /** The message, which names its field. */
    String inWords() {
        return field.isEmpty() || topic == Topic.SCHEMA ? message : field + ": " + message;
    }
}
