/**
 * How ECR remembers what belongs to which object: by tags. May use the Kubernetes model only.
 */
package io.ecroperator.ownership;
