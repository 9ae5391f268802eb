/**
 * Which shared policy concerns which repository: the rules that the kinds of policies and EcrRepository have in common, so
 * that neither knows the other. One repository has one writer. Pure, except {@code DeclaredRepositories}, which is told of
 * objects.
 *
 * <p>May use: {@code api.v1alpha1}, {@code cache}, {@code ownership}, {@code policy}, {@code status}.
 */
package io.ecroperator.attachment;
