package io.ecroperator.aws;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a connection goes and as whom. Equal specs share a connection, so it names secrets and holds none. What is left empty
 * comes from the process's own environment, as every AWS tool reads it ({@code AWS_REGION}, {@code AWS_ENDPOINT_URL} and its
 * per-service siblings, the default credentials chain).
 *
 * @param accountId the account that the credentials must belong to, 12 digits; if set, no other call is made before it is
 *     confirmed
 * @param region the region
 */
public record ConnectionSpec(
        Optional<String> accountId, Optional<String> region, Credentials credentials, Endpoints endpoints) {

    /** The operator's own identity, region and endpoints, in whatever account that is. */
    public static ConnectionSpec ambient() {
        return new ConnectionSpec(Optional.empty(), Optional.empty(), Credentials.ambient(), Endpoints.standard());
    }

    /** The same, bound to an account. */
    public ConnectionSpec withAccountId(String other) {
        return new ConnectionSpec(Optional.of(other), region, credentials, endpoints);
    }

    /** The same in another region. */
    public ConnectionSpec withRegion(String other) {
        return new ConnectionSpec(accountId, Optional.of(other), credentials, endpoints);
    }

    /** The same as somebody else. */
    public ConnectionSpec withCredentials(Credentials other) {
        return new ConnectionSpec(accountId, region, other, endpoints);
    }

    /** The same over other endpoints. */
    public ConnectionSpec withEndpoints(Endpoints other) {
        return new ConnectionSpec(accountId, region, credentials, other);
    }

    /** The same with one endpoint for all services. */
    public ConnectionSpec withEndpoint(URI override) {
        return withEndpoints(Endpoints.at(override));
    }

    /**
     * Who calls.
     *
     * @param source where the first credentials come from
     * @param assumedRoles the roles that are assumed from there, each with the credentials of the one before; the last one calls
     */
    public record Credentials(Source source, List<AssumedRole> assumedRoles) {

        /** Copies the list, so that a spec never changes. */
        public Credentials {
            assumedRoles = List.copyOf(assumedRoles);
        }

        /** The operator's own identity. */
        public static Credentials ambient() {
            return new Credentials(new Ambient(), List.of());
        }

        /** The access key in a Secret. */
        public static Credentials accessKeySecret(String name) {
            return new Credentials(new AccessKeySecret(name), List.of());
        }

        /** The same, and then one more role. */
        public Credentials thenAssume(AssumedRole role) {
            return new Credentials(
                    source,
                    Stream.concat(assumedRoles.stream(), Stream.of(role)).toList());
        }
    }

    /** Where the first credentials come from. */
    public sealed interface Source {}

    /** The default chain of the process: IRSA, EKS Pod Identity, environment. */
    public record Ambient() implements Source {}

    /**
     * An access key in a Secret, which is read by {@link SecretAccessKeys}.
     *
     * @param name the Secret's name in the operator's namespace
     */
    public record AccessKeySecret(String name) implements Source {}

    /**
     * A role that trusts an OIDC provider (sts:AssumeRoleWithWebIdentity).
     *
     * @param roleArn the role
     * @param tokenFile absolute path of the file with the token, such as a projected ServiceAccount token
     */
    public record WebIdentity(String roleArn, String tokenFile) implements Source {}

    /**
     * A role to assume (sts:AssumeRole).
     *
     * @param roleArn the role
     * @param externalId what the role's trust policy may ask for
     * @param sessionName how the session is called in CloudTrail; {@code ecr-operator-} and the cluster's name by default
     * @param tags session tags, which need sts:TagSession
     */
    public record AssumedRole(
            String roleArn, Optional<String> externalId, Optional<String> sessionName, Map<String, String> tags) {

        /** Copies the tags, so that a spec never changes. */
        public AssumedRole {
            tags = Map.copyOf(tags);
        }

        /** The role and nothing else. */
        public static AssumedRole of(String roleArn) {
            return new AssumedRole(roleArn, Optional.empty(), Optional.empty(), Map.of());
        }
    }

    /**
     * Which of AWS's endpoints are called.
     *
     * @param fips those that are validated by FIPS 140
     * @param dualStack those that have IPv6 addresses too
     * @param override one endpoint for all services, STS too, for gateways and stand-ins; excludes the other two
     */
    public record Endpoints(boolean fips, boolean dualStack, Optional<URI> override) {

        /** As the process's environment says. */
        public static Endpoints standard() {
            return new Endpoints(false, false, Optional.empty());
        }

        /** One for all services. */
        public static Endpoints at(URI override) {
            return new Endpoints(false, false, Optional.of(override));
        }
    }
}
