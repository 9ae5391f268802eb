/**
 * The custom resources as users write and read them: one class per kind, records for spec and status.
 *
 * <p>Fields are named as the AWS API names them. An absent field is unmanaged, a value is kept so, and an explicit empty value
 * is removed from ECR.
 *
 * <p>May use: nothing of the operator.
 */
package io.ecroperator.api.v1alpha1;
