package io.ecroperator.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.access.Powers;
import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplate;
import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplateStatus;
import io.ecroperator.aws.AwsConnection;
import io.ecroperator.aws.AwsConnectionSource;
import io.ecroperator.aws.ConnectionSpec;
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
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose a template is that ECR has and that no answer has told of. */
class TemplateOwnershipTest {

    private final VirtualClock clock = new VirtualClock();
    private final VirtualScheduler scheduler = new VirtualScheduler(clock);
    private final InMemoryTemplates ecr = new InMemoryTemplates(clock);
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
    private final EcrRepositoryCreationTemplateKind kind = new EcrRepositoryCreationTemplateKind(registries, clock);
    private final Pass<
                    EcrRepositoryCreationTemplate,
                    EcrRepositoryCreationTemplateStatus,
                    DesiredTemplate,
                    ObservedTemplate,
                    TemplateChange>
            pass = new Pass<>(kind);
    private final EcrRepositoryCreationTemplate object =
            Templates.object("team-a", "{appliedFor: [REPLICATION], description: ours}");

    @Test
    void shouldKnowATemplateAgainWhoseCreationWasNotAnswered() {
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
    void shouldCreateTheTemplateAtOnceWhoseCreationWasNotCarriedOut() {
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
        assertThat(ecr.templates()).containsKey("team-a");
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
        assertThat(ecr.templates()).containsKey("team-a");
    }

    @Test
    void shouldNotDeleteAnotherTemplateThanItHasAskedFor() {
        // Given
        ecr.failCreate(Optional.of(Fault.of(Kind.TRANSIENT)));
        reconcile();
        ecr.create("team-a", "somebody else's");

        // When
        Deletion deletion = delete();

        // Then
        assertThat(deletion).isInstanceOf(Deletion.Released.class);
        assertThat(ecr.templates()).containsKey("team-a");
    }

    @Test
    void shouldNotWriteToATemplateThatOthersHaveCreatedInItsPlaceSinceTheListing() {
        // Given
        reconcile();
        clock.pass(Duration.ofSeconds(1));
        ecr.create("team-a", "somebody else's");

        // When
        edit("{appliedFor: [REPLICATION], description: edited}");

        // Then
        assertThat(ready()).isEqualTo("False NotOwned");
        assertThat(ecr.templates().get("team-a").description()).hasValue("somebody else's");
    }

    @Test
    void shouldCallNothingWhileNothingDiffers() {
        // Given
        reconcile();
        edit("{appliedFor: [REPLICATION], description: edited}");
        ecr.calls();

        // When
        reconcile();
        reconcile();

        // Then
        assertThat(ready()).isEqualTo("True InSync");
        assertThat(ecr.calls()).isEmpty();
    }

    private void edit(String spec) {
        object.setSpec(Templates.object("team-a", spec).getSpec());
        object.getMetadata().setGeneration(3L);
        reconcile();
    }

    private void othersCreate() {
        clock.pass(Duration.ofDays(2));
        ecr.failCreate(Optional.empty());
        ecr.create("team-a", "ours");
        connection.templateListing().refresh();
    }

    private void reconcile() {
        connection.templateListing().track("test");
        scheduler.pass(Duration.ofMinutes(1));
        if (!(TemplateResolver.resolve(object) instanceof Resolved<DesiredTemplate> wanted)) {
            throw new IllegalStateException("refused");
        }
        Outcome<DesiredTemplate, ObservedTemplate, TemplateChange> outcome = pass.run(connection, object, wanted);
        object.setStatus(kind.status(
                object,
                new StatusFactory<>(EcrRepositoryCreationTemplateKind.FACTS, clock).common(object, outcome),
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
        InMemoryDoors doors = new InMemoryDoors(Templates.HERE.accountId(), any -> new InMemoryEcr(clock));
        return new AwsConnectionSource() {
            @Override
            public AwsConnection connection(ConnectionSpec spec) {
                AwsConnection walled = doors.connection(spec);
                RegistryDoors registry = walled.registryDoors();
                return new AwsConnection(
                        walled.regionSource(),
                        walled.repositoryDoors(),
                        new RegistryDoors(
                                registry.cacheRules(), ecr, registry.settings(), registry.publicRepositories()),
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
