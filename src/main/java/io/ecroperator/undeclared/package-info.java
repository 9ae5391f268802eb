/**
 * A shared policy on repositories that no EcrRepository declares, which its name patterns match: observe, plan, apply. One
 * such repository has one policy of a kind, which a tag notes on it. What kind that is, {@code PolicyDoor} says alone. The
 * planner is pure.
 *
 * <p>May use: {@code access}, {@code api.v1alpha1}, {@code attachment}, {@code aws}, {@code aws.connection}, {@code aws.error},
 * {@code aws.view}, {@code ownership}, {@code policy}, {@code reference}, {@code status}.
 */
package io.ecroperator.undeclared;
