package io.ecroperator.aws.sdk;

import io.ecroperator.aws.error.AwsErrorClassifier;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.CredentialsException;
import io.ecroperator.aws.ratelimit.Ticker;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** The region of a connection: the configured one, or else the process's, looked for when first needed. */
final class RegionSource implements Supplier<String> {

    private final Optional<String> configured;
    private final Lazy<String> ofProcess;

    RegionSource(Optional<String> configured, Ticker ticker) {
        this.configured = configured;
        this.ofProcess = new Lazy<>(RegionSource::search, ticker);
    }

    /** The region; throws {@link CredentialsException} if there is none. */
    @Override
    public String get() {
        return configured.orElseGet(ofProcess);
    }

    /** The region for callers outside the AWS packages; throws {@link AwsException} if there is none. */
    String orAwsException() {
        try {
            return get();
        } catch (CredentialsException missing) {
            throw new AwsException(new AwsErrorClassifier().classify("ResolveRegion", missing), null);
        }
    }

    /** The region without a search, {@code unknown} before the first one: for metrics. */
    String ifKnown() {
        return configured.or(ofProcess::ifBuilt).orElse("unknown");
    }

    private static String search() {
        try {
            return new DefaultAwsRegionProviderChain().getRegion().id();
        } catch (SdkClientException none) {
            throw new CredentialsException("MissingRegion", "No AWS region", "Set AWS_REGION.");
        }
    }
}
