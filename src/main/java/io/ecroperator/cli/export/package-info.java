/**
 * {@code ecr-operator export}: what an account has in ECR, or what other tools say of it, as manifests for Git. Policies become
 * fields where these mean exactly the same; the same account gives the same bytes.
 *
 * <p>May use: {@code api.v1alpha1}, {@code attachment}, {@code aws}, {@code aws.error}, {@code cli.aws}, {@code cli.manifest},
 * {@code cli.outcome}, {@code cli.progress}, {@code cli.schema}, {@code cli.terminal}, {@code cli.validate},
 * {@code ownership}, {@code policy}.
 */
package io.ecroperator.cli.export;
