package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.compared.Shows;
import io.ecroperator.status.Reason;
import io.ecroperator.support.AlsoOnEveryKubernetes;
import io.ecroperator.support.Kstatus;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a repository costs in AWS calls and what is written where, from its creation through its steady life. */
@AlsoOnEveryKubernetes
@ExtendWith({SharedCluster.class, StandIns.class})
class RepositoryLifecycleIT {

    private static final String WITH_BOTH_POLICIES = """
            tags: {team: a}
            imageTagMutability: IMMUTABLE
            lifecyclePolicy:
              rules:
                - rulePriority: 1
                  selection: {tagStatus: untagged, countType: sinceImagePushed, countUnit: days, countNumber: 14}
                  action: {type: expire}
            repositoryPolicy:
              statements:
                - sid: pull
                  effect: Allow
                  principal: {AWS: ["444455556666"]}
                  action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
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

    @Test
    @Shows("community#1873")
    void shouldCreateARepositoryWithBothPoliciesInThreeCalls() {
        // When
        EcrRepository object = world.applyReady("api", WITH_BOTH_POLICIES);

        // Then
        assertThat(world.emulator().calls().writes())
                .extracting(call -> call.operation())
                .containsExactly("CreateRepository", "PutLifecyclePolicy", "SetRepositoryPolicy");
        assertThat(world.callsOn("api")).hasSize(3);
        assertThat(world.ecr().tags("api"))
                .containsOnlyKeys("team", "ecr-operator.io/owner", "ecr-operator.io/cluster-uid")
                .containsEntry("team", "a")
                .containsEntry("ecr-operator.io/owner", "e2e/" + world.namespace() + "/api");
        assertThat(object.getStatus().repositoryUri())
                .isEqualTo(World.ACCOUNT + ".dkr.ecr." + World.REGION + ".amazonaws.com/api");
        world.awaitEvent("api", Reason.CREATED);
    }

    @Test
    @Shows("community#67")
    void shouldMakeNoCallInASteadyReconcile() {
        // Given
        world.applyReady("api", WITH_BOTH_POLICIES);
        world.emulator().calls().reset();

        // When
        world.edit("api", object -> {
            object.getMetadata().setLabels(Map.of("touched", "yes"));
            return object;
        });
        world.sweep();
        world.applyReady("other", "");

        // Then
        assertThat(world.callsOn("api")).isEmpty();
        assertThat(world.get("api").getStatus().observedGeneration()).isEqualTo(1);
        assertThat(Kstatus.of(world.get("api"))).isEqualTo(Kstatus.CURRENT);
    }

    /** Rules delete images, so whose the repository is, is read before they are put. */
    @Test
    void shouldMakeOneWriteForOneChangedFacet() {
        // Given
        world.applyReady("api", WITH_BOTH_POLICIES);
        world.emulator().calls().reset();

        // When
        world.applyReady("api", WITH_BOTH_POLICIES.replace("countNumber: 14", "countNumber: 30"));

        // Then
        assertThat(world.callsOn("api"))
                .extracting(call -> call.operation())
                .containsExactly("ListTagsForResource", "PutLifecyclePolicy");
        world.awaitEvent("api", Reason.UPDATED);
    }

    @Test
    void shouldWriteNothingInASecondPass() {
        // Given
        world.applyReady("api", WITH_BOTH_POLICIES);
        world.emulator().calls().reset();

        // When
        EcrRepository looked = world.lookAgain("api");

        // Then
        assertThat(world.emulator().calls().writes()).isEmpty();
        assertThat(World.condition(looked, io.ecroperator.status.ConditionType.READY)
                        .getStatus())
                .isEqualTo("True");
    }

    @Test
    void shouldReadNothingPerObjectAfterARestart() {
        // Given
        world.applyReady("api", WITH_BOTH_POLICIES);
        String before = world.get("api").getMetadata().getResourceVersion();
        world.stopOperator();
        world.emulator().calls().reset();

        // When
        world.startOperator(OperatorUnderTest.Options.DEFAULT);
        world.applyReady("other", "");

        // Then
        assertThat(world.callsOn("api")).isEmpty();
        assertThat(world.get("api").getMetadata().getResourceVersion()).isEqualTo(before);
    }

    @AlsoOnMoto
    @Test
    void shouldCarryOutAnEditThatWasMadeWhileTheOperatorWasAway() {
        // Given
        world.applyReady("api", WITH_BOTH_POLICIES);
        world.stopOperator();
        world.apply("api", WITH_BOTH_POLICIES.replace("countNumber: 14", "countNumber: 30"));

        // When
        world.startOperator(OperatorUnderTest.Options.DEFAULT);

        // Then
        world.awaitReady("api");
        assertThat(world.ecr().lifecyclePolicyText("api").orElseThrow()).contains("30");
    }

    @AlsoOnMoto
    @Test
    @Shows("ACK-10")
    void shouldNeverWriteIntoTheSpec() {
        // When
        EcrRepository object = world.applyReady("api", WITH_BOTH_POLICIES);

        // Then
        assertThat(object.getMetadata().getManagedFields())
                .filteredOn(entry -> !"fabric8".equals(entry.getManager()))
                .isNotEmpty()
                .extracting(ManagedFieldsEntry::getFieldsV1)
                .allSatisfy(
                        fields -> assertThat(fields.getAdditionalProperties()).doesNotContainKey("f:spec"));
    }

    @AlsoOnMoto
    @Test
    void shouldSatisfyKubectlWait() {
        // Given
        world.apply("api", WITH_BOTH_POLICIES);

        // When
        var waited = world.cluster()
                .kubectl("wait", "--for=condition=Ready", "--timeout=30s", "-n", world.namespace(), "ecrrepo/api");

        // Then
        assertThat(waited.exitCode()).as(waited.stderr()).isZero();
        assertThat(world.cluster()
                        .kubectl("get", "ecr", "-n", world.namespace())
                        .stdout())
                .containsPattern("NAME +READY +REASON +AGE")
                .containsPattern("api +True +InSync ");
    }

    @Test
    void shouldListOnceForAThousandRepositoriesAndReadTheRestSpreadOverThePeriod() {
        // Given
        for (int i = 0; i < 999; i++) {
            world.ecr().createRepository("foreign-%03d".formatted(i));
        }
        world.applyReady("api", WITH_BOTH_POLICIES);
        world.emulator().calls().reset();

        // When
        world.sweep();

        // Then
        assertThat(world.emulator().calls().count("DescribeRepositories")).isEqualTo(1);
        assertThat(world.emulator().calls().count("GetLifecyclePolicy")).isZero();

        // When
        world.startOperator(OperatorUnderTest.Options.DEFAULT.withDeepReads(Duration.ofSeconds(3)));

        // Then
        World.eventually("deep reads of the one declared repository", () -> assertThat(
                        world.emulator().calls().count("GetLifecyclePolicy"))
                .isPositive());
        assertThat(world.callsOn("foreign-001")).isEmpty();
    }

    @AlsoOnMoto
    @Test
    void shouldPublishTheCoordinatesAndPutThemBack() {
        // Given
        world.startOperatorWithOutputConfigMaps();
        world.applyReady("api", "output: {configMapName: api-ecr}");
        var configMaps = world.user().configMaps().inNamespace(world.namespace());
        World.eventually(
                "config map",
                () -> assertThat(configMaps.withName("api-ecr").get()).isNotNull());
        assertThat(configMaps.withName("api-ecr").get().getData())
                .containsEntry("repositoryUri", world.get("api").getStatus().repositoryUri())
                .containsEntry("region", World.REGION)
                .containsOnlyKeys("repositoryUri", "repositoryArn", "registry", "region");

        // When
        configMaps.withName("api-ecr").delete();

        // Then
        World.eventually(
                "config map is back",
                () -> assertThat(configMaps.withName("api-ecr").get()).isNotNull());

        // When
        world.applyReady("api", "output: {configMapName: api-coordinates}");

        // Then
        World.eventually("only the new one", () -> {
            assertThat(configMaps.withName("api-coordinates").get()).isNotNull();
            assertThat(configMaps.withName("api-ecr").get()).isNull();
        });
    }

    @AlsoOnMoto
    @Test
    void shouldLeaveAForeignConfigMapAlone() {
        // Given
        world.startOperatorWithOutputConfigMaps();
        world.user()
                .resource(new io.fabric8.kubernetes.api.model.ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("taken")
                        .withNamespace(world.namespace())
                        .endMetadata()
                        .addToData("key", "value")
                        .build())
                .create();

        // When
        world.apply("api", "output: {configMapName: taken}");

        // Then
        world.awaitNotReady("api", Reason.CONFIG_MAP_NOT_OURS);
        assertThat(world.user()
                        .configMaps()
                        .inNamespace(world.namespace())
                        .withName("taken")
                        .get()
                        .getData())
                .containsExactly(Map.entry("key", "value"));
    }
}
