/**
 * {@code ecr-operator validate}: everything about manifests that can be told without AWS and without a cluster. What the API server
 * would say comes first ({@code cli.schema}); what it would take is looked at by the {@link io.ecroperator.cli.validate.Check}s.
 * They read JSON trees where they can: a command that makes no typed object starts a second faster.
 *
 * <p>May use: {@code api.v1alpha1}, {@code attachment}, {@code cli.manifest}, {@code cli.schema},
 * {@code cli.terminal}, {@code policy}.
 */
package io.ecroperator.cli.validate;
