package io.ecroperator.publicrepository;

import static io.ecroperator.publicrepository.PublicRepositories.ARN;
import static io.ecroperator.publicrepository.PublicRepositories.CREATED;
import static io.ecroperator.publicrepository.PublicRepositories.LOGO;
import static io.ecroperator.publicrepository.PublicRepositories.LOGO_DIGEST;
import static io.ecroperator.publicrepository.PublicRepositories.LOGO_URL;
import static io.ecroperator.publicrepository.PublicRepositories.NOTHING;
import static io.ecroperator.publicrepository.PublicRepositories.OWNED;
import static io.ecroperator.publicrepository.PublicRepositories.OWNER;
import static io.ecroperator.publicrepository.PublicRepositories.object;
import static io.ecroperator.publicrepository.PublicRepositories.resolved;
import static io.ecroperator.publicrepository.PublicRepositories.seen;
import static io.ecroperator.publicrepository.PublicRepositoryStatusRecords.after;
import static io.ecroperator.publicrepository.PublicRepositoryStatusRecords.planned;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrPublicRepository;
import io.ecroperator.api.v1alpha1.EcrPublicRepositoryStatus;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.managed.Applied;
import io.ecroperator.managed.Look;
import io.ecroperator.managed.Observation.Seen;
import io.ecroperator.managed.Observed;
import io.ecroperator.managed.Outcome;
import io.ecroperator.managed.Plan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublicRepositoryStatusFactoryTest {

    private static final String WITH_LOGO = "{catalogData: {logoImage: '" + LOGO + "'}, tags: {team: a}}";

    @Test
    void shouldTellWhereTheRepositoryIsAndWhatWasWritten() {
        // When
        EcrPublicRepositoryStatus status =
                after("api", planned(WITH_LOGO, seen(), NOTHING, false)).getStatus();

        // Then
        assertThat(status.repositoryUri()).isEqualTo("public.ecr.aws/a1b2c3d4/api");
        assertThat(status.repositoryArn()).isEqualTo(ARN);
        assertThat(status.createdAt()).isEqualTo(CREATED.toString());
        assertThat(status.managedTagKeys()).containsExactly(OWNER, "team");
        assertThat(status.logo()).isEqualTo(new EcrPublicRepositoryStatus.Logo(LOGO_DIGEST, LOGO_URL));
    }

    @Test
    void shouldBeTheSameTheSecondTime() {
        // Given
        EcrPublicRepository object = after("api", planned(WITH_LOGO, seen(), NOTHING, false));
        EcrPublicRepositoryStatus first = object.getStatus();

        // When
        after(object, planned(WITH_LOGO, seen(), OWNED, false));

        // Then
        assertThat(object.getStatus()).isEqualTo(first);
    }

    @Test
    void shouldKeepTheLogoOfTheSameIncarnationOnly() {
        // Given
        EcrPublicRepository object = after("api", planned(WITH_LOGO, seen(), NOTHING, false));

        // When
        after(object, planned("{}", seen(), OWNED, false));

        // Then
        assertThat(object.getStatus().logo()).isNotNull();

        // When
        EcrPublicRepository again = after("api", planned(WITH_LOGO, seen(), NOTHING, false));
        again.setStatus(with(again.getStatus(), CREATED.minusSeconds(1).toString()));
        after(again, planned("{}", seen(), OWNED, false));

        // Then
        assertThat(again.getStatus().logo()).isNull();
    }

    @Test
    void shouldRememberTheTagsOfACreationThatWasNotAnswered() {
        // Given
        ObservedPublicRepository absent = ObservedPublicRepository.of(Reading.absent());
        Plan<PublicRepositoryChange> plan =
                PublicRepositoryPlanner.plan(resolved(WITH_LOGO).desired(), absent, NOTHING);
        AwsFailure lost = new AwsFailure(Kind.TRANSIENT, "CreateRepository", "Code", "No answer.", "request-1");
        Applied<PublicRepositoryChange> applied = new Applied<>(
                List.of(), List.of(new Applied.Failed<>(plan.changes().getFirst(), lost)));

        // When
        EcrPublicRepositoryStatus status = after(
                        "api",
                        new Observed<>(
                                resolved(WITH_LOGO), Seen.of(absent, Look.KNOWN), plan, List.of(), applied, false))
                .getStatus();

        // Then
        assertThat(status.managedTagKeys()).containsExactly("team");
        assertThat(status.createdAt()).isNull();
    }

    @Test
    void shouldNotTellOfARepositoryThatIsNotItsOwn() {
        // When
        EcrPublicRepositoryStatus refused = after(
                        "api", planned("{}", seen(Map.of(), Optional.empty()), NOTHING, false))
                .getStatus();
        EcrPublicRepositoryStatus watched =
                after("api", planned("{}", seen(), NOTHING, true)).getStatus();

        // Then
        assertThat(refused.repositoryUri()).isNull();
        assertThat(watched.repositoryUri()).isNotNull();
        assertThat(watched.managedTagKeys()).isNull();
    }

    @Test
    void shouldKeepWhatIsKnownWhileNothingWasLookedAt() {
        // Given
        EcrPublicRepository object = after("api", planned(WITH_LOGO, seen(), NOTHING, false));

        // When
        after(object, new Outcome.Paused<>());

        // Then
        assertThat(object.getStatus().managedTagKeys()).containsExactly(OWNER, "team");
        assertThat(object.getStatus().logo()).isNotNull();
        assertThat(object("api", "{}").getStatus()).isNull();
    }

    private static EcrPublicRepositoryStatus with(EcrPublicRepositoryStatus status, String createdAt) {
        return new EcrPublicRepositoryStatus(
                status.observedGeneration(),
                status.conditions(),
                status.repositoryUri(),
                status.repositoryArn(),
                status.registryId(),
                createdAt,
                status.logo(),
                status.managedTagKeys(),
                status.drift(),
                status.plan(),
                status.lastHandledReconcileAt());
    }
}
