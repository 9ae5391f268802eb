/**
 * ECR's data plane: the {@code /v2/} API of the OCI distribution specification with ECR's login, hosts and words, as far as
 * real clients push and pull with it. Layers are served from memory, where ECR redirects to S3; manifests can be deleted, layers
 * cannot.
 *
 * <p>Where repositories are kept, and who may use them, is behind {@link io.ecroperator.emulator.dataplane.Repositories}.
 * May use the JDK and Jackson only.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md">OCI Distribution Specification</a>
 */
package io.ecroperator.emulator.dataplane;
