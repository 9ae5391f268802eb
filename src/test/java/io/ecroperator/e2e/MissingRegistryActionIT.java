package io.ecroperator.e2e;

import static io.ecroperator.e2e.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.Conditioned;
import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRule;
import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRuleSpec;
import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplate;
import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplateSpec;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.CustomResource;
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

/**
 * The shipped IAM policies for cache rules and creation templates with one action left out: the conditions name that action and no other,
 * who was denied it and on what, the other kind goes on, and all is well with the action.
 */
@ExtendWith(SharedCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MissingRegistryActionIT {

    private static final ShippedRights SHIPPED =
            new ShippedRights("manage-cache-rules.json", "manage-creation-templates.json");
    private static final String SECRET =
            "arn:aws:secretsmanager:" + World.REGION + ":" + World.ACCOUNT + ":secret:ecr-pullthroughcache/hub-";
    private static final String RULE = "upstreamRegistry: quay";
    private static final String RULE_WITH_LOGIN = "upstreamRegistry: docker-hub\ncredentialArn: " + SECRET;
    private static final String ROLE = "arn:aws:iam::" + World.ACCOUNT + ":role/ecr-templates";
    private static final String TEMPLATE = "appliedFor: [REPLICATION]";

    private World world;
    private KindObjects<EcrPullThroughCacheRuleSpec, EcrPullThroughCacheRule> rules;
    private KindObjects<EcrRepositoryCreationTemplateSpec, EcrRepositoryCreationTemplate> templates;

    /**
     * What takes an action.
     *
     * @param before what the object says before, null if it is not there yet
     * @param resource that is denied
     */
    record Need(
            String action,
            String before,
            BiConsumer<KindObjects<?, ? extends CustomResource<?, ? extends Conditioned>>, String> when,
            String resource) {

        static Need of(String action, String before, String after) {
            return new Need(action, before, (objects, name) -> objects.apply(name, after), "*");
        }

        boolean isOfRule() {
            return action.contains("CacheRule");
        }

        /** Short enough for a prefix. */
        String name() {
            String verb = action.replaceAll("^[a-z]+:([A-Z][a-z]+).*$", "$1").toLowerCase(Locale.ROOT);
            return (isOfRule() ? "rule-" : "template-") + verb;
        }

        @Override
        public String toString() {
            return action;
        }
    }

    static Stream<Need> needs() {
        return Stream.of(
                Need.of("ecr:CreatePullThroughCacheRule", null, RULE),
                Need.of("ecr:UpdatePullThroughCacheRule", RULE_WITH_LOGIN + "AAAAAA", RULE_WITH_LOGIN + "BBBBBB"),
                new Need("ecr:DescribePullThroughCacheRules", RULE, MissingRegistryActionIT::requestRead, "*"),
                new Need("ecr:ValidatePullThroughCacheRule", RULE, MissingRegistryActionIT::requestRead, "*"),
                new Need("ecr:DeletePullThroughCacheRule", RULE, MissingRegistryActionIT::delete, "*"),
                Need.of("ecr:CreateRepositoryCreationTemplate", null, TEMPLATE),
                Need.of("ecr:UpdateRepositoryCreationTemplate", TEMPLATE, TEMPLATE + "\ndescription: other"),
                new Need(
                        "ecr:DescribeRepositoryCreationTemplates", TEMPLATE, MissingRegistryActionIT::requestRead, "*"),
                Need.of("ecr:GetRegistryPolicy", TEMPLATE, "appliedFor: [CREATE_ON_PUSH]"),
                new Need("ecr:DeleteRepositoryCreationTemplate", TEMPLATE, MissingRegistryActionIT::delete, "*"),
                new Need(
                        "iam:PassRole",
                        TEMPLATE,
                        (objects, name) -> objects.apply(name, TEMPLATE + "\ncustomRoleArn: " + ROLE),
                        ROLE));
    }

    @BeforeAll
    void start(LocalCluster cluster) {
        world = World.withoutOperator(cluster);
        SHIPPED.allow(world);
        world.startOperator(OperatorUnderTest.Options.DEFAULT);
        rules = new KindObjects<>(world.user(), world.namespace(), EcrPullThroughCacheRule.class);
        templates = new KindObjects<>(world.user(), world.namespace(), EcrRepositoryCreationTemplate.class);
    }

    @AfterAll
    void stop() {
        world.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("needs")
    void shouldNameTheActionThatIsMissing(Need need) {
        // Given
        KindObjects<?, ? extends CustomResource<?, ? extends Conditioned>> objects =
                need.isOfRule() ? rules : templates;
        KindObjects<?, ?> others = need.isOfRule() ? templates : rules;
        String name = need.name();
        SHIPPED.allow(world);
        if (need.before() != null) {
            objects.applyReady(name, need.before());
        }

        // When
        SHIPPED.allowAllBut(world, need.action());
        need.when().accept(objects, name);

        // Then
        eventually("it names " + need.action(), () -> {
            List<String> messages = messages(objects, name);
            assertThat(ShippedRights.actionsIn(messages)).containsExactly(need.action());
            assertThat(messages).anySatisfy(message -> assertThat(message)
                    .contains(ShippedRights.SESSION, "on resource: " + need.resource() + " ", "Grant the action"));
        });
        others.applyReady("beside-" + name, need.isOfRule() ? TEMPLATE : RULE);

        // When
        boolean leaves = objects.get(name).isMarkedForDeletion();
        SHIPPED.allow(world);
        requestRead(objects, name, "once it is allowed");

        // Then
        if (leaves) {
            objects.awaitGone(name);
        } else {
            objects.awaitReady(name);
            eventually("nothing is denied any more", () -> assertThat(ShippedRights.actionsIn(messages(objects, name)))
                    .isEmpty());
        }
    }

    @Test
    void shouldTryEveryActionOfTheShippedPolicies() {
        assertThat(needs().map(Need::action)).containsExactlyInAnyOrderElementsOf(SHIPPED.actions());
    }

    private static <S, T extends CustomResource<S, ? extends Conditioned>> void requestRead(
            KindObjects<S, T> objects, String name) {
        requestRead(objects, name, "while it is not allowed");
    }

    private static <S, T extends CustomResource<S, ? extends Conditioned>> void requestRead(
            KindObjects<S, T> objects, String name, String value) {
        objects.edit(name, object -> {
            object.getMetadata().setAnnotations(Map.of("ecr-operator.io/reconcile-requested-at", value));
            return object;
        });
    }

    private static void delete(
            KindObjects<?, ? extends CustomResource<?, ? extends Conditioned>> objects, String name) {
        objects.resource(name).delete();
    }

    private static List<String> messages(
            KindObjects<?, ? extends CustomResource<?, ? extends Conditioned>> objects, String name) {
        return objects.get(name).getStatus().conditions().stream()
                .map(Condition::getMessage)
                .toList();
    }
}
