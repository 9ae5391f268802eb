package io.ecroperator.cli.plan;

import io.ecroperator.aws.AwsConnection;
import io.ecroperator.aws.AwsConnectionSource;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.cli.aws.CommandAws;

/**
 * The doors to what EcrRegistries lead to. What the command's options say of the endpoint, and of credentials where that is
 * asked for, goes before what EcrRegistries say.
 *
 * @param ignoresCredentials whether all are called with the command's own credentials
 */
record MeantDoors(CommandAws aws, boolean ignoresCredentials) implements AwsConnectionSource {

    @Override
    public AwsConnection connection(ConnectionSpec spec) {
        return aws.connections().connection(meant(spec));
    }

    @Override
    public void close(ConnectionSpec spec) {
        aws.connections().close(meant(spec));
    }

    private ConnectionSpec meant(ConnectionSpec spec) {
        ConnectionSpec there = aws.spec().endpoints().override().isPresent()
                ? spec.withEndpoints(aws.spec().endpoints())
                : spec;
        return ignoresCredentials ? there.withCredentials(aws.spec().credentials()) : there;
    }
}
