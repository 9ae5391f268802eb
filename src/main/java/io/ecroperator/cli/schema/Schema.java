package io.ecroperator.cli.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node of a structural schema.
 *
 * @param type {@code object}, {@code array}, {@code string}, {@code integer}, {@code number} or {@code boolean}
 * @param properties the fields of an object
 * @param values what every value of a map is, where {@code additionalProperties} says it
 * @param items what every item of a list is
 * @param required fields that an object must have
 * @param allowed the values that there are; empty if any
 * @param limits the bounds that there are
 * @param pattern what a text must match, RE2
 * @param standard the default, in plain values
 * @param nullable whether null is a value
 * @param keepsUnknown whether fields that the schema does not name are kept
 * @param itemKeys of a list that is a map: the fields that tell its items apart; of a set: empty; absent for all other lists
 * @param whole whether the fields of the map or list are compared and owned as one
 * @param rules in the order of the CRD
 */
record Schema(
        String type,
        Map<String, Schema> properties,
        Optional<Schema> values,
        Optional<Schema> items,
        List<String> required,
        List<Object> allowed,
        Map<Limit, Number> limits,
        Optional<String> pattern,
        Optional<Object> standard,
        boolean nullable,
        boolean keepsUnknown,
        Optional<List<String>> itemKeys,
        boolean whole,
        List<Rule> rules) {

    /** A bound. */
    enum Limit {
        MIN_LENGTH("minLength"),
        MAX_LENGTH("maxLength"),
        MINIMUM("minimum"),
        MAXIMUM("maximum"),
        MIN_ITEMS("minItems"),
        MAX_ITEMS("maxItems"),
        MIN_PROPERTIES("minProperties"),
        MAX_PROPERTIES("maxProperties");

        private final String keyword;

        Limit(String keyword) {
            this.keyword = keyword;
        }

        String keyword() {
            return keyword;
        }
    }

    /** The schema of a field of an object or of an entry of a map; empty if there is none. */
    Optional<Schema> below(String key) {
        return Optional.ofNullable(properties.get(key)).or(() -> values);
    }

    Optional<Number> limit(Limit limit) {
        return Optional.ofNullable(limits.get(limit));
    }
}
