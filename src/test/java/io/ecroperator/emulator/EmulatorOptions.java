package io.ecroperator.emulator;

import io.ecroperator.emulator.iam.Declarations;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How an emulator behaves.
 *
 * @param host address to listen on
 * @param port TCP port, 0 for any free one
 * @param seed seed of everything random
 * @param lag how long lists lag behind creations and deletions
 * @param latency time added to every call
 * @param defaultAccount account of access key ids that are not themselves 12 digits
 * @param taggingAllowed whether tag:GetResources is allowed; refused with AccessDeniedException otherwise
 * @param tokenLifetime lifetime of registry logins
 * @param clock source of timestamps, lags, rate limits and the expiry of registry logins
 * @param proxy the HTTPS proxy that serves the data plane, empty for none
 * @param identities file of {@link Declarations}, empty for none
 */
public record EmulatorOptions(
        String host,
        int port,
        long seed,
        Lag lag,
        Duration latency,
        String defaultAccount,
        boolean taggingAllowed,
        Duration tokenLifetime,
        InstantSource clock,
        Optional<ProxyOptions> proxy,
        Optional<Path> identities) {
    /** Any free port of the loopback address, no lag, no latency, tokens of 12 hours, the system's clock, no proxy, no identities. */
    public static final EmulatorOptions DEFAULT = new EmulatorOptions(
            "127.0.0.1",
            0,
            1,
            Lag.NONE,
            Duration.ZERO,
            "123456789012",
            true,
            Duration.ofHours(12),
            InstantSource.system(),
            Optional.empty(),
            Optional.empty());

    /**
     * Listens elsewhere.
     *
     * @param newHost address
     * @param newPort port
     * @return changed options
     */
    public EmulatorOptions listen(String newHost, int newPort) {
        return new EmulatorOptions(
                newHost,
                newPort,
                seed,
                lag,
                latency,
                defaultAccount,
                taggingAllowed,
                tokenLifetime,
                clock,
                proxy,
                identities);
    }

    /**
     * Changes what is random.
     *
     * @param newSeed seed
     * @return changed options
     */
    public EmulatorOptions seed(long newSeed) {
        return new EmulatorOptions(
                host,
                port,
                newSeed,
                lag,
                latency,
                defaultAccount,
                taggingAllowed,
                tokenLifetime,
                clock,
                proxy,
                identities);
    }

    /**
     * Lets lists lag behind.
     *
     * @param newLag the lag
     * @return changed options
     */
    public EmulatorOptions lag(Lag newLag) {
        return new EmulatorOptions(
                host,
                port,
                seed,
                newLag,
                latency,
                defaultAccount,
                taggingAllowed,
                tokenLifetime,
                clock,
                proxy,
                identities);
    }

    /**
     * Makes every call slow.
     *
     * @param newLatency time added
     * @return changed options
     */
    public EmulatorOptions latency(Duration newLatency) {
        return new EmulatorOptions(
                host,
                port,
                seed,
                lag,
                newLatency,
                defaultAccount,
                taggingAllowed,
                tokenLifetime,
                clock,
                proxy,
                identities);
    }

    /**
     * Changes the account of ordinary access keys.
     *
     * @param account 12 digits
     * @return changed options
     */
    public EmulatorOptions defaultAccount(String account) {
        return new EmulatorOptions(
                host, port, seed, lag, latency, account, taggingAllowed, tokenLifetime, clock, proxy, identities);
    }

    /**
     * Forbids tag:GetResources.
     *
     * @return changed options
     */
    public EmulatorOptions withoutTagging() {
        return new EmulatorOptions(
                host, port, seed, lag, latency, defaultAccount, false, tokenLifetime, clock, proxy, identities);
    }

    /**
     * Changes the lifetime of registry logins.
     *
     * @param lifetime time until expiresAt
     * @return changed options
     */
    public EmulatorOptions tokenLifetime(Duration lifetime) {
        return new EmulatorOptions(
                host, port, seed, lag, latency, defaultAccount, taggingAllowed, lifetime, clock, proxy, identities);
    }

    /**
     * Takes time from elsewhere.
     *
     * @param newClock the clock
     * @return changed options
     */
    public EmulatorOptions clock(InstantSource newClock) {
        return new EmulatorOptions(
                host,
                port,
                seed,
                lag,
                latency,
                defaultAccount,
                taggingAllowed,
                tokenLifetime,
                newClock,
                proxy,
                identities);
    }

    /**
     * Serves the data plane too.
     *
     * @param newProxy where
     * @return changed options
     */
    public EmulatorOptions proxy(ProxyOptions newProxy) {
        return new EmulatorOptions(
                host,
                port,
                seed,
                lag,
                latency,
                defaultAccount,
                taggingAllowed,
                tokenLifetime,
                clock,
                Optional.of(newProxy),
                identities);
    }

    /**
     * Declares users, roles and policies from the start.
     *
     * @param file JSON as {@link Declarations} says
     * @return changed options
     */
    public EmulatorOptions identities(Path file) {
        return new EmulatorOptions(
                host,
                port,
                seed,
                lag,
                latency,
                defaultAccount,
                taggingAllowed,
                tokenLifetime,
                clock,
                proxy,
                Optional.of(file));
    }
}
