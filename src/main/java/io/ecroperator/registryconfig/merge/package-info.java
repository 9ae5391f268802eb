/**
 * Merges the fragments of a registry's settings into the documents that ECR holds: which entries come, change and go, and
 * which stay because nobody here has put them there. Pure: values in, values out.
 *
 * <p>Documents are trees of JSON. What no fragment owns is written back as it was read, members that nobody here knows too.
 *
 * <p>May use: {@code api.v1alpha1}, {@code policy}.
 */
package io.ecroperator.registryconfig.merge;
