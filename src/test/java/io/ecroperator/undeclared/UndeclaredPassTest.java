package io.ecroperator.undeclared;

import static io.ecroperator.attachment.PolicyObjects.KEEP_10;
import static io.ecroperator.attachment.PolicyObjects.KEEP_20;
import static io.ecroperator.attachment.PolicyObjects.deleted;
import static io.ecroperator.attachment.PolicyObjects.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.access.Power;
import io.ecroperator.access.Powers;
import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.RegistryKind;
import io.ecroperator.attachment.Attachments;
import io.ecroperator.attachment.PolicyObjects;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.view.RegistryWatch.Periods;
import io.ecroperator.lifecycle.LifecyclePolicyDoor;
import io.ecroperator.ownership.Cluster;
import io.ecroperator.ownership.Ownership;
import io.ecroperator.reference.Registries;
import io.ecroperator.reference.RegistryUse;
import io.ecroperator.support.InMemoryEcr;
import io.ecroperator.support.InMemoryRegistries;
import io.ecroperator.support.PowersOf;
import io.ecroperator.support.VirtualClock;
import io.ecroperator.support.VirtualScheduler;
import io.ecroperator.undeclared.UndeclaredReach.Withheld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a policy may not do that it asks for. */
class UndeclaredPassTest {

    private static final String CACHE = ", repositoryNamePatterns: ['cache/*']";
    private static final String FOREIGN =
            Attachments.document(policy("foreign", KEEP_20.replace("20", "7"))).text();
    private static final String REPLACE = ", onExisting: Replace";

    private final VirtualClock clock = new VirtualClock();
    private final InMemoryEcr ecr = new InMemoryEcr(clock);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nothing                  | ''                                  | ''
            nothing                  | CACHE                               | all: patterns
            nothing                  | CACHE REPLACE                       | all: patterns replace
            nothing                  | REPLACE                             | ''
            REPOSITORY_NAME_PATTERNS | CACHE                               | ''
            REPOSITORY_NAME_PATTERNS | CACHE REPLACE                       | rest: replace
            ON_EXISTING_REPLACE      | CACHE REPLACE                       | all: patterns
            """)
    void shouldWithholdWhatIsNotGranted(String granted, String spec, String withheld) {
        // Given
        Powers powers = granted.equals("nothing") ? Powers.NONE : PowersOf.in("team", Power.valueOf(granted));
        String more = (spec.contains("CACHE") ? CACHE : "") + (spec.contains("REPLACE") ? REPLACE : "");

        // When
        UndeclaredReach reach = run(powers, policy("shared", KEEP_10 + more));

        // Then
        assertThat(reach.withheld().map(UndeclaredPassTest::inShort).orElse("")).isEqualTo(withheld);
    }

    @Test
    void shouldNotAskEcrAboutWhatItMayNotReach() {
        // Given
        ecr.put("cache/nginx", Map.of());

        // When
        UndeclaredReach reach = run(Powers.NONE, policy("shared", KEEP_10 + CACHE));

        // Then
        assertThat(reach.isWithheld()).isTrue();
        assertThat(ecr.drainCalls()).isEmpty();
    }

    @Test
    void shouldSayHowManyKeepWhatItHadPut() {
        // Given
        EcrLifecyclePolicy policy = policy("shared", KEEP_10 + CACHE);
        policy.setStatus(PolicyObjects.withStatus("undeclaredRepositories: 7").getStatus());

        // When
        Optional<Withheld> withheld = run(Powers.NONE, policy).withheld();

        // Then
        assertThat(withheld.orElseThrow().why())
                .contains(
                        "The policy that this object has put on 7 repositories stays there, unless somebody else has changed it, until");
    }

    @Test
    void shouldTakeBackItsOwnWithoutAPower() {
        // Given
        EcrLifecyclePolicy withoutPatterns = policy("shared", KEEP_10);
        withoutPatterns.setStatus(
                PolicyObjects.withStatus("undeclaredRepositories: 7").getStatus());

        // Then
        assertThat(run(Powers.NONE, withoutPatterns).withheld()).isEmpty();
        assertThat(run(Powers.NONE, deleted(policy("shared", KEEP_10 + CACHE))).withheld())
                .isEmpty();
    }

    @Test
    void shouldSayInItsStatusThatItReachesARepositoryBeforeItIsPutThere() {
        // Given
        ecr.put("cache/nginx", Map.of());

        // When
        UndeclaredReach reach = run(PowersOf.ALL_NAMESPACES, policy("shared", KEEP_10 + CACHE));

        // Then
        assertThat(ecr.drainCalls()).noneMatch(InMemoryEcr.Call::writes);
        assertThat(reach.attached()).containsExactly("cache/nginx");
        assertThat(reach.unfinished()).isTrue();
        assertThat(reach.drifted()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, false", "0, true", "1, false", "1, true", "2, false"})
    void shouldNotOverwriteWhatOthersSetWhereItsOwnRulesMayNeverHaveArrived(int last, boolean carriedOut) {
        // Given
        ecr.put("cache/nginx", Map.of());
        endAtWrite(last, carriedOut);

        // When
        ecr.change("cache/nginx", held -> held.withLifecyclePolicy(Optional.of(FOREIGN)));
        run(PowersOf.ALL_NAMESPACES, reaching("shared", KEEP_10 + CACHE));
        run(PowersOf.ALL_NAMESPACES, reaching("shared", KEEP_20 + CACHE));

        // Then
        assertThat(ecr.held("cache/nginx").orElseThrow().lifecyclePolicy()).contains(FOREIGN);

        // When
        run(PowersOf.ALL_NAMESPACES, deleted(reaching("shared", KEEP_20 + CACHE)));

        // Then
        assertThat(ecr.held("cache/nginx").orElseThrow().lifecyclePolicy()).contains(FOREIGN);
        assertThat(ecr.held("cache/nginx").orElseThrow().tags()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, false", "0, true", "1, false", "1, true", "2, false", "2, true"})
    void shouldGoOnWhereItEndedAndHoldItFromThen(int last, boolean carriedOut) {
        // Given
        ecr.put("cache/nginx", Map.of());
        endAtWrite(last, carriedOut);

        // When
        run(PowersOf.ALL_NAMESPACES, reaching("shared", KEEP_10 + CACHE));

        // Then
        String ours = ecr.held("cache/nginx").orElseThrow().lifecyclePolicy().orElseThrow();
        assertThat(ecr.held("cache/nginx").orElseThrow().tags())
                .containsEntry(Ownership.LIFECYCLE_POLICY_TAG_KEY, "prod/team/shared");

        // When
        ecr.drainCalls();
        run(PowersOf.ALL_NAMESPACES, reaching("shared", KEEP_10 + CACHE));

        // Then
        assertThat(ecr.drainCalls()).noneMatch(InMemoryEcr.Call::writes);

        // When
        ecr.change("cache/nginx", held -> held.withLifecyclePolicy(Optional.of(FOREIGN)));
        run(PowersOf.ALL_NAMESPACES, reaching("shared", KEEP_10 + CACHE));

        // Then
        assertThat(ecr.held("cache/nginx").orElseThrow().lifecyclePolicy()).contains(ours);
    }

    /** One pass of a process of which the write with this number, from 0, is the last. */
    private void endAtWrite(int last, boolean carriedOut) {
        AtomicInteger writes = new AtomicInteger();
        ecr.fail(call -> {
            int number = call.writes() ? writes.getAndIncrement() : -1;
            return number < last
                    ? Optional.empty()
                    : Optional.of(new InMemoryEcr.Fault(Kind.TRANSIENT, carriedOut && number == last));
        });
        run(PowersOf.ALL_NAMESPACES, reaching("shared", KEEP_10 + CACHE));
        ecr.recover();
    }

    /** A policy whose status says that it reaches repositories that nobody declares. */
    private static EcrLifecyclePolicy reaching(String name, String spec) {
        EcrLifecyclePolicy policy = policy(name, spec);
        policy.setStatus(PolicyObjects.withStatus("undeclaredRepositories: 1").getStatus());
        return policy;
    }

    /** One pass of a process that has just started. */
    private UndeclaredReach run(Powers powers, EcrLifecyclePolicy policy) {
        Periods periods = new Periods(Duration.ofMinutes(5), Duration.ofHours(1));
        VirtualScheduler scheduler = new VirtualScheduler(clock);
        Registries registries = InMemoryRegistries.of(ecr, periods, clock, scheduler, powers);
        if (powers.equals(PowersOf.ALL_NAMESPACES)) {
            registries.own().start();
            scheduler.pass(Duration.ofMinutes(1));
        }
        policy.getMetadata().setUid("11111111-2222-3333-4444-555555555555");
        Cluster cluster = Cluster.of("prod", "0f1e2d3c-0000-4000-8000-000000000001");
        return new UndeclaredPass(new LifecyclePolicyDoor(), cluster, clock)
                .run(
                        policy,
                        registries.resolve(RegistryUse.of(
                                RegistryKind.ECR_LIFECYCLE_POLICY,
                                policy.getMetadata().getNamespace(),
                                null)),
                        List.of(policy),
                        name -> false);
    }

    private static String inShort(Withheld withheld) {
        return (withheld.all() ? "all:" : "rest:")
                + (withheld.why().contains("ECR_OPERATOR_POWERS_REPOSITORY_NAME_PATTERNS") ? " patterns" : "")
                + (withheld.why().contains("ECR_OPERATOR_POWERS_ON_EXISTING_REPLACE") ? " replace" : "");
    }
}
