package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.emulator.RegistryContents;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Three kinds of a field: absent is unmanaged, a value is kept so, explicit empty is removed. */
@ExtendWith({SharedCluster.class, StandIns.class})
class RepositoryFieldsIT {

    private static final String LIFECYCLE = """
            lifecyclePolicy:
              rules:
                - rulePriority: 1
                  selection: {tagStatus: any, countType: imageCountMoreThan, countNumber: 100}
                  action: {type: expire}
            """;
    private static final String POLICY = """
            repositoryPolicy:
              statements:
                - effect: Allow
                  principal: {AWS: ["444455556666"]}
                  action: ["ecr:BatchGetImage"]
            """;

    private World world;

    @BeforeEach
    void start(LocalCluster cluster, StandIn aws) {
        world = World.start(cluster, aws);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    /**
     * A facet.
     *
     * @param value the spec that sets it
     * @param empty the spec that removes it
     * @param isSet fails unless ECR has what {@code value} says
     * @param isRemoved fails unless ECR has what {@code empty} says
     */
    record Facet(
            String name,
            String value,
            String empty,
            Consumer<RegistryContents> isSet,
            Consumer<RegistryContents> isRemoved) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Facet> facets() {
        return List.of(
                new Facet(
                        "tags",
                        "tags: {team: a}",
                        "tags: {}",
                        ecr -> assertThat(ecr.tags("api")).contains(Map.entry("team", "a")),
                        ecr -> assertThat(ecr.tags("api")).containsOnlyKeys("ecr-operator.io/owner")),
                new Facet(
                        "lifecyclePolicy",
                        LIFECYCLE,
                        "lifecyclePolicy: {rules: []}",
                        ecr -> assertThat(ecr.lifecyclePolicyText("api").orElseThrow())
                                .contains("100"),
                        ecr -> assertThat(ecr.lifecyclePolicyText("api")).isEmpty()),
                new Facet(
                        "repositoryPolicy",
                        POLICY,
                        "repositoryPolicy: {statements: []}",
                        ecr -> assertThat(ecr.repositoryPolicyText("api").orElseThrow())
                                .contains("ecr:BatchGetImage"),
                        ecr -> assertThat(ecr.repositoryPolicyText("api")).isEmpty()),
                new Facet(
                        "imageScanningConfiguration",
                        "imageScanningConfiguration: {scanOnPush: true}",
                        "imageScanningConfiguration: {}",
                        ecr -> assertThat(ecr.repository("api").orElseThrow().scanOnPush())
                                .isTrue(),
                        ecr -> assertThat(ecr.repository("api").orElseThrow().scanOnPush())
                                .isFalse()),
                new Facet(
                        "imageTagMutability",
                        """
                        imageTagMutability: IMMUTABLE_WITH_EXCLUSION
                        imageTagMutabilityExclusionFilters: [{filterType: WILDCARD, filter: "dev-*"}]
                        """,
                        "imageTagMutability: MUTABLE\nimageTagMutabilityExclusionFilters: []",
                        ecr -> assertThat(ecr.repository("api").orElseThrow().imageTagMutability())
                                .isEqualTo("IMMUTABLE_WITH_EXCLUSION"),
                        ecr -> assertThat(ecr.repository("api").orElseThrow().imageTagMutability())
                                .isEqualTo("MUTABLE")));
    }

    @ParameterizedTest
    @MethodSource("facets")
    void shouldLeaveASetFacetAloneOnceItIsAbsent(Facet facet) {
        // Given
        world.applyReady("api", facet.value());
        facet.isSet().accept(world.ecr());
        world.emulator().calls().reset();

        // When
        world.edit("api", object -> world.withSpec(object, ""));
        world.awaitReady("api");
        world.lookAgain("api");

        // Then
        facet.isSet().accept(world.ecr());
        assertThat(world.emulator().calls().writes()).isEmpty();
    }

    @AlsoOnMoto
    @ParameterizedTest
    @MethodSource("facets")
    void shouldRemoveAFacetThatIsExplicitlyEmpty(Facet facet) {
        // Given
        world.applyReady("api", facet.value());

        // When
        world.applyReady("api", facet.empty());

        // Then
        facet.isRemoved().accept(world.ecr());
    }

    @AlsoOnMoto
    @ParameterizedTest
    @MethodSource("facets")
    void shouldSetAFacetOnARepositoryThatWasCreatedWithoutIt(Facet facet) {
        // Given
        world.applyReady("api", "");

        // When
        world.applyReady("api", facet.value());

        // Then
        facet.isSet().accept(world.ecr());
    }
}
