/**
 * CEL, the language of the CRDs' rules ({@code x-kubernetes-validations}), as the API server evaluates it: parsed by Google's
 * parser, evaluated here on JSON values, without protocol buffers and without types. Why: ADR 30.
 *
 * <p>Values are those of JSON: {@link java.lang.Long}, {@link java.lang.Double},
 * {@link java.lang.String}, {@link java.lang.Boolean}, null, {@link java.util.List} and {@link java.util.Map} of them, and what
 * expressions make of them: {@link java.time.Duration} and {@link java.util.Optional}.
 *
 * <p>May use: nothing of the operator.
 */
package io.ecroperator.cli.cel;
