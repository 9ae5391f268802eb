package io.ecroperator.cli.aws;

import io.ecroperator.aws.AwsConnection;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.SecretAccessKeys;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.sdk.AwsClientSettings;
import io.ecroperator.aws.sdk.AwsConnections;
import io.ecroperator.cli.outcome.CommandException;
import io.ecroperator.cli.outcome.Failures;
import io.ecroperator.metrics.Metric;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** AWS for one run of a command. Calls are counted by operation, and paced by what AWS lets through once it throttles. */
public final class CommandAws implements AutoCloseable {

    /** EcrRegistries can name access keys in Secrets of the operator's namespace, which a command does not read. */
    private static final SecretAccessKeys NO_SECRETS = name -> {
        throw new IllegalStateException("a command reads no access key from the Secret " + name);
    };

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ConnectionSpec spec;
    private final AwsConnections connections;

    CommandAws(ConnectionSpec spec) {
        this.spec = spec;
        this.connections = new AwsConnections(
                AwsClientSettings.defaults(
                        Optional.ofNullable(CommandAws.class.getPackage().getImplementationVersion())
                                .orElse("development")),
                NO_SECRETS,
                meters);
    }

    /** The account and region of the options. */
    public AwsConnection connection() {
        return connections.connection(spec);
    }

    /** Connections of all sorts, for what asks several; they are closed with this. */
    public AwsConnections connections() {
        return connections;
    }

    /** Where the options lead. */
    public ConnectionSpec spec() {
        return spec;
    }

    /**
     * The account that the credentials belong to and the region, by sts:GetCallerIdentity.
     *
     * @throws CommandException if no credentials or region are found, or the account is not that of the options
     */
    public RegistryId registry() {
        try {
            String region = connection().region();
            String account = connection().callerIdentity().getCallerIdentity().accountId();
            spec.accountId().filter(wanted -> !wanted.equals(account)).ifPresent(wanted -> {
                throw new CommandException("The credentials belong to account " + account + ", and not to " + wanted
                        + ". Use others, or another --account-id.");
            });
            return new RegistryId(account, region);
        } catch (AwsException failure) {
            throw new CommandException(
                    "AWS does not say whose the credentials are. "
                            + Failures.inWords(failure.failure())
                            + remedy(failure.failure()),
                    failure);
        }
    }

    private static String remedy(AwsFailure failure) {
        return switch (failure.kind()) {
            case CREDENTIALS ->
                failure.code().startsWith("Expired")
                        ? " Log in again."
                        : " Check --region, --profile and the AWS_ variables.";
            case TRANSIENT -> " Check --region, --endpoint-url and the way to AWS, or run it again.";
            case THROTTLED -> " Run it again in a while.";
            default -> "";
        };
    }

    /** The calls so far, by operation, sorted by name. */
    public Map<String, Long> calls() {
        Map<String, Long> counts = new TreeMap<>();
        for (Timer timer : meters.find(Metric.AWS_CALLS.id()).timers()) {
            counts.merge(timer.getId().getTag("operation"), timer.count(), Long::sum);
        }
        return counts;
    }

    @Override
    public void close() {
        connections.close();
        meters.close();
    }
}
