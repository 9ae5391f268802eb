/**
 * Manifests of files, directories and standard input, as commands take them with {@code -f}. Nothing here asks a cluster.
 *
 * <p>May use: {@code api.v1alpha1}, {@code cli.outcome}, {@code runtime}.
 */
package io.ecroperator.cli.manifest;
