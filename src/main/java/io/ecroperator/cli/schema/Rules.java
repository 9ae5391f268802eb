package io.ecroperator.cli.schema;

import io.ecroperator.cli.cel.CelException;
import io.ecroperator.cli.cel.CelExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Evaluates the rules of a schema. An expression is read when a value first needs it. */
final class Rules {

    /** What a longer sentence of an expression is not used for. */
    private static final int LONGEST_SENTENCE = 5120;

    private final Map<String, CelExpression> expressions = new ConcurrentHashMap<>();

    /** The errors of a whole object. */
    List<FieldError> errors(Schema schema, Map<String, Object> object, Before before) {
        List<FieldError> errors = new ArrayList<>();
        Before seen = new Before(before.value() instanceof Map<?, ?> old ? atRoot(old) : null, before.unchanged());
        evaluate(schema, "", atRoot(object), seen, errors);
        below(schema, "", object, before, errors);
        return errors;
    }

    /** Of the metadata, rules see the names only. */
    private static Map<String, Object> atRoot(Map<?, ?> object) {
        Map<String, Object> seen = new HashMap<>();
        object.forEach((key, value) -> seen.put((String) key, value));
        Map<String, Object> names = new HashMap<>();
        if (seen.get("metadata") instanceof Map<?, ?> metadata) {
            for (String name : List.of("name", "generateName")) {
                Optional.ofNullable(metadata.get(name)).ifPresent(value -> names.put(name, value));
            }
        }
        seen.put("metadata", names);
        return seen;
    }

    private void look(Schema schema, String field, Object value, Before before, List<FieldError> errors) {
        if (value != null) {
            evaluate(schema, field, value, before, errors);
            below(schema, field, value, before, errors);
        }
    }

    private void below(Schema schema, String field, Object value, Before before, List<FieldError> errors) {
        switch (value) {
            case Map<?, ?> map ->
                map.forEach((key, each) -> {
                    String name = (String) key;
                    Schema property = schema.properties().get(name);
                    Schema below = property == null ? schema.values().orElse(null) : property;
                    if (below != null) {
                        String path = property == null ? Paths.key(field, name) : Paths.child(field, name);
                        look(below, path, each, before.below(schema, name, each), errors);
                    }
                });
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    Object item = list.get(i);
                    String path = Paths.index(field, i);
                    schema.items().ifPresent(items -> look(items, path, item, before.item(), errors));
                }
            }
            default -> {}
        }
    }

    private void evaluate(Schema schema, String field, Object value, Before before, List<FieldError> errors) {
        for (Rule rule : schema.rules()) {
            CelExpression expression = expression(rule.rule());
            boolean holdsForNow = expression.isAboutOldSelf() ? before.value() == null : before.unchanged();
            if (!holdsForNow) {
                broken(rule, expression, field, value, before).ifPresent(errors::add);
            }
        }
    }

    private Optional<FieldError> broken(
            Rule rule, CelExpression expression, String field, Object value, Before before) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("self", value);
        variables.put("oldSelf", before.value());
        try {
            if (Boolean.TRUE.equals(expression.evaluate(variables))) {
                return Optional.empty();
            }
        } catch (CelException e) {
            return Optional.of(FieldError.invalid(field, e.getMessage() + " evaluating rule: " + rule.name()));
        }
        String path = field + rule.fieldPath().orElse("");
        String detail = sentence(rule, variables).orElseGet(rule::said);
        return Optional.of(
                value instanceof Map<?, ?> || value instanceof List<?>
                        ? FieldError.invalid(path.startsWith(".") ? path.substring(1) : path, detail)
                        : FieldError.invalid(path, value, detail));
    }

    private Optional<String> sentence(Rule rule, Map<String, Object> variables) {
        try {
            return rule.messageExpression()
                    .map(text -> expression(text).evaluate(variables))
                    .map(Object::toString)
                    .map(String::strip)
                    .filter(text -> !text.isEmpty() && text.indexOf('\n') < 0 && text.length() <= LONGEST_SENTENCE);
        } catch (CelException e) {
            return Optional.empty();
        }
    }

    private CelExpression expression(String text) {
        return expressions.computeIfAbsent(text, CelExpression::of);
    }
}
