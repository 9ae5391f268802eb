package io.ecroperator.e2e;

import static io.ecroperator.e2e.LifecyclePolicies.keep;
import static io.ecroperator.e2e.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.emulator.Registry;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Reason;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One operator works on several accounts: names are those of one registry. */
@ExtendWith(SharedCluster.class)
class SeveralRegistriesIT {

    private static final String PROD = "111111111111";
    private static final String DEV = "222222222222";
    private static final String REGION = World.REGION;

    private World world;
    private RegistryObjects registries;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = World.start(cluster);
        registries = new RegistryObjects(world);
    }

    @AfterEach
    void stop() {
        registries.close();
        world.close();
    }

    @Test
    void shouldTakeOneNameInTwoAccountsForTwoRepositories() {
        // Given
        String prod = registries.apply("prod", PROD, REGION, "");
        String dev = registries.apply("dev", DEV, REGION, "");

        // When
        world.apply("api-prod", "repositoryName: team/api\nregistryRef: {name: " + prod + "}\ntags: {in: prod}");
        world.apply("api-dev", "repositoryName: team/api\nregistryRef: {name: " + dev + "}\ntags: {in: dev}");
        world.apply("api-own", "repositoryName: team/api\ntags: {in: own}");

        // Then
        world.awaitReady("api-prod");
        world.awaitReady("api-dev");
        world.awaitReady("api-own");
        assertThat(at(PROD).tags("team/api")).containsEntry("in", "prod");
        assertThat(at(DEV).tags("team/api")).containsEntry("in", "dev");
        assertThat(world.ecr().tags("team/api")).containsEntry("in", "own");

        // When
        world.resource("api-dev").delete();

        // Then
        eventually("it is deleted", () -> assertThat(world.get("api-dev")).isNull());
        assertThat(at(DEV).repository("team/api")).isEmpty();
        assertThat(at(PROD).repository("team/api")).isPresent();
    }

    @Test
    void shouldLetTheOlderHaveARepositoryToWhichTwoEcrRegistriesLead() {
        // Given
        String prod = registries.apply("prod", PROD, REGION, "");
        String again = registries.apply("prod-again", PROD, REGION, "drift: {sweepPeriod: 1h}");
        world.applyReady("older", "repositoryName: team/api\nregistryRef: {name: " + prod + "}");

        // When
        world.apply("younger", "repositoryName: team/api\nregistryRef: {name: " + again + "}\nadoptionPolicy: Always");

        // Then
        world.awaitNotReady("younger", Reason.DUPLICATE_REPOSITORY);
    }

    @Test
    void shouldGiveRepositoriesWhatTheirRegistryHasByDefault() {
        // Given
        String defaults = """
                defaults:
                  tags: {cost-center: "1", team: none}
                  imageTagMutability: IMMUTABLE
                  encryptionConfiguration: {encryptionType: KMS}
                """;
        String prod = registries.apply("prod", PROD, REGION, defaults);

        // When
        world.applyReady("api", "registryRef: {name: " + prod + "}\ntags: {team: a}");

        // Then
        assertThat(at(PROD).tags("api")).containsEntry("cost-center", "1").containsEntry("team", "a");
        assertThat(at(PROD).repository("api").orElseThrow().imageTagMutability())
                .isEqualTo("IMMUTABLE");
        assertThat(at(PROD).repository("api").orElseThrow().encryptionType()).isEqualTo("KMS");

        // When
        registries.apply("prod", PROD, REGION, "defaults: {tags: {cost-center: \"2\"}}");

        // Then
        eventually("the repository follows", () -> assertThat(at(PROD).tags("api"))
                .containsEntry("cost-center", "2")
                .containsEntry("team", "a"));
        assertThat(at(PROD).repository("api").orElseThrow().imageTagMutability())
                .as("nobody asks for another")
                .isEqualTo("IMMUTABLE");
    }

    @Test
    void shouldMakeNothingAnewWhereADefaultLeadsElsewhere() {
        // Given
        world.applyReady("api", "");

        // When
        registries.applyNamed("default", PROD, REGION);

        // Then
        assertThat(world.awaitCondition(
                                "api", ConditionType.RESOLVED_REFS, ConditionStatus.FALSE, Reason.REGISTRY_MISMATCH)
                        .getStatus()
                        .repositoryArn())
                .contains(World.ACCOUNT);
        assertThat(at(PROD).repository("api")).isEmpty();
        assertThat(world.ecr().repository("api")).isPresent();

        // When
        registries.delete("default");

        // Then
        world.awaitReady("api");
    }

    @Test
    void shouldPutAPolicyByNameOnlyInItsRegistry() {
        // Given
        String prod = registries.apply(
                "prod", PROD, REGION, "access: [{namespaces: ['*'], powers: [RepositoryNamePatterns]}]");
        world.applyReady("cache-own", "repositoryName: cache/own");
        at(PROD).createRepository("cache/nginx", Map.of());
        world.ecr().createRepository("cache/nginx", Map.of());
        LifecyclePolicies policies = new LifecyclePolicies(world);

        // When
        policies.apply("cache", keep(3) + "\nrepositoryNamePatterns: ['cache/*']\nregistryRef: {name: " + prod + "}");

        // Then
        eventually("it is in ECR", () -> assertThat(
                        at(PROD).lifecyclePolicyText("cache/nginx").orElseThrow())
                .contains("\"countNumber\":3"));
        assertThat(world.ecr().lifecyclePolicyText("cache/nginx")).isEmpty();
        assertThat(world.ecr().lifecyclePolicyText("cache/own")).isEmpty();
    }

    private Registry at(String account) {
        return world.emulator().registry(account, REGION);
    }
}
