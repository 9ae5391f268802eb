/**
 * {@code export --from-external-secrets}: ExternalSecrets with a login to ECR, and the generators behind them, as pull secrets.
 *
 * <p>May use: {@code api.v1alpha1}, {@code cli.export.conversion}, {@code cli.export.object}, {@code cli.manifest},
 * {@code cli.outcome}.
 */
package io.ecroperator.cli.export.externalsecrets;
