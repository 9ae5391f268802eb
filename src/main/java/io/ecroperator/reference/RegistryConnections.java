package io.ecroperator.reference;

import io.ecroperator.api.v1alpha1.EcrRegistrySpec;
import io.ecroperator.api.v1alpha1.RegistryCredentials;
import io.ecroperator.api.v1alpha1.RegistryEndpoints;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.ConnectionSpec.AccessKeySecret;
import io.ecroperator.aws.ConnectionSpec.Ambient;
import io.ecroperator.aws.ConnectionSpec.AssumedRole;
import io.ecroperator.aws.ConnectionSpec.Credentials;
import io.ecroperator.aws.ConnectionSpec.Endpoints;
import io.ecroperator.aws.ConnectionSpec.Source;
import io.ecroperator.aws.ConnectionSpec.WebIdentity;
import io.ecroperator.aws.view.RegistryWatch.Periods;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Where the spec of an EcrRegistry leads, as whom, and how often it is looked at. Pure. */
public final class RegistryConnections {

    private RegistryConnections() {}

    /** The connection that a readable spec asks for. */
    public static ConnectionSpec connection(EcrRegistrySpec spec) {
        return new ConnectionSpec(
                Optional.of(spec.accountId()),
                Optional.of(spec.region()),
                Optional.ofNullable(spec.credentials())
                        .map(RegistryConnections::credentials)
                        .orElseGet(Credentials::ambient),
                Optional.ofNullable(spec.endpoints())
                        .map(RegistryConnections::endpoints)
                        .orElseGet(Endpoints::standard));
    }

    /** The periods that a spec asks for, and the usual ones where it does not; policies are read no oftener than all is listed. */
    static Periods periods(EcrRegistrySpec spec, Periods usual) {
        Duration sweep = Optional.ofNullable(spec.drift())
                .flatMap(drift -> drift.sweeps())
                .orElse(usual.sweep());
        Duration deepRead = Optional.ofNullable(spec.drift())
                .flatMap(drift -> drift.deepReads())
                .orElse(usual.deepRead());
        return new Periods(sweep, deepRead.compareTo(sweep) < 0 ? sweep : deepRead);
    }

    /** The bound of calls per second that a spec asks for. */
    static OptionalInt callsPerSecond(EcrRegistrySpec spec) {
        return spec.rateLimit() == null
                ? OptionalInt.empty()
                : OptionalInt.of(spec.rateLimit().callsPerSecond());
    }

    private static Credentials credentials(RegistryCredentials credentials) {
        List<AssumedRole> roles = Optional.ofNullable(credentials.assumeRole()).orElse(List.of()).stream()
                .map(RegistryConnections::role)
                .toList();
        return new Credentials(source(credentials), roles);
    }

    private static Source source(RegistryCredentials credentials) {
        if (credentials.accessKeySecret() != null) {
            return new AccessKeySecret(credentials.accessKeySecret().name());
        }
        return credentials.webIdentity() == null
                ? new Ambient()
                : new WebIdentity(
                        credentials.webIdentity().roleArn(),
                        credentials.webIdentity().tokenFile());
    }

    private static AssumedRole role(RegistryCredentials.AssumeRole role) {
        return new AssumedRole(
                role.roleArn(),
                Optional.ofNullable(role.externalId()),
                Optional.ofNullable(role.sessionName()),
                Optional.ofNullable(role.tags()).orElse(Map.of()));
    }

    private static Endpoints endpoints(RegistryEndpoints endpoints) {
        return new Endpoints(
                Boolean.TRUE.equals(endpoints.fips()),
                Boolean.TRUE.equals(endpoints.dualStack()),
                Optional.ofNullable(endpoints.url()).map(URI::create));
    }
}
