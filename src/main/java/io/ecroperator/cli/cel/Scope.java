package io.ecroperator.cli.cel;

import java.util.Map;

/**
 * A variable, and those around it.
 *
 * @param name name of the variable
 * @param value its value
 * @param outer what is known beside it; null outside of all
 */
record Scope(String name, Object value, Scope outer) {

    /** In place of a value: why there is none. Asking for it throws. */
    record Failure(CelException cause) {}

    static Scope of(Map<String, Object> variables) {
        Scope scope = null;
        for (Map.Entry<String, Object> variable : variables.entrySet()) {
            scope = new Scope(variable.getKey(), variable.getValue(), scope);
        }
        return scope;
    }

    Scope with(String another, Object itsValue) {
        return new Scope(another, itsValue, this);
    }

    Object valueOf(String wanted) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            if (scope.name.equals(wanted)) {
                if (scope.value instanceof Failure failure) {
                    throw failure.cause();
                }
                return scope.value;
            }
        }
        throw new CelException("no such attribute: " + wanted);
    }
}
