package io.ecroperator.cli.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether an object has the shape of its schema, as server-side apply with strict validation asks before all else: no field that
 * the schema does not name, no value of another type, no entry twice. Null passes; it is judged later.
 */
final class Structure {

    private final List<FieldError> errors = new ArrayList<>();

    private Structure() {}

    static List<FieldError> errors(Schema schema, String field, Object value) {
        Structure structure = new Structure();
        structure.look(schema, field, value);
        return structure.errors;
    }

    private void look(Schema schema, String field, Object value) {
        if (value == null) {
            return;
        }
        switch (schema.type()) {
            case "object" -> {
                if (value instanceof Map<?, ?> map) {
                    map.forEach((key, each) -> below(schema, field, (String) key, each));
                } else {
                    mismatch(field, "map", value);
                }
            }
            case "array" -> {
                if (value instanceof List<?> list) {
                    items(schema, field, list);
                } else {
                    mismatch(field, "list", value);
                }
            }
            case "integer", "number" -> check(value instanceof Number, field, "numeric (int or float)", value);
            case "boolean" -> check(value instanceof Boolean, field, "boolean", value);
            default -> check(value instanceof String, field, "string", value);
        }
    }

    private void below(Schema schema, String field, String key, Object value) {
        String path = Paths.child(field, key);
        Optional<Schema> below = schema.below(key);
        if (below.isPresent()) {
            look(below.get(), path, value);
        } else if (!schema.keepsUnknown()) {
            errors.add(new FieldError(
                    FieldError.Type.UNKNOWN,
                    path,
                    "field not declared in schema"
                            + Likeness.hint(key, schema.properties().keySet())));
        }
    }

    private void items(Schema schema, String field, List<?> list) {
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            Object item = list.get(i);
            String path = Paths.index(field, i);
            schema.items().ifPresent(items -> look(items, path, item));
            Optional<Object> key = schema.itemKeys().map(keys -> key(keys, item));
            if (key.isPresent() && !seen.add(key.get())) {
                errors.add(new FieldError(
                        FieldError.Type.DUPLICATE, field, "duplicate entries for key [" + GoText.of(key.get()) + "]"));
            }
        }
    }

    private static Object key(List<String> keys, Object item) {
        return keys.isEmpty() || !(item instanceof Map<?, ?> map)
                ? item
                : keys.stream().map(map::get).map(GoText::of).toList();
    }

    private void check(boolean fits, String field, String wanted, Object value) {
        if (!fits) {
            mismatch(field, wanted, value);
        }
    }

    private void mismatch(String field, String wanted, Object value) {
        String found =
                switch (value) {
                    case Map<?, ?> map -> "a map";
                    case List<?> list -> "a list";
                    default -> GoText.of(value);
                };
        String remedy = wanted.equals("string") && (value instanceof Number || value instanceof Boolean)
                ? "; write it in quotes"
                : "";
        errors.add(new FieldError(FieldError.Type.SHAPE, field, "expected " + wanted + ", got " + found + remedy));
    }
}
