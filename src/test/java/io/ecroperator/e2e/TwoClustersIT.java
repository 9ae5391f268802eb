package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.e2e.OperatorUnderTest.Options;
import io.ecroperator.runtime.KubeSystem;
import io.ecroperator.status.Reason;
import io.ecroperator.support.KubectlResult;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two API servers, each with its own kube-system and its own operator, at once on one account under one name. */
@ExtendWith(SharedCluster.class)
class TwoClustersIT {

    private static final List<String> NAMES =
            IntStream.range(0, 8).mapToObj(number -> "api-" + number).toList();

    private static final String RULES = LifecyclePolicies.keep(10).indent(2);

    /** A cluster, and what its objects say. */
    private record Side(LocalCluster cluster, String uid, String mutability) {

        String spec(String team) {
            return "imageTagMutability: " + mutability + "\ndeletionPolicy: DeleteWithImages\ntags: {team: " + team
                    + "}\nlifecyclePolicy:\n" + RULES;
        }
    }

    private World world;
    private LocalCluster secondCluster;
    private OperatorUnderTest secondOperator;
    private List<Side> sides;

    @BeforeEach
    void start(LocalCluster cluster) throws IOException {
        world = World.withoutOperator(cluster);
        secondCluster = LocalCluster.start();
        Install.into(secondCluster);
        try (KubernetesClient user = secondCluster.client()) {
            user.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(world.namespace())
                            .endMetadata()
                            .build())
                    .create();
            sides = List.of(
                    new Side(cluster, KubeSystem.uid(world.user()), "IMMUTABLE"),
                    new Side(secondCluster, KubeSystem.uid(user), "MUTABLE"));
        }
        assertThat(sides.getFirst().uid()).isNotEqualTo(sides.getLast().uid());
        world.startOperator(Options.DEFAULT);
        secondOperator = OperatorUnderTest.start(
                secondCluster, world.namespace(), world.emulator().endpoint(), Options.DEFAULT);
    }

    @AfterEach
    void stop() {
        secondOperator.close();
        secondCluster.close();
        world.close();
    }

    @Test
    void shouldHaveOneOwnerForEachRepositoryAndTheOtherStandBack() {
        // When both want the same repositories at the same time
        CompletableFuture.allOf(sides.stream()
                        .map(side -> CompletableFuture.runAsync(
                                () -> NAMES.forEach(name -> apply(side, name, side.spec("first")))))
                        .toArray(CompletableFuture[]::new))
                .join();

        // Then
        Map<String, Side> owners = new HashMap<>();
        NAMES.forEach(name -> owners.put(name, awaitOwner(name)));
        NAMES.forEach(name -> world.ecr().putImage(name, "1.0"));
        assertThatOnlyTheOwnersHaveWritten(owners, "first");
        int writes = world.emulator().calls().writes().size();

        // When the ones that stand back edit, and everybody looks at ECR
        forOthers(owners, (side, name) -> apply(side, name, side.spec("second")));
        NAMES.forEach(name ->
                World.eventually("the edit of " + name + " is seen", () -> assertThat(ready(other(owners, name), name))
                        .isEqualTo("2 " + Reason.CLUSTER_NAME_TAKEN.label())));
        world.sweep();
        secondOperator.sweep();

        // When they go
        forOthers(owners, (side, name) -> kubectl(side, "delete", "ecrrepo", name));

        // Then
        NAMES.forEach(name -> assertThat(ready(owners.get(name), name)).isEqualTo("1 " + Reason.IN_SYNC.label()));
        assertThatOnlyTheOwnersHaveWritten(owners, "first");
        assertThat(world.emulator().calls().writes()).hasSize(writes);
        NAMES.forEach(name -> assertThat(world.ecr().imageTags(name)).contains("1.0"));
    }

    private void assertThatOnlyTheOwnersHaveWritten(Map<String, Side> owners, String team) {
        owners.forEach((name, side) -> {
            assertThat(world.ecr().tags(name))
                    .containsEntry("ecr-operator.io/cluster-uid", side.uid())
                    .containsEntry("team", team);
            assertThat(world.ecr().repository(name).orElseThrow().imageTagMutability())
                    .isEqualTo(side.mutability());
        });
    }

    /** The one whose object is in sync, once the other says that the name is taken. */
    private Side awaitOwner(String name) {
        World.eventually("one has " + name + ", the other stands back", () -> assertThat(sides)
                .extracting(side -> ready(side, name))
                .containsExactlyInAnyOrder("1 " + Reason.IN_SYNC.label(), "1 " + Reason.CLUSTER_NAME_TAKEN.label()));
        return sides.stream()
                .filter(side -> ready(side, name).endsWith(Reason.IN_SYNC.label()))
                .findFirst()
                .orElseThrow();
    }

    private Side other(Map<String, Side> owners, String name) {
        return sides.stream()
                .filter(side -> !side.equals(owners.get(name)))
                .findFirst()
                .orElseThrow();
    }

    private void forOthers(Map<String, Side> owners, BiConsumer<Side, String> what) {
        NAMES.forEach(name -> what.accept(other(owners, name), name));
    }

    /** Generation and reason. */
    private String ready(Side side, String name) {
        return kubectl(
                side,
                "get",
                "ecrrepo",
                name,
                "-o",
                "jsonpath={.status.conditions[?(@.type==\"Ready\")].observedGeneration}"
                        + " {.status.conditions[?(@.type==\"Ready\")].reason}");
    }

    private void apply(Side side, String name, String spec) {
        KubectlResult result = side.cluster()
                .kubectlWithInput(world.manifest(name, spec), "apply", "--server-side", "--force-conflicts", "-f", "-");
        assertThat(result.exitCode()).as(result.stderr()).isZero();
    }

    private String kubectl(Side side, String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "-n";
        all[arguments.length + 1] = world.namespace();
        KubectlResult result = side.cluster().kubectl(all);
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        return result.stdout();
    }
}
