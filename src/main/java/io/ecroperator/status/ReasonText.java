package io.ecroperator.status;

/**
 * The sentences of a {@link Reason}.
 *
 * @param meaning what has happened
 * @param remedy what a person can do
 */
record ReasonText(String meaning, String remedy) {}
