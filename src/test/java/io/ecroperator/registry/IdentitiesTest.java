package io.ecroperator.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.CallerIdentityApi.CallerIdentity;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.background.BackgroundAnswers.Threads;
import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.support.VirtualClock;
import io.ecroperator.support.VirtualScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IdentitiesTest {

    private static final String ACCOUNT = "123456789012";
    private static final ConnectionSpec TOKYO =
            ConnectionSpec.ambient().withAccountId(ACCOUNT).withRegion("ap-northeast-1");
    private static final ConnectionSpec PARIS = TOKYO.withRegion("eu-west-3");
    private static final CallerIdentity RIGHT = new CallerIdentity(ACCOUNT, "arn:aws:iam::123456789012:role/ecr");
    private static final CallerIdentity WRONG =
            new CallerIdentity("999999999999", "arn:aws:iam::999999999999:role/ecr");

    private final VirtualClock clock = new VirtualClock();
    private final VirtualScheduler scheduler = new VirtualScheduler(clock);
    private final Deque<Runnable> calls = new ArrayDeque<>();
    private final List<ConnectionSpec> asked = new ArrayList<>();
    private final List<ConnectionSpec> told = new ArrayList<>();
    private Object answer = RIGHT;
    private final Identities identities = new Identities(
            this::asked, new Threads(scheduler, calls::add, clock, new Random(1), Heartbeats.unwatched()));

    IdentitiesTest() {
        identities.usedBy(() -> List.of(TOKYO, PARIS));
        identities.onChange(told::addAll);
    }

    @Test
    void shouldAskInTheBackgroundAndOnceAnHour() {
        // Given
        Instant began = clock.instant();

        // When
        assertThat(of(TOKYO)).as("before AWS has answered").isEmpty();
        answer();

        // Then
        assertThat(of(TOKYO)).contains(new Identity.Known(RIGHT, began));
        assertThat(told).containsExactly(TOKYO);

        // When
        pass(Duration.ofMinutes(59));
        of(TOKYO);
        assertThat(calls).as("within the hour").isEmpty();
        pass(Duration.ofMinutes(2));
        of(TOKYO);
        answer();

        // Then
        assertThat(asked).containsExactly(TOKYO, TOKYO);
        assertThat(told).as("nothing new").containsExactly(TOKYO);
    }

    @Test
    void shouldAskAtOnceWhereTheAnswerMayNotBeThatOld() {
        // Given
        of(TOKYO);
        answer();
        pass(Duration.ofMinutes(2));

        // When
        identities.of(TOKYO, Duration.ofMinutes(1));

        // Then
        assertThat(calls).hasSize(1);
    }

    @Test
    void shouldAskAgainByItselfUntilTheAccountIsRight() {
        // Given
        answer = WRONG;
        of(TOKYO);
        answer();

        // When
        answer = RIGHT;
        pass(Duration.ofMinutes(1));
        answer();

        // Then
        assertThat(of(TOKYO)).hasValueSatisfying(identity -> assertThat(identity)
                .isInstanceOfSatisfying(Identity.Known.class, known -> assertThat(known.caller())
                        .isEqualTo(RIGHT)));
        assertThat(told).containsExactly(TOKYO, TOKYO);
        pass(Duration.ofMinutes(30));
        assertThat(calls).as("a good answer stands").isEmpty();
    }

    @Test
    void shouldTellOnceOfAFailureThatStaysTheSame() {
        // Given
        answer = new AwsFailure(Kind.TRANSIENT, "GetCallerIdentity", "Timeout", "no answer", "r-1");
        of(TOKYO);
        answer();

        // When
        answer = new AwsFailure(Kind.TRANSIENT, "GetCallerIdentity", "Timeout", "no answer", "r-2");
        pass(Duration.ofMinutes(2));
        answer();

        // Then
        assertThat(asked).hasSize(2);
        assertThat(told).containsExactly(TOKYO);

        // When
        answer = new AwsFailure(Kind.DENIED, "AssumeRole", "AccessDenied", "not you", "r-3");
        pass(Duration.ofMinutes(2));
        answer();

        // Then
        assertThat(told).containsExactly(TOKYO, TOKYO);
    }

    @Test
    void shouldLetNoAccountThatDoesNotAnswerHoldUpAnother() {
        // Given
        of(TOKYO); // and it never answers
        Runnable hangs = calls.remove();

        // When
        of(PARIS);
        answer();

        // Then
        assertThat(of(PARIS)).isPresent();
        assertThat(of(TOKYO)).isEmpty();
        assertThat(hangs).isNotNull();
    }

    private Optional<Identity> of(ConnectionSpec connection) {
        return identities.of(connection, Identities.STANDS);
    }

    private CallerIdentity asked(ConnectionSpec connection) {
        asked.add(connection);
        if (answer instanceof AwsFailure failure) {
            throw new AwsException(failure, null);
        }
        return (CallerIdentity) answer;
    }

    private void answer() {
        while (!calls.isEmpty()) {
            calls.remove().run();
        }
        pass(Duration.ofSeconds(5)); // news of several come together
    }

    private void pass(Duration time) {
        scheduler.pass(time);
    }
}
