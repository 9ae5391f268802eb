package io.ecroperator.pullthrough;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.access.Powers;
import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRule;
import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRuleStatus;
import io.ecroperator.aws.AwsConnection;
import io.ecroperator.aws.AwsConnectionSource;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.NewPullThroughCacheRule;
import io.ecroperator.aws.RegistryDoors;
import io.ecroperator.aws.connection.Connections;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.view.RegistryWatch.Periods;
import io.ecroperator.heartbeat.Background;
import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.managed.Deletion;
import io.ecroperator.managed.Outcome;
import io.ecroperator.managed.Pass;
import io.ecroperator.managed.RequestAnnotations;
import io.ecroperator.managed.Resolution.Resolved;
import io.ecroperator.managed.StatusFactory;
import io.ecroperator.reference.EcrRegistries;
import io.ecroperator.reference.OwnRegistry;
import io.ecroperator.reference.Registries;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.support.InMemoryDoors;
import io.ecroperator.support.InMemoryEcr;
import io.ecroperator.support.InMemoryEcr.Fault;
import io.ecroperator.support.VirtualClock;
import io.ecroperator.support.VirtualScheduler;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose a rule is that ECR has and that no answer has told of. */
class RuleOwnershipTest {

    private final VirtualClock clock = new VirtualClock();
    private final VirtualScheduler scheduler = new VirtualScheduler(clock);
    private final InMemoryRules ecr = new InMemoryRules(clock);
    private final Connections connections = new Connections(
            doors(), new Background(clock, new Random(1), scheduler, Runnable::run, Heartbeats.unwatched()));
    private final Registries registries = new Registries(
            connections,
            new OwnRegistry(
                    connections,
                    ConnectionSpec.ambient(),
                    new Periods(Duration.ofMinutes(5), Duration.ofHours(1)),
                    Powers.NONE),
            EcrRegistries.notServed());
    private final EcrConnection connection = registries.own();
    private final EcrPullThroughCacheRuleKind kind = new EcrPullThroughCacheRuleKind(registries, clock);
    private final Pass<EcrPullThroughCacheRule, EcrPullThroughCacheRuleStatus, DesiredRule, ObservedRule, RuleChange>
            pass = new Pass<>(kind);
    private final EcrPullThroughCacheRule object = Rules.object("hub", "{upstreamRegistryUrl: registry-1.docker.io}");

    @Test
    void shouldKnowARuleAgainWhoseCreationWasNotAnswered() {
        // Given
        ecr.failCreate(Optional.of(Fault.lostAnswer()));
        reconcile();
        ecr.failCreate(Optional.empty());

        // When
        reconcile();

        // Then
        assertThat(object.getStatus().owned()).isTrue();
        assertThat(ready()).isEqualTo("True InSync");
    }

    @Test
    void shouldCreateTheRuleAtOnceWhoseCreationWasNotCarriedOut() {
        // Given
        ecr.failCreate(Optional.of(Fault.of(Kind.TRANSIENT)));
        reconcile();
        assertThat(ready()).isEqualTo("Unknown AwsUnavailable");
        ecr.failCreate(Optional.empty());

        // When
        reconcile();

        // Then
        assertThat(object.getStatus().owned()).isTrue();
        assertThat(ready()).isEqualTo("True InSync");
    }

    @ParameterizedTest
    @EnumSource(names = {"DENIED", "INVALID", "QUOTA", "DEPENDENCY", "THROTTLED"})
    void shouldNotTakeForItsOwnWhatOthersCreateAfterItsCreationWasRefused(Kind why) {
        // Given
        ecr.failCreate(Optional.of(Fault.of(why)));
        reconcile();

        // When
        othersCreate();
        reconcile();

        // Then
        assertThat(ready()).isEqualTo("False NotOwned");

        // When
        delete();

        // Then
        assertThat(ecr.rules()).containsKey("hub");
    }

    @Test
    void shouldNotTakeForItsOwnWhatOthersCreateAfterARepeatedCreationWasRefused() {
        // Given
        ecr.failCreate(Optional.of(Fault.of(Kind.TRANSIENT)));
        reconcile();
        ecr.failCreate(Optional.of(Fault.of(Kind.DENIED)));
        reconcile();

        // When
        othersCreate();
        reconcile();

        // Then
        assertThat(ready()).isEqualTo("False NotOwned");

        // When
        delete();

        // Then
        assertThat(ecr.rules()).containsKey("hub");
    }

    @Test
    void shouldNotDeleteAnotherRuleThanItHasAskedFor() {
        // Given
        ecr.failCreate(Optional.of(Fault.of(Kind.TRANSIENT)));
        reconcile();
        ecr.create(new NewPullThroughCacheRule(
                "hub", "quay.io", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));

        // When
        Deletion deletion = delete();

        // Then
        assertThat(deletion).isInstanceOf(Deletion.Released.class);
        assertThat(ecr.rules()).containsKey("hub");
    }

    @Test
    void shouldLeaveARoleThatHasComeSinceTheListing() {
        // Given
        reconcile();
        String role = "arn:aws:iam::123456789012:role/somebody-elses";
        ecr.updatePullThroughCacheRule("hub", Optional.empty(), Optional.of(role));

        // When
        object.setSpec(Rules.object(
                        "hub",
                        "{upstreamRegistryUrl: registry-1.docker.io, credentialArn: '" + Rules.SECRET + "AAAAAA'}")
                .getSpec());
        object.getMetadata().setGeneration(3L);
        reconcile();

        // Then
        assertThat(ecr.rules().get("hub").credentialArn()).hasValue(Rules.SECRET + "AAAAAA");
        assertThat(ecr.rules().get("hub").customRoleArn()).hasValue(role);
    }

    @Test
    void shouldHaveEcrTryTheUpstreamAgainWhenThatIsRequested() {
        // Given
        reconcile();
        scheduler.pass(Duration.ofHours(2));
        ecr.calls();

        // When
        object.getMetadata().setAnnotations(Map.of(RequestAnnotations.REQUESTED_AT, "once"));
        reconcile();
        reconcile();

        // Then
        assertThat(ecr.calls()).containsExactly("DescribePullThroughCacheRules", "ValidatePullThroughCacheRule");
    }

    private void othersCreate() {
        clock.pass(Duration.ofDays(2));
        ecr.failCreate(Optional.empty());
        ecr.create(new NewPullThroughCacheRule(
                "hub", "registry-1.docker.io", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
        connection.cacheRuleListing().refresh();
    }

    private void reconcile() {
        connection.cacheRuleListing().track("test");
        scheduler.pass(Duration.ofMinutes(1));
        if (!(RuleResolver.resolve(object) instanceof Resolved<DesiredRule> wanted)) {
            throw new IllegalStateException("refused");
        }
        Outcome<DesiredRule, ObservedRule, RuleChange> outcome = pass.run(connection, object, wanted);
        object.setStatus(kind.status(
                object,
                new StatusFactory<>(EcrPullThroughCacheRuleKind.FACTS, clock).common(object, outcome),
                outcome));
    }

    private Deletion delete() {
        return kind.delete(connection, object);
    }

    private String ready() {
        return Conditions.find(object.getStatus().conditions(), ConditionType.READY)
                .map(condition -> condition.getStatus() + " " + condition.getReason())
                .orElse("");
    }

    private AwsConnectionSource doors() {
        InMemoryDoors doors = new InMemoryDoors(Rules.ACCOUNT, any -> new InMemoryEcr(clock));
        return new AwsConnectionSource() {
            @Override
            public AwsConnection connection(ConnectionSpec spec) {
                AwsConnection walled = doors.connection(spec);
                RegistryDoors registry = walled.registryDoors();
                return new AwsConnection(
                        walled.regionSource(),
                        walled.repositoryDoors(),
                        new RegistryDoors(
                                ecr, registry.templates(), registry.settings(), registry.publicRepositories()),
                        walled.tagging(),
                        walled.callerIdentity(),
                        walled.rates(),
                        walled.authorization(),
                        walled.publicAuthorization());
            }

            @Override
            public void close(ConnectionSpec spec) {
                doors.close(spec);
            }
        };
    }
}
