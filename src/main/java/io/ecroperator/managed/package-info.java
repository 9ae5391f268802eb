/**
 * What the kinds share of which one object stands for one thing in AWS: a repository, a cache rule, a template. Parts to
 * compose; a kind brings its types, resolver, observer, planner and changes.
 *
 * <p>May use: {@code api.v1alpha1}, {@code aws}, {@code aws.connection}, {@code aws.error}, {@code aws.view}, {@code cache}, {@code planning}, {@code reference}, {@code runtime},
 * {@code runtime.events}, {@code status}.
 */
package io.ecroperator.managed;
