package io.ecroperator.cli.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges objects of one kind as the API server does when they are applied. May be used by several threads. */
public final class Judge {

    /** What the API server adds where it stopped before the rules. */
    private static final FieldError STOPPED = new FieldError(
            FieldError.Type.INVALID,
            "",
            "some validation rules were not checked because the object was invalid; correct the existing errors to complete"
                    + " validation");

    private final Definition definition;
    private final Schema whole;
    private final Rules rules = new Rules();

    private Judge(Definition definition) {
        this.definition = definition;
        this.whole = withMetadata(definition.schema());
    }

    /**
     * A judge of the objects that a CRD defines.
     *
     * @throws IllegalArgumentException if the CRD has what is not supported here
     */
    public static Judge of(JsonNode crd) {
        return new Judge(Definition.of(crd));
    }

    private static Schema withMetadata(Schema schema) {
        Map<String, Schema> properties = new HashMap<>(schema.properties());
        properties.put("metadata", Metadata.SCHEMA);
        properties.put("apiVersion", Metadata.TEXT);
        properties.put("kind", Metadata.TEXT);
        return new Schema(
                schema.type(),
                properties,
                schema.values(),
                schema.items(),
                schema.required(),
                schema.allowed(),
                schema.limits(),
                schema.pattern(),
                schema.standard(),
                schema.nullable(),
                schema.keepsUnknown(),
                schema.itemKeys(),
                schema.whole(),
                schema.rules());
    }

    /**
     * Why the API server refuses the object, in the order in which it looks; empty if it takes it. {@code status} is looked at for
     * its shape only, since nobody but the operator writes it.
     *
     * @param object plain values, as {@link JsonValues} makes them
     * @param before the object that is there; empty for a new one, which rules of changes are not evaluated for
     */
    public List<FieldError> errors(Map<String, Object> object, Optional<Map<String, Object>> before) {
        List<FieldError> errors = new ArrayList<>(Structure.errors(whole, "", object));
        if (errors.stream().anyMatch(error -> error.type() != FieldError.Type.UNKNOWN)) {
            errors.add(STOPPED);
            return errors;
        }
        Map<String, Object> complete = complete(object);
        Before old = before.map(each -> Before.of(complete, complete(each))).orElse(Before.NOTHING);
        errors.addAll(Metadata.errors(
                complete.get("metadata") instanceof Map<?, ?> metadata ? metadata : Map.of(), definition.namespaced()));
        errors.addAll(Limits.errors(definition.schema(), "", complete, old));
        if (errors.stream().anyMatch(error -> error.type().isBlocking())) {
            errors.add(STOPPED);
        } else {
            errors.addAll(rules.errors(definition.schema(), complete, old));
        }
        return errors;
    }

    private Map<String, Object> complete(Map<String, Object> object) {
        Map<String, Object> complete = new LinkedHashMap<>();
        object.forEach((key, value) -> complete.put(key, JsonValues.copy(value)));
        complete.remove("status");
        Defaults.fill(definition.schema(), complete);
        complete.remove("status");
        return complete;
    }
}
