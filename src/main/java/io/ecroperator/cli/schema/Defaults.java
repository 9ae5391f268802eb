package io.ecroperator.cli.schema;

import java.util.List;
import java.util.Map;

/** Puts in what the schema says for fields that are absent, as the API server does before it judges. */
final class Defaults {

    private Defaults() {}

    /** Changes the value. Null counts as absent where it is no value. */
    static void fill(Schema schema, Object value) {
        switch (value) {
            case Map<?, ?> map -> fillObject(schema, plain(map));
            case List<?> list -> schema.items().ifPresent(items -> list.forEach(item -> fill(items, item)));
            case null, default -> {}
        }
    }

    private static void fillObject(Schema schema, Map<String, Object> object) {
        schema.properties().forEach((name, property) -> property.standard().ifPresent(standard -> {
            if (!object.containsKey(name) || (object.get(name) == null && !property.nullable())) {
                object.put(name, JsonValues.copy(standard));
            }
        }));
        object.forEach((name, each) -> schema.below(name).ifPresent(below -> fill(below, each)));
    }

    @SuppressWarnings("unchecked") // plain values have texts for keys
    private static Map<String, Object> plain(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }
}
