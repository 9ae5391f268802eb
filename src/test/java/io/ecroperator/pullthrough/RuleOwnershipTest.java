package io.ecroperator.pullthrough;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRule;
import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRuleStatus;
import io.ecroperator.aws.PullThroughCacheRule;
import io.ecroperator.managed.RequestAnnotations;
import io.ecroperator.managed.recorded.RecordedOwnershipContract;
import io.ecroperator.managed.recorded.RecordedWorld;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleOwnershipTest implements RecordedOwnershipContract {

    private static final String HUB = "upstreamRegistryUrl: registry-1.docker.io";

    private final RecordedWorld<EcrPullThroughCacheRule, EcrPullThroughCacheRuleStatus, PullThroughCacheRule> world =
            Rules.world(Rules.object("hub", "{" + HUB + "}"));

    @Override
    public RecordedWorld<?, ?, ?> world() {
        return world;
    }

    @Override
    public void othersCreateTheSame() {
        othersCreateFrom("registry-1.docker.io");
    }

    @Override
    public void othersCreateAnother() {
        othersCreateFrom("quay.io");
    }

    @Override
    public void edit() {
        world.edit(object ->
                object.setSpec(Rules.object("hub", "{" + HUB + ", credentialArn: '" + Rules.SECRET + "AAAAAA'}")
                        .getSpec()));
    }

    @Test
    void shouldLeaveARoleThatHasComeSinceTheListing() {
        // Given
        world.reconcile();
        String role = "arn:aws:iam::123456789012:role/somebody-elses";
        world.ecr().held().compute("hub", (hub, rule) -> rule.withAccess(Optional.empty(), Optional.of(role)));

        // When
        edit();
        world.reconcile();

        // Then
        assertThat(world.ecr().held().get("hub").credentialArn()).hasValue(Rules.SECRET + "AAAAAA");
        assertThat(world.ecr().held().get("hub").customRoleArn()).hasValue(role);
    }

    /** As after a clock that was wrong: else a login that dies goes unseen until then. */
    @Test
    void shouldHaveEcrTryTheUpstreamAgainWhenItWasTriedInTheFuture() {
        // Given
        world.reconcile();
        world.mangle("validatedAt", "2036-01-01T00:00:00Z");
        world.restart();
        world.ecr().calls();

        // When
        world.reconcile();

        // Then
        assertThat(world.ecr().calls()).containsOnlyOnce("ValidatePullThroughCacheRule");
    }

    @Test
    void shouldHaveEcrTryTheUpstreamAgainWhenThatIsRequested() {
        // Given
        world.reconcile();
        world.pass(Duration.ofHours(2));
        world.ecr().calls();

        // When
        world.object().getMetadata().setAnnotations(Map.of(RequestAnnotations.REQUESTED_AT, "once"));
        world.reconcile();
        world.reconcile();

        // Then
        assertThat(world.ecr().calls())
                .containsExactly("DescribePullThroughCacheRules", "ValidatePullThroughCacheRule");
    }

    private void othersCreateFrom(String upstream) {
        world.ecr().held().put("hub", InMemoryRules.created(world.ecr(), Rules.asked(upstream)));
    }
}
