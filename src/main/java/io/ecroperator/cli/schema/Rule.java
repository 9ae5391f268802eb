package io.ecroperator.cli.schema;

import java.util.Optional;

/**
 * An entry of {@code x-kubernetes-validations}.
 *
 * @param rule the expression that has to be true
 * @param message what is said if it is not
 * @param messageExpression an expression for the same, which goes first
 * @param fieldPath the field that it is said of, as a path below where the rule is, such as {@code .values}
 */
record Rule(String rule, Optional<String> message, Optional<String> messageExpression, Optional<String> fieldPath) {

    /** As the API server names it where it has no value. */
    String name() {
        return message.orElse(rule).strip();
    }

    /** What it says without its messageExpression. */
    String said() {
        return message.map(String::strip).orElse("failed rule: " + name());
    }
}
