/**
 * An object for Git, whatever it was made from: its name, its YAML, what an API server would say of it. Policies become fields
 * where these mean exactly the same.
 *
 * <p>May use: {@code api.v1alpha1}, {@code attachment}, {@code cli.schema}, {@code cli.terminal}, {@code cli.validate},
 * {@code ownership}, {@code policy}.
 */
package io.ecroperator.cli.export.object;
