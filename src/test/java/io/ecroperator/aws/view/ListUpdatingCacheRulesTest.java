package io.ecroperator.aws.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.ecroperator.aws.NewPullThroughCacheRule;
import io.ecroperator.aws.Page;
import io.ecroperator.aws.PullThroughCacheApi;
import io.ecroperator.aws.PullThroughCacheRule;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.heartbeat.Background;
import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.support.VirtualClock;
import io.ecroperator.support.VirtualScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ListUpdatingCacheRulesTest {

    private static final PullThroughCacheRule KNOWN = rule("known", Optional.empty());
    private static final Optional<String> SECRET =
            Optional.of("arn:aws:secretsmanager:eu-west-1:111122223333:secret:s");

    private final VirtualClock clock = new VirtualClock();
    private final PullThroughCacheApi aws = mock(PullThroughCacheApi.class);
    private final Listing<PullThroughCacheRule> listing = new Listing<>(
            new Listing.Source<>(
                    "Describe", token -> new Page<>(List.of(KNOWN), null), rule -> rule.ecrRepositoryPrefix()),
            Duration.ofMinutes(10),
            new Background(clock, new Random(3), new VirtualScheduler(clock), Runnable::run, Heartbeats.unwatched()));
    private final PullThroughCacheApi rules = new ListUpdatingCacheRules(aws, new ListedCalls<>(listing));

    @BeforeEach
    void list() {
        listing.refresh();
    }

    @Test
    void shouldKnowWhatWasWritten() {
        // Given
        PullThroughCacheRule created = rule("new", Optional.empty());
        when(aws.createPullThroughCacheRule(any())).thenReturn(created);

        // When
        create("new");
        rules.updatePullThroughCacheRule("known", SECRET, Optional.empty());

        // Then
        assertThat(listing.get("new")).isEqualTo(Reading.found(created));
        assertThat(listing.get("known")).isEqualTo(Reading.found(rule("known", SECRET)));

        // When
        rules.deletePullThroughCacheRule("known");

        // Then
        assertThat(listing.get("known")).isEqualTo(Reading.absent());
    }

    @Test
    void shouldNotKnowTheRestOfARuleThatItHasOnlyUpdated() {
        // When
        rules.updatePullThroughCacheRule("unknown", SECRET, Optional.empty());

        // Then
        assertThat(listing.get("unknown")).isEqualTo(Reading.unread());
    }

    @Test
    void shouldKnowWhatWasDescribed() {
        // Given
        PullThroughCacheRule changed = rule("known", SECRET);
        when(aws.describePullThroughCacheRule("known")).thenReturn(Optional.of(changed));
        when(aws.describePullThroughCacheRule("gone")).thenReturn(Optional.empty());
        listing.put("gone", rule("gone", SECRET));
        clock.pass(RegistryView.PROPAGATION);

        // When
        rules.describePullThroughCacheRule("known");
        rules.describePullThroughCacheRule("gone");

        // Then
        assertThat(listing.get("known")).isEqualTo(Reading.found(changed));
        assertThat(listing.get("gone")).isEqualTo(Reading.absent());
    }

    @Test
    void shouldTakeARuleThatAnyCallDoesNotFindForGone() {
        // Given
        when(aws.validatePullThroughCacheRule("known")).thenThrow(failure(Kind.NOT_FOUND));

        // When
        assertThatThrownBy(() -> rules.validatePullThroughCacheRule("known")).isInstanceOf(AwsException.class);

        // Then
        assertThat(listing.get("known")).isEqualTo(Reading.absent());
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"TRANSIENT", "ALREADY_EXISTS", "DENIED"})
    void shouldNotKnowWhatAFailedCreationLeavesUnsaid(Kind kind) {
        // Given
        when(aws.createPullThroughCacheRule(any())).thenThrow(failure(kind));

        // When
        assertThatThrownBy(() -> create("new")).isInstanceOf(AwsException.class);

        // Then
        assertThat(listing.get("new")).isEqualTo(kind == Kind.DENIED ? Reading.absent() : Reading.unread());
    }

    @Test
    void shouldNotKnowWhetherADeletionWithoutAnswerWasCarriedOut() {
        // Given
        doThrow(failure(Kind.TRANSIENT)).when(aws).deletePullThroughCacheRule("known");

        // When
        ThrowingCallable deletion = () -> rules.deletePullThroughCacheRule("known");
        assertThatThrownBy(deletion).isInstanceOf(AwsException.class);

        // Then
        assertThat(listing.get("known")).isEqualTo(Reading.unread());
    }

    private void create(String prefix) {
        rules.createPullThroughCacheRule(new NewPullThroughCacheRule(
                prefix, "quay.io", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static PullThroughCacheRule rule(String prefix, Optional<String> credentialArn) {
        return new PullThroughCacheRule(
                "111122223333",
                prefix,
                "quay.io",
                Optional.of("quay"),
                Optional.of("ROOT"),
                credentialArn,
                Optional.empty(),
                Instant.EPOCH,
                Optional.empty());
    }

    private static AwsException failure(Kind kind) {
        return new AwsException(new AwsFailure(kind, "Any", kind.name(), "the test says so", null), null);
    }
}
