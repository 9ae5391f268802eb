package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecroperator.compared.Shows;
import io.ecroperator.emulator.RegistryContents;
import io.ecroperator.support.KubectlResult;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
                        ecr -> assertThat(ecr.tags("api"))
                                .containsOnlyKeys("ecr-operator.io/owner", "ecr-operator.io/cluster-uid")),
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
    @Shows("cloudformation-coverage-roadmap#1962")
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
    @Shows("provider-upjet-aws#1558")
    void shouldSetAFacetOnARepositoryThatWasCreatedWithoutIt(Facet facet) {
        // Given
        world.applyReady("api", "");

        // When
        world.applyReady("api", facet.value());

        // Then
        facet.isSet().accept(world.ecr());
    }

    @Test
    @Shows({"ACK-1", "ACK-2"})
    void shouldRefuseAnotherNameOrEncryption() {
        // Given
        world.applyReady("api", "repositoryName: team/api\nencryptionConfiguration: {encryptionType: AES256}");

        // Then
        assertThatThrownBy(() -> world.apply(
                        "api", "repositoryName: team/other\nencryptionConfiguration: {encryptionType: AES256}"))
                .hasMessageContaining("spec.repositoryName");
        assertThatThrownBy(() ->
                        world.apply("api", "repositoryName: team/api\nencryptionConfiguration: {encryptionType: KMS}"))
                .hasMessageContaining("spec.encryptionConfiguration");
        assertThat(world.ecr().repositoryNames()).containsExactly("team/api");
    }

    @Test
    @Shows({"ACK-2", "terraform-aws-ecr#85"})
    void shouldTakeAKeyAliasAtItsWord() {
        // When
        world.applyReady("api", "encryptionConfiguration: {encryptionType: KMS, kmsKey: alias/ecr}");

        // Then
        assertThat(world.ecr().repository("api").orElseThrow().kmsKeyArn().orElseThrow())
                .as("ECR answers with the key, not with the alias")
                .contains(":key/");
        world.emulator().calls().reset();
        world.lookAgain("api");
        world.awaitReady("api");
        assertThat(world.emulator().calls().writes()).isEmpty();
    }

    @Test
    @Shows("ACK-3")
    void shouldRefuseARegistryIdAsUnknown() {
        // When
        KubectlResult result = world.cluster()
                .kubectlWithInput(
                        world.manifest("api", "registryId: \"999999999999\""),
                        "apply",
                        "--server-side",
                        "--validate=strict",
                        "-f",
                        "-");

        // Then
        assertThat(result.exitCode()).isNotZero();
        assertThat(result.stderr()).contains("registryId");
        assertThat(world.ecr().repositoryNames()).isEmpty();
    }

    @AlsoOnMoto
    @Test
    @Shows("ACK-9")
    void shouldTakeAnEmptyScanningConfigurationForOff() {
        // When
        world.applyReady("api", "imageScanningConfiguration: {}");

        // Then
        assertThat(world.ecr().repository("api").orElseThrow().scanOnPush()).isFalse();
    }
}
