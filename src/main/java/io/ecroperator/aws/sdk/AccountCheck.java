package io.ecroperator.aws.sdk;

import io.ecroperator.aws.CallerIdentityApi.CallerIdentity;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.ratelimit.Ticker;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * Lets no credentials sign a call before AWS has said that they belong to the account of the connection: what another account
 * answers would be a lie, and a write there worse. One sts:GetCallerIdentity for each access key; a key never changes its account.
 */
final class AccountCheck {

    private final String accountId;
    private final Function<AwsCredentials, CallerIdentity> owner;
    private final FailureMemory<AwsException> failures;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile String confirmed = "";
    private String refused = "";

    /**
     * Asks nothing yet.
     *
     * @param owner whose the credentials are; throws {@link AwsException}
     */
    AccountCheck(String accountId, Function<AwsCredentials, CallerIdentity> owner, Ticker ticker) {
        this.accountId = accountId;
        this.owner = owner;
        this.failures = new FailureMemory<>(ticker);
    }

    /** Returns if the credentials belong to the account; throws {@link AwsException} if they do not or nobody says so. */
    void confirm(AwsCredentials credentials) {
        String key = credentials.accessKeyId();
        if (key.equals(confirmed)) {
            return;
        }
        lock.lock();
        try {
            if (!key.equals(confirmed)) {
                ask(key, credentials);
                confirmed = key;
            }
        } finally {
            lock.unlock();
        }
    }

    private void ask(String key, AwsCredentials credentials) {
        if (!key.equals(refused)) {
            failures.forget();
        }
        failures.remembered().ifPresent(failure -> {
            throw new AwsException(failure.failure(), null);
        });
        try {
            CallerIdentity caller = owner.apply(credentials);
            if (!accountId.equals(caller.accountId())) {
                throw new AwsException(IdentityFailures.wrongAccount(accountId, caller), null);
            }
            failures.forget();
        } catch (AwsException failure) {
            refused = key;
            failures.failed(failure);
            throw failure;
        }
    }
}
