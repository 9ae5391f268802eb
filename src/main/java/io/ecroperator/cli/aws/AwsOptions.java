package io.ecroperator.cli.aws;

import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.ConnectionSpec.AssumedRole;
import io.ecroperator.aws.ConnectionSpec.Credentials;
import io.ecroperator.cli.outcome.CommandException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which account and region a command means, and as whom it calls; a mixin. */
public final class AwsOptions {

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "The region, such as eu-central-1. Default: AWS_REGION, or what the profile says.")
    private String region;

    @Option(
            names = "--account-id",
            paramLabel = "ID",
            description =
                    "The account that the credentials must belong to, 12 digits. Where they belong to another, nothing"
                            + " else is asked. Default: whichever account they belong to.")
    private String accountId;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description =
                    "The profile of ~/.aws/config; refused where AWS_ACCESS_KEY_ID or AWS_WEB_IDENTITY_TOKEN_FILE would go before"
                            + " it. Default: AWS_PROFILE.")
    private String profile;

    @Option(
            names = "--role-arn",
            paramLabel = "ARN",
            description = "A role to assume (sts:AssumeRole) with the credentials that were found.")
    private String roleArn;

    @Option(
            names = "--external-id",
            paramLabel = "ID",
            description = "The external ID that the trust policy of --role-arn asks for.")
    private String externalId;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            description =
                    "One endpoint for all services of AWS, for gateways and stand-ins. Default: AWS_ENDPOINT_URL, or AWS"
                            + " itself.")
    private URI endpoint;

    /**
     * The account that was named.
     *
     * @throws CommandException if that is none
     */
    public Optional<String> accountId() {
        check();
        return Optional.ofNullable(accountId);
    }

    /**
     * Where these options lead; asks nothing yet.
     *
     * @throws CommandException if one of them makes no sense
     */
    public ConnectionSpec spec() {
        check();
        if (profile != null) {
            refuseHidden(profile, System.getenv());
            // Where the SDK looks first; a command is a process of its own.
            System.setProperty("aws.profile", profile);
        }
        ConnectionSpec spec = ConnectionSpec.ambient();
        if (region != null) {
            spec = spec.withRegion(region);
        }
        if (accountId != null) {
            spec = spec.withAccountId(accountId);
        }
        if (roleArn != null) {
            spec = spec.withCredentials(Credentials.ambient()
                    .thenAssume(new AssumedRole(
                            roleArn, Optional.ofNullable(externalId), Optional.of("ecr-operator-cli"), Map.of())));
        }
        return endpoint == null ? spec : spec.withEndpoint(endpoint);
    }

    private void check() {
        check("--region", region, "[a-z]{2,}(-[a-z]+)+-[0-9]+", "a region, such as eu-central-1");
        check("--account-id", accountId, "[0-9]{12}", "an account, which has 12 digits");
        check("--role-arn", roleArn, "arn:aws[a-z-]*:iam::[0-9]{12}:role/.+", "the ARN of a role");
        check("--endpoint-url", endpoint == null ? null : endpoint.toString(), "https?://.+", "an http or https URL");
        if (externalId != null && roleArn == null) {
            throw new CommandException("--external-id: there is no --role-arn whose trust policy could ask for it.");
        }
    }

    private static void check(String option, String value, String pattern, String what) {
        if (value != null && !value.matches(pattern)) {
            throw new CommandException(option + " " + value + " is not " + what + ".");
        }
    }

    /** Credentials that the SDK takes before those of a profile: whoever names one means no other account. */
    static void refuseHidden(String profile, Map<String, String> environment) {
        Stream.of("AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE")
                .filter(environment::containsKey)
                .findFirst()
                .ifPresent(variable -> {
                    throw new CommandException("--profile " + profile + ": the credentials of " + variable
                            + " would be taken in its place. Unset " + variable + ", or leave --profile out.");
                });
    }

    /** A connection to that account and region; asks nothing yet. */
    public CommandAws open() {
        return new CommandAws(spec());
    }

    /** The same in that region, if one is given, whatever the options say. */
    public CommandAws open(Optional<String> otherRegion) {
        return new CommandAws(otherRegion.map(spec()::withRegion).orElseGet(this::spec));
    }
}
