/**
 * How ECR remembers what belongs to which object: by tags. Of Kubernetes it knows the model only.
 *
 * <p>May use: nothing of the operator.
 */
package io.ecroperator.ownership;
