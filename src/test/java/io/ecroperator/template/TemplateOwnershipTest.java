package io.ecroperator.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplate;
import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplateStatus;
import io.ecroperator.aws.CreationTemplate;
import io.ecroperator.managed.recorded.RecordedOwnershipContract;
import io.ecroperator.managed.recorded.RecordedWorld;
import org.junit.jupiter.api.Test;

class TemplateOwnershipTest implements RecordedOwnershipContract {

    private static final String OURS = "{appliedFor: [REPLICATION], description: ours}";

    private final RecordedWorld<EcrRepositoryCreationTemplate, EcrRepositoryCreationTemplateStatus, CreationTemplate>
            world = Templates.world(Templates.object("team-a", OURS));

    @Override
    public RecordedWorld<?, ?, ?> world() {
        return world;
    }

    @Override
    public void othersCreateTheSame() {
        othersCreate(OURS);
    }

    @Override
    public void othersCreateAnother() {
        othersCreate("{appliedFor: [REPLICATION], description: theirs}");
    }

    @Override
    public void edit() {
        world.edit(
                object -> object.setSpec(Templates.object("team-a", "{appliedFor: [REPLICATION], description: edited}")
                        .getSpec()));
    }

    @Test
    void shouldCallNothingWhileNothingDiffers() {
        // Given
        world.reconcile();
        edit();
        world.reconcile();
        world.ecr().calls();

        // When
        world.reconcile();
        world.reconcile();

        // Then
        assertThat(world.ready()).isEqualTo("True InSync");
        assertThat(world.ecr().calls()).isEmpty();
    }

    private void othersCreate(String spec) {
        world.ecr()
                .held()
                .put(
                        "team-a",
                        InMemoryTemplates.created(
                                world.ecr(), "team-a", TemplatePlanner.ofNew(Templates.desired(spec))));
    }
}
