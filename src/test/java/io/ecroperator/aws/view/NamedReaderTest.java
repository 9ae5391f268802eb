package io.ecroperator.aws.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.support.InMemoryEcr;
import io.ecroperator.support.InMemoryEcr.Call;
import io.ecroperator.support.InMemoryEcr.Fault;
import io.ecroperator.support.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is known of a registry, and at what cost, where ECR may not be listed. */
class NamedReaderTest {

    private static final String LIST = "DescribeRepositories";
    private static final String BY_NAME = "DescribeNamedRepositories";

    private final VirtualClock clock = new VirtualClock();
    private final InMemoryEcr ecr = new InMemoryEcr(clock);
    private final RegistryView view = new RegistryView(clock);
    private final Sweeper sweeper = new Sweeper(ViewUpdatingDoors.of(ecr.doors(), view), ecr, view, clock);
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void mayNotList() {
        view.onChange(told::add);
        deny(call -> false);
    }

    @Test
    void shouldReadAHundredByACall() {
        // Given
        for (int i = 0; i < 250; i++) {
            declare("r" + i);
            ecr.put("r" + i, Map.of("k", "v"));
        }
        ecr.put("stranger", Map.of());

        // When
        boolean swept = sweeper.sweep();

        // Then
        assertThat(swept).isTrue();
        assertThat(view.state()).isInstanceOf(ViewState.ByName.class);
        assertThat(view.get("r249").tags()).isEqualTo(Reading.found(Map.of("k", "v")));
        assertThat(view.get("stranger")).as("nobody has looked").isEqualTo(ViewedRepository.UNREAD);
        assertThat(ecr.drainOperations()).containsExactly(LIST, BY_NAME, BY_NAME, BY_NAME, "GetResources");

        // When
        told.clear();
        sweeper.sweep();

        // Then
        assertThat(ecr.drainOperations()).containsExactly(BY_NAME, BY_NAME, BY_NAME, "GetResources");
        assertThat(told).isEmpty();
    }

    @Test
    void shouldReadInTheSameSweepWhatIsDeclaredMeanwhile() {
        // Given
        declare("a");
        ecr.put("a", Map.of());
        ecr.put("b", Map.of());
        deny(call -> {
            declare("b");
            return false;
        });

        // When
        sweeper.sweep();

        // Then
        assertThat(view.get("b").repository()).isInstanceOf(Reading.Found.class);
    }

    @Test
    void shouldFindTheOneThatIsGoneAmongAHundredAndKeepTheOthers() {
        // Given
        declared(100);
        sweeper.sweep();
        ecr.remove("r57");
        ecr.drainCalls();
        told.clear();

        // When
        sweeper.sweep();

        // Then
        assertThat(view.get("r57")).isEqualTo(ViewedRepository.ABSENT);
        assertThat(view.repositories()).hasSize(99);
        assertThat(told).containsExactly("r57");
        assertThat(ecr.drainOperations()).filteredOn(BY_NAME::equals).hasSizeLessThan(20);

        // When
        sweeper.sweep();

        // Then
        assertThat(ecr.drainOperations())
                .as("what is known to be missing is asked for by itself")
                .filteredOn(BY_NAME::equals)
                .hasSize(2);
    }

    @Test
    void shouldCostOneCallForEachWhereNothingIsThere() {
        // Given
        for (int i = 0; i < 100; i++) {
            declare("r" + i);
        }

        // When
        sweeper.sweep();

        // Then
        assertThat(ecr.drainOperations()).filteredOn(BY_NAME::equals).hasSizeLessThan(110);
        assertThat(view.get("r99")).isEqualTo(ViewedRepository.ABSENT);
    }

    @Test
    void shouldNotTakeForGoneWhatItMayNotSee() {
        // Given
        declared(10);
        sweeper.sweep();
        told.clear();
        deny(call -> call.about().matches("(.*,)?r3(,.*)?"));

        // When
        sweeper.sweep();

        // Then
        assertThat(view.descriptionRefused("r3"))
                .hasValueSatisfying(failure -> assertThat(failure.kind()).isEqualTo(Kind.DENIED));
        assertThat(view.get("r3").repository()).isInstanceOf(Reading.Found.class);
        assertThat(view.repositories()).hasSize(10);
        assertThat(told).containsExactly("r3");
        assertThat(new Freshness(view, sweeper, Duration.ofHours(1), clock).refusedRepositories())
                .isEqualTo(1);

        // When
        deny(call -> false);
        sweeper.sweep();

        // Then
        assertThat(view.descriptionRefused("r3")).isEmpty();
    }

    @Test
    void shouldAskAgainForSomeOfManyThatItMayNotSeeAndForEachInTurn() {
        // Given
        declared(100);
        deny(call -> Stream.of(call.about().split(",")).anyMatch(name -> name.matches("r[5-9].")));
        sweeper.sweep();
        ecr.drainCalls();

        // When
        List<String> again = new ArrayList<>();
        for (int sweep = 0; sweep < 3; sweep++) {
            clock.pass(Duration.ofMinutes(1));
            sweeper.sweep();
            List<String> single = ecr.drainCalls().stream()
                    .filter(call -> call.operation().equals(BY_NAME))
                    .map(Call::about)
                    .filter(about -> about.matches("r[5-9]."))
                    .toList();
            assertThat(single).hasSize(20);
            again.addAll(single);
        }

        // Then
        assertThat(Set.copyOf(again)).hasSize(50);
    }

    @Test
    void shouldGiveUpSoonWhereItMaySeeNothing() {
        // Given
        for (int i = 0; i < 500; i++) {
            declare("r" + i);
        }
        deny(call -> true);

        // When
        boolean swept = sweeper.sweep();

        // Then
        assertThat(swept).isFalse();
        assertThat(view.state()).isInstanceOf(ViewState.Failing.class);
        assertThat(ecr.drainOperations()).hasSizeLessThan(20);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"THROTTLED", "TRANSIENT", "CREDENTIALS"})
    void shouldNotSplitACallThatAwsIsTooBusyFor(Kind kind) {
        // Given
        declared(100);
        sweeper.sweep();
        ecr.drainCalls();
        ecr.remove("r1");
        ecr.fail(BY_NAME, Fault.of(kind));

        // When
        boolean swept = sweeper.sweep();

        // Then
        assertThat(swept).isFalse();
        assertThat(view.repositories()).hasSize(100);
        assertThat(ecr.drainOperations()).containsExactly(BY_NAME);
    }

    @Test
    void shouldTrustAListingUntilItsRefusalIsRepeated() {
        // Given
        ecr.recover();
        declared(3);
        ecr.put("stranger", Map.of());
        sweeper.sweep();
        deny(call -> false);

        // When
        sweeper.sweep();
        sweeper.sweep();

        // Then
        assertThat(view.state()).isInstanceOf(ViewState.Current.class);

        // When
        ecr.remove("r1");
        sweeper.sweep();

        // Then
        assertThat(view.state()).isInstanceOf(ViewState.ByName.class);
        assertThat(view.get("r1")).isEqualTo(ViewedRepository.ABSENT);
        assertThat(view.get("r2").repository()).isInstanceOf(Reading.Found.class);
        assertThat(view.get("stranger")).isEqualTo(ViewedRepository.UNREAD);
        assertThat(view.get("never listed")).isEqualTo(ViewedRepository.UNREAD);
    }

    @Test
    void shouldListAgainOnceTheRightIsBack() {
        // Given
        declared(3);
        ecr.put("stranger", Map.of());
        sweeper.sweep();
        ecr.recover();
        clock.pass(Sweeper.LISTING_REFUSAL_REMEMBERED.minusSeconds(1));
        sweeper.sweep();
        assertThat(view.state()).isInstanceOf(ViewState.ByName.class);
        told.clear();

        // When
        clock.pass(Duration.ofSeconds(1));
        sweeper.sweep();

        // Then
        assertThat(view.state()).isInstanceOf(ViewState.Current.class);
        assertThat(view.get("stranger").repository()).isInstanceOf(Reading.Found.class);
        assertThat(view.get("never there")).isEqualTo(ViewedRepository.ABSENT);
        assertThat(told).as("all who rely on the picture").contains("r0", "r1", "r2");
    }

    @Test
    void shouldKnowNothingOfTheUndeclaredAlsoWhileAwsIsAwayAfterwards() {
        // Given
        declared(3);
        sweeper.sweep();
        ecr.fail(call -> Optional.of(Fault.of(Kind.TRANSIENT)));

        // When
        for (int i = 0; i < 3; i++) {
            sweeper.sweep();
        }

        // Then
        assertThat(view.state()).isInstanceOf(ViewState.Failing.class);
        assertThat(view.get("stranger")).isEqualTo(ViewedRepository.UNREAD);
    }

    private void declared(int count) {
        for (int i = 0; i < count; i++) {
            declare("r" + i);
            ecr.put("r" + i, Map.of("k", "v"));
        }
    }

    private void declare(String name) {
        view.track(name, name, Set.of(DeepFacet.TAGS));
    }

    /** Denies the listing, and these reads by name. */
    private void deny(Function<Call, Boolean> named) {
        ecr.fail(call -> call.operation().equals(LIST) || (call.operation().equals(BY_NAME) && named.apply(call))
                ? Optional.of(Fault.of(Kind.DENIED))
                : Optional.empty());
    }
}
