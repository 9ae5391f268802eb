package io.ecroperator.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.error.CredentialsException;
import io.ecroperator.aws.ratelimit.VirtualTicker;
import io.ecroperator.aws.sdk.CachedCredentials.Obtained;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

class CachedCredentialsTest {

    private static final Duration EARLY = Duration.ofMinutes(45);
    private static final Duration LIFETIME = Duration.ofMinutes(59);

    private final VirtualTicker ticker = new VirtualTicker();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Supplier<Obtained> source = this::next;
    private final CachedCredentials credentials = new CachedCredentials(() -> source.get(), ticker);

    @Test
    void shouldLetNobodyWaitForARenewalWhileTheCredentialsAreGood() throws Exception {
        // Given
        credentials.resolveCredentials();
        CountDownLatch renewing = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        source = () -> {
            renewing.countDown();
            await(answered);
            return next();
        };

        // When
        ticker.advance(EARLY);
        CompletableFuture<String> renewed = CompletableFuture.supplyAsync(this::resolved);
        await(renewing);
        String meanwhile = resolved();
        answered.countDown();

        // Then
        assertThat(meanwhile).isEqualTo("key-1");
        assertThat(renewed.get(10, TimeUnit.SECONDS)).isEqualTo("key-2");
        assertThat(resolved()).isEqualTo("key-2");
    }

    @Test
    void shouldAskOnceWhenManyNeedTheFirstCredentials() throws Exception {
        // Given
        CountDownLatch answered = new CountDownLatch(1);
        source = () -> {
            await(answered);
            return next();
        };

        // When
        CompletableFuture<String> one = CompletableFuture.supplyAsync(this::resolved);
        CompletableFuture<String> other = CompletableFuture.supplyAsync(this::resolved);
        answered.countDown();

        // Then
        assertThat(one.get(10, TimeUnit.SECONDS)).isEqualTo("key-1");
        assertThat(other.get(10, TimeUnit.SECONDS)).isEqualTo("key-1");
    }

    @Test
    void shouldGoOnToTheEndWhenNewOnesCannotBeHadAndNotWhenThereAreNone() {
        // Given
        credentials.resolveCredentials();
        ticker.advance(EARLY);

        // When
        source = () -> {
            throw new AwsException(new AwsFailure(Kind.CREDENTIALS, "AssumeRole", "AccessDenied", "No", null), null);
        };

        // Then
        assertThat(resolved()).isEqualTo("key-1");

        // When
        ticker.advance(Duration.ofMinutes(1));
        source = () -> {
            throw new CredentialsException("SecretNotFound", "It is gone", "Create it.");
        };

        // Then
        assertThatThrownBy(credentials::resolveCredentials).hasMessage("It is gone");
        assertThatThrownBy(credentials::resolveCredentials).hasMessage("It is gone");
    }

    @Test
    void shouldNotAskAgainBeforeTimeWhenARenewalFails() {
        // Given
        credentials.resolveCredentials();
        ticker.advance(EARLY);
        source = () -> {
            asked.incrementAndGet();
            throw new AwsException(new AwsFailure(Kind.TRANSIENT, "AssumeRole", "Timeout", "No", null), null);
        };

        // When
        for (int i = 0; i < 10; i++) {
            assertThat(resolved()).isEqualTo("key-1");
        }

        // Then
        assertThat(asked).hasValue(2);
    }

    @Test
    void shouldForgetOldCredentialsAndKeepYoungOnes() {
        // Given
        credentials.resolveCredentials();
        ticker.advance(Duration.ofMinutes(5));

        // Then
        assertThat(credentials.discard(Duration.ofMinutes(10))).isFalse();
        assertThat(resolved()).isEqualTo("key-1");
        assertThat(credentials.discard(Duration.ofMinutes(1))).isTrue();
        assertThat(resolved()).isEqualTo("key-2");
    }

    @Test
    void shouldNotShowWhatIsSecret() {
        assertThat(next().toString()).isEqualTo("Obtained[lifetime=PT59M]");
    }

    private Obtained next() {
        return new Obtained(AwsBasicCredentials.create("key-" + asked.incrementAndGet(), "s3cret"), EARLY, LIFETIME);
    }

    private String resolved() {
        return credentials.resolveCredentials().accessKeyId();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
