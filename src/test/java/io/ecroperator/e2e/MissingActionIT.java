package io.ecroperator.e2e;

import static io.ecroperator.e2e.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped IAM policy with one action left out: the conditions name that action and no other, and recover with it. */
@ExtendWith(SharedCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MissingActionIT {

    private static final ShippedRights SHIPPED = new ShippedRights("manage-repositories.json");
    private static final String TAGGING = "tag:GetResources";
    private static final String NOTHING = "";
    private static final String TAGS = "tags: {team: a}";
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
                - {sid: pull, effect: Allow, principal: {AWS: ["444455556666"]}, action: ["ecr:GetDownloadUrlForLayer"]}
            """;

    private World world;

    /**
     * What takes an action.
     *
     * @param action the action
     * @param before what the object says before, null if it is not there yet
     * @param when what takes it
     */
    record Need(String action, String before, BiConsumer<World, String> when) {
        static Need of(String action, String before, String after) {
            return new Need(action, before, (world, name) -> world.apply(name, after));
        }

        @Override
        public String toString() {
            return action;
        }
    }

    static Stream<Need> needs() {
        return Stream.of(
                Need.of("ecr:CreateRepository", null, NOTHING),
                Need.of("ecr:TagResource", null, NOTHING),
                Need.of("ecr:TagResource", NOTHING, TAGS),
                Need.of("ecr:UntagResource", TAGS, "tags: {}"),
                Need.of("ecr:PutImageScanningConfiguration", NOTHING, "imageScanningConfiguration: {scanOnPush: true}"),
                Need.of("ecr:PutImageTagMutability", NOTHING, "imageTagMutability: IMMUTABLE"),
                Need.of("ecr:PutLifecyclePolicy", NOTHING, LIFECYCLE),
                Need.of("ecr:DeleteLifecyclePolicy", LIFECYCLE, "lifecyclePolicy: {rules: []}"),
                Need.of("ecr:SetRepositoryPolicy", NOTHING, POLICY),
                Need.of("ecr:DeleteRepositoryPolicy", POLICY, "repositoryPolicy: {statements: []}"),
                new Need("ecr:GetLifecyclePolicy", LIFECYCLE, MissingActionIT::requestRead),
                new Need("ecr:GetRepositoryPolicy", POLICY, MissingActionIT::requestRead),
                new Need("ecr:ListTagsForResource", TAGS, MissingActionIT::requestRead),
                new Need("ecr:DescribeRepositories", NOTHING, MissingActionIT::requestRead),
                new Need("ecr:DeleteRepository", NOTHING, MissingActionIT::delete),
                new Need("ecr:ListImages", NOTHING, (world, name) -> {
                    world.ecr().putImage(name, "v1");
                    delete(world, name);
                }));
    }

    @BeforeAll
    void start(LocalCluster cluster) {
        world = World.withoutOperator(cluster);
        SHIPPED.allow(world);
        world.startOperator(OperatorUnderTest.Options.DEFAULT);
    }

    @AfterAll
    void stop() {
        world.close();
    }

    @ParameterizedTest(name = "{0} [{index}]")
    @MethodSource("needs")
    void shouldNameTheActionThatIsMissing(Need need) {
        // Given
        String name = need.action().toLowerCase(Locale.ROOT).replace(':', '-') + (need.before() == null ? "-new" : "");
        SHIPPED.allow(world);
        if (need.before() != null) {
            world.applyReady(name, need.before());
        }

        // When
        SHIPPED.allowAllBut(world, need.action());
        need.when().accept(world, name);

        // Then
        eventually("it names " + need.action(), () -> {
            assertThat(ShippedRights.actionsIn(messages(name))).containsExactly(need.action());
            assertThat(messages(name))
                    .anySatisfy(message -> assertThat(message).contains(ShippedRights.SESSION, ":repository/" + name));
        });

        // When
        boolean leaves = world.get(name).isMarkedForDeletion();
        if (leaves) {
            world.ecr().deleteImages(name);
        }
        SHIPPED.allow(world);
        requestRead(world, name, "once it is allowed");

        // Then
        if (leaves) {
            eventually("it is gone", () -> assertThat(world.get(name)).isNull());
        } else {
            world.awaitReady(name);
        }
    }

    /** Tags are then read one repository at a time. */
    @Test
    void shouldDoWithoutTheTaggingApi() {
        // Given
        SHIPPED.allowAllBut(world, TAGGING);
        world.sweep();

        // When
        world.applyReady("untold", TAGS);
        world.applyReady("untold", "tags: {team: b}");

        // Then
        assertThat(ShippedRights.actionsIn(messages("untold"))).isEmpty();
        assertThat(world.ecr().tags("untold")).containsEntry("team", "b");
    }

    @Test
    void shouldTryEveryActionOfTheShippedPolicy() {
        assertThat(needs().map(Need::action))
                .containsAll(SHIPPED.actions().stream()
                        .filter(action -> !action.equals(TAGGING))
                        .toList());
    }

    /** Asks for a fresh read of ECR; one that is denied is not handled. */
    private static void requestRead(World world, String name) {
        requestRead(world, name, "while it is not allowed");
    }

    private static void requestRead(World world, String name, String value) {
        world.edit(name, object -> {
            object.getMetadata().setAnnotations(Map.of("ecr-operator.io/reconcile-requested-at", value));
            return object;
        });
    }

    private static void delete(World world, String name) {
        world.resource(name).delete();
    }

    private List<String> messages(String name) {
        EcrRepository object = world.get(name);
        return object.getStatus().conditions().stream()
                .map(Condition::getMessage)
                .toList();
    }
}
