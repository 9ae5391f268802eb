/**
 * What the API server would say of an object, from the CRDs of this program alone: structure, defaults, limits, rules, metadata,
 * in the API server's words. {@link io.ecroperator.cli.schema.Judge} is the way in.
 *
 * <p>Source of the words and of what is checked after what: Kubernetes' apiextensions-apiserver and apimachinery, version 1.35;
 * the tests compare with an API server. What no CRD of this program uses is not here, and reading a CRD that uses it fails.
 *
 * <p>May use: {@code cli.cel}.
 */
package io.ecroperator.cli.schema;
