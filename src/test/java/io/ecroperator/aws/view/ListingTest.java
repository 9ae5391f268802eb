package io.ecroperator.aws.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ecroperator.aws.Page;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.heartbeat.Background;
import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.support.VirtualClock;
import io.ecroperator.support.VirtualScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ListingTest {

    private static final Duration PERIOD = Duration.ofMinutes(10);
    private static final Duration PAST_PERIOD = Duration.ofMinutes(12);

    private final VirtualClock clock = new VirtualClock();
    private final VirtualScheduler schedule = new VirtualScheduler(clock);
    private final Heartbeats heartbeats =
            new Heartbeats(() -> clock.instant().toEpochMilli() * 1_000_000, (name, count) -> {});
    private final Map<String, String> inEcr = new TreeMap<>(Map.of("a", "a=1", "b", "b=1", "c", "c=1"));
    private final List<String> told = new ArrayList<>();
    private Optional<RuntimeException> fault = Optional.empty();
    private Optional<String> faultyPage = Optional.empty();
    private volatile Runnable onTheWay = () -> {};
    private int calls;

    private final Listing<String> listing = new Listing<>(
            new Listing.Source<>("DescribeThings", this::page, value -> value.substring(0, value.indexOf('='))),
            PERIOD,
            new Background(clock, new Random(3), schedule, Runnable::run, heartbeats));

    @Test
    void shouldCostNothingWhileNobodyReliesOnIt() {
        // When
        schedule.pass(Duration.ofHours(5));

        // Then
        assertThat(calls).isZero();
        assertThat(listing.get("a")).isEqualTo(Reading.unread());
        assertThat(listing.state()).isInstanceOf(ViewState.Warming.class);
    }

    @Test
    void shouldKnowAllPagesAtOnceWhenSomebodyReliesOnIt() {
        // When
        listing.track("uid");
        schedule.pass(Duration.ZERO);

        // Then
        assertThat(calls).as("three items on pages of two").isEqualTo(2);
        assertThat(listing.state()).isEqualTo(new ViewState.Current());
        assertThat(listing.get("c")).isEqualTo(Reading.found("c=1"));
        assertThat(listing.get("other")).isEqualTo(Reading.absent());
    }

    @Test
    void shouldListOncePerPeriodHoweverManyRelyOnIt() {
        // Given
        for (int i = 0; i < 200; i++) {
            listing.track("uid-" + i);
        }
        schedule.pass(Duration.ofMinutes(1));
        calls = 0;

        // When
        schedule.pass(Duration.ofHours(1));

        // Then
        assertThat(calls).as("two pages each").isBetween(10, 14);
    }

    @Test
    void shouldStopAndForgetWithTheLastWhoReliesOnIt() {
        // Given
        listing.track("one");
        listing.track("two");
        schedule.pass(Duration.ofMinutes(1));

        // When
        listing.untrack("one");
        schedule.pass(PAST_PERIOD);
        int whileOneRelies = calls;
        listing.untrack("two");
        schedule.pass(Duration.ofHours(5));

        // Then
        assertThat(whileOneRelies).isEqualTo(4);
        assertThat(calls).isEqualTo(whileOneRelies);
        assertThat(listing.get("a")).isEqualTo(Reading.unread());
        assertThat(schedule.waiting()).isZero();
        assertThat(heartbeats.silent()).isEmpty();
    }

    @Test
    void shouldListAtOnceForTheNextWhoReliesOnIt() {
        // Given
        listing.track("one");
        schedule.pass(Duration.ofMinutes(1));
        listing.untrack("one");
        inEcr.put("a", "a=2");

        // When
        listing.track("two");

        // Then
        assertThat(listing.state()).isEqualTo(new ViewState.Warming(clock.instant()));
        schedule.pass(Duration.ZERO);
        assertThat(listing.get("a")).isEqualTo(Reading.found("a=2"));
    }

    @Test
    void shouldTellWhatChanged() {
        // Given
        listing.track("uid");
        schedule.pass(Duration.ZERO);
        listing.onChange(told::add);
        listing.onStateChange(() -> told.add("state"));

        // When
        inEcr.put("a", "a=2");
        inEcr.put("d", "d=1");
        inEcr.remove("b");
        schedule.pass(PAST_PERIOD);

        // Then
        assertThat(told).containsExactlyInAnyOrder("a", "b", "d");

        // When
        told.clear();
        schedule.pass(PAST_PERIOD);

        // Then
        assertThat(told).isEmpty();
    }

    @Test
    void shouldTellThatItHasBeenRead() {
        // Given
        listing.onStateChange(() -> told.add("state"));

        // When
        listing.track("uid");
        schedule.pass(Duration.ZERO);

        // Then
        assertThat(told).containsExactly("state");
    }

    @Test
    void shouldTakeAllPagesOrNone() {
        // Given
        listing.track("uid");
        schedule.pass(Duration.ZERO);
        inEcr.put("a", "a=2");
        fault = Optional.of(failure(Kind.TRANSIENT));
        faultyPage = Optional.of("2");

        // When
        boolean listed = listing.refresh();

        // Then
        assertThat(listed).isFalse();
        assertThat(listing.get("a")).isEqualTo(Reading.found("a=1"));
        assertThat(listing.get("c")).isEqualTo(Reading.found("c=1"));
    }

    @Test
    void shouldNotLetAnOldListingHideANewerWrite() {
        // Given
        listing.track("uid");
        schedule.pass(Duration.ZERO);
        onTheWay = () -> {
            listing.put("a", "a=2");
            listing.removed("b");
            listing.put("new", "new=1");
        };

        // When
        listing.refresh();

        // Then
        assertThat(listing.get("a")).isEqualTo(Reading.found("a=2"));
        assertThat(listing.get("b")).isEqualTo(Reading.absent());
        assertThat(listing.get("new")).isEqualTo(Reading.found("new=1"));
    }

    @Test
    void shouldGiveEcrTimeToListWhatWasWritten() {
        // Given
        listing.track("uid");
        schedule.pass(Duration.ZERO);
        listing.put("new", "new=1");
        listing.removed("b");

        // When
        schedule.pass(Duration.ofSeconds(1));
        listing.refresh();

        // Then
        assertThat(listing.get("new")).isEqualTo(Reading.found("new=1"));
        assertThat(listing.get("b")).isEqualTo(Reading.absent());

        // When
        schedule.pass(RegistryView.PROPAGATION);
        listing.refresh();

        // Then
        assertThat(listing.get("new")).isEqualTo(Reading.absent());
        assertThat(listing.get("b")).isEqualTo(Reading.found("b=1"));
    }

    @Test
    void shouldSeeADeletionAtOnceOfWhatEcrHadListed() {
        // Given
        listing.track("uid");
        listing.put("new", "new=1");
        inEcr.put("new", "new=1");
        listing.refresh();

        // When
        inEcr.remove("new");
        schedule.pass(Duration.ofSeconds(1));
        listing.refresh();

        // Then
        assertThat(listing.get("new")).isEqualTo(Reading.absent());
    }

    @Test
    void shouldNotKnowWhatAWriteWithoutAnswerHasDone() {
        // Given
        listing.track("uid");
        schedule.pass(Duration.ZERO);

        // When
        assertThatThrownBy(() -> listing.writing("a", () -> {
                    throw failure(Kind.TRANSIENT);
                }))
                .isInstanceOf(AwsException.class);

        // Then
        assertThat(listing.get("a")).isEqualTo(Reading.unread());
        schedule.pass(PAST_PERIOD);
        assertThat(listing.get("a")).isEqualTo(Reading.found("a=1"));
    }

    @Test
    void shouldNotLetAnOldReadOfOneItemHideANewerListing() {
        // Given
        listing.track("uid");
        ListedItems.Read read = listing.beginRead();
        schedule.pass(Duration.ofSeconds(1));

        // When
        listing.read("a", read, Reading.absent());

        // Then
        assertThat(listing.get("a")).isEqualTo(Reading.found("a=1"));
    }

    @Test
    void shouldTryARefusedListingSlowlyAndRecover() {
        // Given
        listing.onStateChange(() -> told.add("state"));
        fault = Optional.of(failure(Kind.DENIED));

        // When
        listing.track("uid");
        schedule.pass(Duration.ofHours(1));

        // Then
        assertThat(calls).isBetween(6, 10);
        assertThat(listing.state())
                .isEqualTo(new ViewState.Failing(failure(Kind.DENIED).failure(), false));
        assertThat(listing.get("a")).isEqualTo(Reading.unread());
        assertThat(told).as("said once").containsExactly("state");

        // When
        fault = Optional.empty();
        schedule.pass(PAST_PERIOD);

        // Then
        assertThat(listing.state()).isEqualTo(new ViewState.Current());
        assertThat(told).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"THROTTLED", "TRANSIENT"})
    void shouldTolerateAFewFailuresAndTryThemSoon(Kind kind) {
        // Given
        listing.track("uid");
        schedule.pass(Duration.ZERO);
        fault = Optional.of(failure(kind));

        // Then
        listing.refresh();
        listing.refresh();
        assertThat(listing.state()).isEqualTo(new ViewState.Current());
        listing.refresh();
        assertThat(listing.state()).isInstanceOf(ViewState.Failing.class);
        assertThat(listing.get("a")).as("the last that is known").isEqualTo(Reading.found("a=1"));
    }

    @Test
    void shouldTryAnOutageSoon() {
        // Given
        fault = Optional.of(failure(Kind.TRANSIENT));
        listing.track("uid");
        schedule.pass(Duration.ofSeconds(10));

        // When
        fault = Optional.empty();
        schedule.pass(Duration.ofSeconds(10));

        // Then
        assertThat(listing.state()).isEqualTo(new ViewState.Current());
    }

    @Test
    void shouldOutliveADefect() {
        // Given
        fault = Optional.of(new IllegalStateException("secret"));
        listing.track("uid");
        schedule.pass(Duration.ofSeconds(1));

        // Then
        assertThat(listing.state()).isInstanceOfSatisfying(ViewState.Failing.class, failing -> assertThat(
                        failing.failure().message())
                .contains("IllegalStateException")
                .doesNotContain("secret"));

        // When
        fault = Optional.empty();
        schedule.pass(Duration.ofMinutes(1));

        // Then
        assertThat(listing.state()).isEqualTo(new ViewState.Current());
    }

    @Test
    void shouldListOnceMoreForAllWhoAskWhileOneIsUnderWay() throws InterruptedException {
        // Given
        CountDownLatch mayEnd = new CountDownLatch(1);
        onTheWay = () -> awaitUninterrupted(mayEnd);
        Thread first = asking();
        inEcr.put("a", "a=2");

        // When
        List<Thread> others = List.of(asking(), asking(), asking());
        onTheWay = () -> {};
        mayEnd.countDown();
        first.join();
        for (Thread other : others) {
            other.join();
        }

        // Then
        assertThat(calls).as("two listings of two pages").isEqualTo(4);
        assertThat(listing.get("a")).isEqualTo(Reading.found("a=2"));
    }

    @Test
    void shouldEndWithItsConnection() {
        // Given
        listing.track("uid");
        schedule.pass(Duration.ofMinutes(1));
        calls = 0;

        // When
        listing.close();
        listing.track("other");
        schedule.pass(Duration.ofHours(5));

        // Then
        assertThat(calls).isZero();
        assertThat(schedule.waiting()).isZero();
    }

    private Page<String> page(String token) {
        calls++;
        List<String> all = List.copyOf(inEcr.values());
        int from = token == null ? 0 : Integer.parseInt(token);
        int to = Math.min(all.size(), from + 2);
        Page<String> page = new Page<>(all.subList(from, to), to < all.size() ? String.valueOf(to) : null);
        if (fault.isPresent() && faultyPage.equals(Optional.ofNullable(token).filter(any -> faultyPage.isPresent()))) {
            throw fault.get();
        }
        onTheWay.run();
        return page;
    }

    private static AwsException failure(Kind kind) {
        return new AwsException(new AwsFailure(kind, "DescribeThings", kind.name(), "the test says so", null), null);
    }

    /** A thread that has asked for a listing and waits. */
    private Thread asking() {
        Thread thread = Thread.ofPlatform().start(listing::refresh);
        await().until(thread::getState, Thread.State.WAITING::equals);
        return thread;
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
