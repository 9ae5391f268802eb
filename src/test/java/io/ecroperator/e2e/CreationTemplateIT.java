package io.ecroperator.e2e;

import static io.ecroperator.e2e.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplate;
import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplateSpec;
import io.ecroperator.emulator.LoggedCall;
import io.ecroperator.emulator.Registry;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Reason;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.Event;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Repository creation templates from the outside. */
@ExtendWith(SharedCluster.class)
class CreationTemplateIT {

    private static final String CREATE = "CreateRepositoryCreationTemplate";
    private static final String UPDATE = "UpdateRepositoryCreationTemplate";
    private static final String DELETE = "DeleteRepositoryCreationTemplate";

    private static final String EVERYTHING = """
            appliedFor: [PULL_THROUGH_CACHE, REPLICATION]
            description: replicas
            encryptionConfiguration: {encryptionType: KMS}
            resourceTags: {team: a}
            imageTagMutability: IMMUTABLE_WITH_EXCLUSION
            imageTagMutabilityExclusionFilters: [{filterType: WILDCARD, filter: "dev-*"}]
            repositoryPolicy:
              statements:
                - {sid: pull, effect: Allow, principal: {AWS: ["111122223333"]}, action: ["ecr:BatchGetImage"]}
            lifecyclePolicy:
              rules:
                - rulePriority: 1
                  selection: {tagStatus: untagged, countType: imageCountMoreThan, countNumber: 5}
                  action: {type: expire}
            customRoleArn: arn:aws:iam::%s:role/ecr-templates
            """.formatted(World.ACCOUNT);

    private static final String NOTHING = """
            appliedFor: [PULL_THROUGH_CACHE, REPLICATION]
            description: ""
            encryptionConfiguration: {encryptionType: AES256}
            resourceTags: {}
            imageTagMutability: MUTABLE
            repositoryPolicy: {statements: []}
            lifecyclePolicy: {rules: []}
            customRoleArn: ""
            """;

    private World world;
    private KindObjects<EcrRepositoryCreationTemplateSpec, EcrRepositoryCreationTemplate> templates;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = World.start(cluster);
        templates = world.objects(EcrRepositoryCreationTemplate.class);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void shouldCreateLeaveEmptyRepairAndDeleteATemplate() {
        // When
        templates.applyReady("team-a", EVERYTHING);

        // Then
        assertThat(writes()).containsExactly(CREATE);
        assertThat(inEcr("team-a").path("resourceTags").path(0).path("Value").asText())
                .isEqualTo("a");
        assertThat(templates.get("team-a").getStatus().owned()).isTrue();

        // When
        templates.applyReady("team-a", "appliedFor: [PULL_THROUGH_CACHE, REPLICATION]");

        // Then
        assertThat(writes()).as("an absent field is left alone").containsExactly(CREATE);

        // When
        templates.applyReady("team-a", NOTHING);

        // Then
        assertThat(writes()).containsExactly(CREATE, UPDATE);
        assertThat(inEcr("team-a").fieldNames())
                .toIterable()
                .doesNotContain("description", "resourceTags", "repositoryPolicy", "lifecyclePolicy", "customRoleArn");

        // When
        registry().call(UPDATE, "{'prefix':'team-a','description':'by hand','imageTagMutability':'IMMUTABLE'}");
        templates.reconcileNow("team-a");

        // Then
        templates.awaitReady("team-a");
        assertThat(writes()).containsExactly(CREATE, UPDATE, UPDATE);
        assertThat(inEcr("team-a").has("description")).isFalse();
        eventually("the repair is told", () -> assertThat(world.events("team-a"))
                .filteredOn(event -> event.getReason().equals("DriftRepaired"))
                .extracting(Event::getMessage)
                .first()
                .asString()
                .contains("description (removed); imageTagMutability=MUTABLE"));

        // When
        templates.delete("team-a");

        // Then
        assertThat(writes()).endsWith(DELETE).hasSize(4);
    }

    @Test
    void shouldCompareWhatEcrMakesOfThePolicies() {
        // Given
        templates.applyReady("team-a", EVERYTHING);

        // When
        templates.reconcileNow("team-a");

        // Then
        templates.awaitReady("team-a");
        assertThat(writes()).containsExactly(CREATE);
    }

    @Test
    void shouldLeaveATemplateThatItHasNotCreatedUntilThatIsWanted() {
        // Given
        registry().call(CREATE, "{'prefix':'shared/','appliedFor':['REPLICATION'],'description':'by hand'}");

        // When
        templates.apply("first", "{prefix: shared, appliedFor: [REPLICATION], description: ours}");

        // Then
        templates.awaitNotReady("first", Reason.NOT_OWNED);

        // When
        templates.apply(
                "watcher", "{prefix: shared, appliedFor: [REPLICATION], description: ours, managementPolicy: Observe}");

        // Then
        templates.awaitNotReady("watcher", Reason.NOT_OWNED);
        assertThat(templates.get("watcher").getStatus().plan())
                .anySatisfy(line -> assertThat(line).startsWith("NotOwned: "))
                .contains("UpdateRepositoryCreationTemplate description");

        // When
        templates.applyReady(
                "first", "{prefix: shared, appliedFor: [REPLICATION], description: ours, adoptionPolicy: IfUnowned}");
        templates.apply("second", "{prefix: shared, appliedFor: [REPLICATION]}");

        // Then
        templates.awaitNotReady("second", Reason.DUPLICATE);
        assertThat(writes()).containsExactly(UPDATE);
    }

    @Test
    void shouldWarnWhereAPushOfOthersCreatesAndPrintThePrefix() {
        // Given
        registry().call("PutRegistryPolicy", """
                        {"policyText": "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[{\\"Sid\\":\\"Partners\\",\\"Effect\\":\\"Allow\\",\\"Principal\\":{\\"AWS\\":\\"444455556666\\"},\\"Action\\":\\"ecr:CreateRepository\\",\\"Resource\\":\\"arn:aws:ecr:%s:%s:repository/*\\"}]}"}
                        """.formatted(World.REGION, World.ACCOUNT));

        // When
        templates.applyReady("pushed", "{prefix: team-a/pushed, appliedFor: [CREATE_ON_PUSH]}");

        // Then
        templates.awaitCondition("pushed", ConditionType.SPEC_WARNING, ConditionStatus.TRUE, Reason.CREATABLE_BY_PUSH);
        List<String> lines = world.cluster()
                .kubectl("get", "ecrtpl", "-n", world.namespace())
                .stdout()
                .lines()
                .toList();
        assertThat(lines.getFirst().split(" +")).containsExactly("NAME", "READY", "REASON", "PREFIX", "AGE");
        assertThat(lines.getLast()).contains("True", "InSync", "team-a/pushed");
    }

    @Test
    void shouldTellWhatEcrRefuses() {
        // When
        templates.apply(
                "team-a", "{appliedFor: [REPLICATION], customRoleArn: 'arn:aws:iam::111122223333:role/elsewhere'}");

        // Then
        templates.awaitNotReady("team-a", Reason.REJECTED_BY_AWS);
        templates.awaitCondition("team-a", ConditionType.STALLED, ConditionStatus.TRUE, Reason.REJECTED_BY_AWS);
    }

    private Registry registry() {
        return world.emulator().registry(World.ACCOUNT, World.REGION);
    }

    private JsonNode inEcr(String prefix) {
        return registry()
                .call("DescribeRepositoryCreationTemplates", "{'prefixes':['" + prefix + "']}")
                .path("repositoryCreationTemplates")
                .path(0);
    }

    /** The calls of the operator; those by hand are not among them. */
    private List<String> writes() {
        return world.emulator().calls().entries().stream()
                .map(LoggedCall::operation)
                .filter(List.of(CREATE, UPDATE, DELETE)::contains)
                .toList();
    }
}
