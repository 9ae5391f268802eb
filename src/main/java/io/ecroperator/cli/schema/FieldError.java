package io.ecroperator.cli.schema;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Why the API server refuses an object.
 *
 * @param type kind of the error
 * @param field path of the field, such as {@code spec.tags}; empty for the object as a whole
 * @param message what the API server says after the field, such as {@code Required value}
 */
public record FieldError(Type type, String field, String message) {

    /** What the API server tells apart. After some of them it evaluates no rules. */
    public enum Type {
        /** The field is not in the schema. */
        UNKNOWN("unknown-field", false),
        /** The value has another shape, which is found before the object is read. */
        SHAPE("type", true),
        /** The value has another type. */
        TYPE("type", true),
        /** The field is missing. */
        REQUIRED("required", true),
        /** The value is none of those that there are. */
        NOT_SUPPORTED("not-supported", true),
        /** The text has too many characters. */
        TOO_LONG("too-long", true),
        /** The list or map has too many entries. */
        TOO_MANY("too-many", true),
        /** An entry is there twice. */
        DUPLICATE("duplicate", true),
        /** Anything else, rules among it. */
        INVALID("invalid", false);

        private final String id;
        private final boolean blocking;

        Type(String id, boolean blocking) {
            this.id = id;
            this.blocking = blocking;
        }

        /** A word for programs. */
        public String id() {
            return id;
        }

        /** Whether no rules are evaluated after it. */
        boolean isBlocking() {
            return blocking;
        }
    }

    static FieldError required(String field) {
        return new FieldError(Type.REQUIRED, field, "Required value");
    }

    static FieldError notSupported(String field, Object value, List<?> supported) {
        String values = supported.stream()
                .map(each -> each instanceof String text ? text : GoText.of(each))
                .map(GoText::quoted)
                .collect(Collectors.joining(", "));
        return new FieldError(
                Type.NOT_SUPPORTED, field, "Unsupported value: " + GoText.of(value) + ": supported values: " + values);
    }

    static FieldError tooLong(String field, long most) {
        return new FieldError(Type.TOO_LONG, field, "Too long: may not be more than " + most + " bytes");
    }

    static FieldError tooMany(String field, long actual, long most) {
        return new FieldError(Type.TOO_MANY, field, "Too many: " + actual + ": must have at most " + most + " items");
    }

    static FieldError ofType(String field, String type, String wanted) {
        return new FieldError(
                Type.TYPE,
                field,
                "Invalid value: " + GoText.quoted(type) + ": " + field + " in body must be of type " + wanted + ": "
                        + GoText.quoted(type));
    }

    static FieldError invalid(String field, Object value, String detail) {
        return new FieldError(Type.INVALID, field, "Invalid value: " + GoText.of(value) + ": " + detail);
    }

    /** Of an object or list, which is not printed; of the whole object, which has no field, in the words of the rule alone. */
    static FieldError invalid(String field, String detail) {
        return new FieldError(Type.INVALID, field, field.isEmpty() ? detail : "Invalid value: " + detail);
    }

    /** As the API server writes it, such as {@code spec.tags: Required value}; what it finds while it reads begins with a dot. */
    public String inWords() {
        String place =
                switch (type) {
                    case UNKNOWN, SHAPE, DUPLICATE -> "." + field;
                    default -> field;
                };
        return field.isEmpty() ? message : place + ": " + message;
    }
}
