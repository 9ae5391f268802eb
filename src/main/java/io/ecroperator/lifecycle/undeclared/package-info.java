/**
 * The rules of an EcrLifecyclePolicy on repositories that no EcrRepository declares, which its name patterns match: observe,
 * plan, apply. One such repository has one policy, which a tag notes on it. The planner is pure.
 *
 * <p>May use: {@code access}, {@code api.v1alpha1}, {@code attachment}, {@code aws}, {@code aws.connection}, {@code aws.error},
 * {@code aws.view}, {@code ownership}, {@code policy}, {@code reference}, {@code status}.
 */
package io.ecroperator.lifecycle.undeclared;
