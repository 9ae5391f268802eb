/**
 * IAM as far as callers of ECR and STS meet it: accounts with users, roles, access keys and role sessions, trust policies, and
 * identity policies with resources, conditions and policy variables.
 *
 * <p>What nobody declared is as generous as possible, so that a test says only what it is about: an identity without a policy
 * may do everything. Only trust is given by nobody unasked: a role that is not declared cannot be assumed. May use the JDK and
 * Jackson only.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Policy evaluation
 *     logic</a>
 */
package io.ecroperator.emulator.iam;
