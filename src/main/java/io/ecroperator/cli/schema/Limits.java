package io.ecroperator.cli.schema;

import com.google.re2j.Pattern;
import io.ecroperator.cli.schema.Schema.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Whether values keep to their schema: required fields, bounds, the values that there are. */
final class Limits {

    private final List<FieldError> errors = new ArrayList<>();

    private Limits() {}

    static List<FieldError> errors(Schema schema, String field, Object value, Before before) {
        Limits limits = new Limits();
        limits.look(schema, field, value, before);
        return limits.errors;
    }

    private void look(Schema schema, String field, Object value, Before before) {
        if (before.unchanged() || (value == null && schema.nullable())) {
            return;
        }
        switch (value) {
            case Map<?, ?> map -> object(schema, field, map, before);
            case List<?> list -> list(schema, field, list, before);
            case String text -> text(schema, field, text);
            case Number number -> number(schema, field, number);
            case null -> errors.add(FieldError.ofType(field, "null", schema.type()));
            default -> {}
        }
        if (!schema.allowed().isEmpty() && schema.allowed().stream().noneMatch(each -> Objects.equals(each, value))) {
            errors.add(FieldError.notSupported(field, value, schema.allowed()));
        }
    }

    private void object(Schema schema, String field, Map<?, ?> map, Before before) {
        atLeast(schema, Limit.MIN_PROPERTIES, map.size(), field, "have at least %d properties");
        schema.limit(Limit.MAX_PROPERTIES)
                .filter(most -> map.size() > most.longValue())
                .ifPresent(most -> errors.add(FieldError.tooMany(field, map.size(), most.longValue())));
        for (String required : schema.required()) {
            if (!map.containsKey(required)) {
                errors.add(FieldError.required(Paths.child(field, required)));
            }
        }
        map.forEach((key, each) -> schema.below((String) key)
                .ifPresent(below ->
                        look(below, Paths.child(field, (String) key), each, before.below(schema, (String) key, each))));
    }

    private void list(Schema schema, String field, List<?> list, Before before) {
        atLeast(schema, Limit.MIN_ITEMS, list.size(), field, "have at least %d items");
        schema.limit(Limit.MAX_ITEMS)
                .filter(most -> list.size() > most.longValue())
                .ifPresent(most -> errors.add(FieldError.tooMany(field, list.size(), most.longValue())));
        for (int i = 0; i < list.size(); i++) {
            String path = Paths.index(field, i);
            Object item = list.get(i);
            schema.items().ifPresent(items -> look(items, path, item, before.item()));
        }
    }

    /** Lengths are characters, though the API server speaks of bytes. */
    private void text(Schema schema, String field, String text) {
        long length = text.codePointCount(0, text.length());
        schema.limit(Limit.MAX_LENGTH)
                .filter(most -> length > most.longValue())
                .ifPresent(most -> errors.add(FieldError.tooLong(field, most.longValue())));
        schema.limit(Limit.MIN_LENGTH)
                .filter(least -> length < least.longValue())
                .ifPresent(least -> should(field, text, "be at least " + least.longValue() + " chars long"));
        schema.pattern()
                .filter(pattern -> !Pattern.compile(pattern).matcher(text).find())
                .ifPresent(pattern -> should(field, text, "match '" + pattern + "'"));
    }

    private void number(Schema schema, String field, Number number) {
        if (schema.type().equals("integer") && !isInteger(number)) {
            errors.add(FieldError.ofType(field, JsonValues.type(number), schema.type()));
        }
        schema.limit(Limit.MINIMUM)
                .filter(least -> number.doubleValue() < least.doubleValue())
                .ifPresent(least -> should(field, number, "be greater than or equal to " + bound(least, number)));
        schema.limit(Limit.MAXIMUM)
                .filter(most -> number.doubleValue() > most.doubleValue())
                .ifPresent(most -> should(field, number, "be less than or equal to " + bound(most, number)));
    }

    /** 1.0 is one, and what takes more than 64 bits is none. */
    private static boolean isInteger(Number number) {
        double value = number.doubleValue();
        return number instanceof Long || (value == Math.rint(value) && Math.abs(value) < Long.MAX_VALUE);
    }

    private static String bound(Number bound, Number value) {
        return value instanceof Long ? Long.toString(bound.longValue()) : GoText.number(bound.doubleValue());
    }

    private void atLeast(Schema schema, Limit limit, long size, String field, String words) {
        schema.limit(limit)
                .map(Number::longValue)
                .filter(least -> size < least)
                .ifPresent(least -> should(field, size, words.formatted(least)));
    }

    private void should(String field, Object value, String what) {
        errors.add(FieldError.invalid(field, value, field + " in body should " + what));
    }
}
