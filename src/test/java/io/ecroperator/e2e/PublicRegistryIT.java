package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrPublicRepository;
import io.ecroperator.api.v1alpha1.EcrPublicRepositorySpec;
import io.ecroperator.emulator.LoggedCall;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Reason;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which public registry an object means, and who may use it. */
@ExtendWith(SharedCluster.class)
class PublicRegistryIT {

    private static final String ACCOUNT = "111111111111";

    private World world;
    private RegistryObjects registries;
    private KindObjects<EcrPublicRepositorySpec, EcrPublicRepository> repositories;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = World.start(cluster);
        registries = new RegistryObjects(world);
        repositories = world.objects(EcrPublicRepository.class);
    }

    @AfterEach
    void stop() {
        registries.close();
        world.close();
    }

    @Test
    void shouldMeanTheAccountWhateverTheRegion() {
        // Given
        String europe = registries.apply("europe", ACCOUNT, "eu-west-1", "");
        String america = registries.apply("america", ACCOUNT, "us-east-1", "");
        EcrPublicRepository older =
                repositories.applyReady("older", "{repositoryName: api, registryRef: {name: " + europe + "}}");

        // When
        repositories.apply("younger", "{repositoryName: api, registryRef: {name: " + america + "}}");

        // Then
        repositories.awaitNotReady("younger", Reason.DUPLICATE);
        assertThat(older.getStatus().repositoryArn()).isEqualTo("arn:aws:ecr-public::" + ACCOUNT + ":repository/api");
        assertThat(world.emulator().publicRegistry(ACCOUNT).repositoryNames()).containsExactly("api");
    }

    @Test
    void shouldRefuseAPartitionWithoutEcrPublicBeforeAnyCall() {
        // Given
        String china = registries.apply("china", ACCOUNT, "cn-north-1", "");

        // When
        repositories.apply("api", "registryRef: {name: " + china + "}");

        // Then
        EcrPublicRepository refused = repositories.awaitCondition(
                "api", ConditionType.RESOLVED_REFS, ConditionStatus.FALSE, Reason.INVALID_SPEC);
        assertThat(World.condition(refused, ConditionType.READY).getMessage()).contains("cn-north-1", "no ECR Public");
        assertThat(world.emulator().calls().entries())
                .extracting(LoggedCall::operation)
                .doesNotContain("DescribeRepositories", "CreateRepository");
    }

    /** What is pushed there is everybody's, which no pattern of names bounds. */
    @Test
    void shouldLetInWhereTheKindIsNamed() {
        // Given
        String prod = registries.apply(
                "prod", ACCOUNT, "eu-west-1", "access: [{namespaces: ['*'], repositoryNamePatterns: ['team/*']}]");
        repositories.apply("api", "{repositoryName: team/api, registryRef: {name: " + prod + "}}");
        repositories.awaitNotReady("api", Reason.NOT_PERMITTED);

        // When
        registries.apply(
                "prod",
                ACCOUNT,
                "eu-west-1",
                "access: [{namespaces: ['*'], kinds: [EcrPublicRepository], repositoryNamePatterns: ['team/*']}]");

        // Then
        repositories.awaitReady("api");

        // When
        repositories.apply("other", "registryRef: {name: " + prod + "}");

        // Then
        repositories.awaitNotReady("other", Reason.NOT_PERMITTED);
    }
}
