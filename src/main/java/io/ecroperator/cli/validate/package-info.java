/**
 * {@code ecr-operator validate}: everything about manifests that can be told without AWS and without a cluster. What the API server
 * would say comes first ({@code cli.schema}); what it would take is looked at by the {@link io.ecroperator.cli.validate.Check}s.
 * They read JSON trees where they can: a command that makes no typed object starts a second faster.
 *
 * <p>May use: {@code access}, {@code api.v1alpha1}, {@code attachment}, {@code aws}, {@code cli.manifest}, {@code cli.outcome},
 * {@code cli.schema}, {@code cli.terminal}, {@code composition}, {@code policy}, {@code reference}, {@code registryconfig.merge}, {@code status},
 * {@code undeclared}.
 */
package io.ecroperator.cli.validate;
