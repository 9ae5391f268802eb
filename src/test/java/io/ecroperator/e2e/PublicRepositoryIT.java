package io.ecroperator.e2e;

import static io.ecroperator.e2e.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecroperator.api.v1alpha1.EcrPublicRepository;
import io.ecroperator.api.v1alpha1.EcrPublicRepositorySpec;
import io.ecroperator.compared.Shows;
import io.ecroperator.emulator.LoggedCall;
import io.ecroperator.emulator.Registry;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Reason;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Public repositories from the outside. */
@ExtendWith(SharedCluster.class)
class PublicRepositoryIT {

    private static final String OWNER = "ecr-operator.io/owner";
    private static final String LOGO = "iVBORw0KGgo=";
    private static final String ONE_LOGO_MORE = "iVBORw0KGgoA";

    private static final String EVERYTHING = """
            catalogData:
              description: An API
              aboutText: about
              usageText: usage
              architectures: [ARM 64, x86-64]
              operatingSystems: [Linux]
              logoImage: %s
            tags: {team: a, cost: "1"}
            repositoryPolicy:
              statements:
                - {sid: push, effect: Allow, principal: {AWS: ["444455556666"]}, action: ["ecr-public:PutImage"]}
            """.formatted(LOGO);

    private static final String NOTHING = """
            catalogData: {description: "", aboutText: "", usageText: "", architectures: [], operatingSystems: [], logoImage: ""}
            tags: {}
            repositoryPolicy: {statements: []}
            """;

    private World world;
    private KindObjects<EcrPublicRepositorySpec, EcrPublicRepository> repositories;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = World.start(cluster);
        repositories = world.objects(EcrPublicRepository.class);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void shouldCreateLeaveEmptyRepairAndDelete() {
        // When
        EcrPublicRepository created = repositories.applyReady("api", EVERYTHING);

        // Then
        assertThat(writes()).containsExactly("CreateRepository", "SetRepositoryPolicy");
        assertThat(ecr().tags("api")).containsEntry("team", "a").containsKey(OWNER);
        assertThat(shown().path("description").asText()).isEqualTo("An API");
        assertThat(shown().path("logoUrl").asText())
                .isEqualTo(created.getStatus().logo().url());
        assertThat(created.getStatus().repositoryUri())
                .isEqualTo("public.ecr.aws/" + world.emulator().publicAlias(World.ACCOUNT) + "/api");

        // When
        world.emulator().calls().reset();
        repositories.applyReady("api", "catalogData: {description: Another API, logoImage: " + LOGO + "}");

        // Then
        assertThat(writes()).as("absent fields are left alone").containsExactly("PutRepositoryCatalogData");
        assertThat(shown().path("aboutText").asText()).isEqualTo("about");
        assertThat(shown().path("logoUrl").asText())
                .isEqualTo(created.getStatus().logo().url());
        assertThat(ecr().tags("api")).containsEntry("team", "a");

        // When
        repositories.applyReady("api", EVERYTHING);
        world.emulator().calls().reset();
        repositories.applyReady("api", NOTHING);

        // Then
        assertThat(writes())
                .containsExactlyInAnyOrder("UntagResource", "PutRepositoryCatalogData", "DeleteRepositoryPolicy");
        assertThat(shown().properties()).extracting(Map.Entry::getKey).doesNotContain("description", "logoUrl");
        assertThat(ecr().tags("api")).doesNotContainKey("team").containsKey(OWNER);

        // When
        world.emulator().calls().reset();
        repositories.delete("api");

        // Then
        repositories.awaitGone("api");
        assertThat(ecr().repositoryNames()).isEmpty();
    }

    @Test
    @Shows("cloudformation-coverage-roadmap#1778")
    void shouldRepairWhatOthersChange() {
        // Given
        repositories.applyReady("api", EVERYTHING);
        ecr().call(
                        "PutRepositoryCatalogData",
                        "{'repositoryName': 'api', 'catalogData': {'description': 'by hand', 'architectures': ['x86'],"
                                + " 'logoImageBlob': '" + ONE_LOGO_MORE + "'}}");
        ecr().removeTags("api", OWNER, "team");
        ecr().deleteRepositoryPolicy("api");
        world.emulator().calls().reset();

        // When
        repositories.reconcileNow("api");

        // Then
        Event repaired = repositories.awaitEvent("api", Reason.DRIFT_REPAIRED);
        assertThat(repaired.getMessage())
                .contains(
                        "PutRepositoryCatalogData description, aboutText, usageText, architectures, operatingSystems, logoImage",
                        "SetRepositoryPolicy",
                        "TagResource");
        repositories.awaitReady("api");
        assertThat(writes()).hasSize(3);
        assertThat(ecr().tags("api")).containsKeys(OWNER, "team");
        assertThat(shown().path("usageText").asText()).isEqualTo("usage");
        assertThat(shown().path("logoUrl").asText())
                .isEqualTo(repositories.get("api").getStatus().logo().url());

        // When
        world.emulator().calls().reset();
        repositories.reconcileNow("api");

        // Then
        repositories.awaitReady("api");
        assertThat(writes()).isEmpty();

        // When
        ecr().deleteRepository("api");
        repositories.reconcileNow("api");

        // Then
        repositories.awaitEvent("api", Reason.RECREATED);
        repositories.awaitReady("api");
        assertThat(shown().path("description").asText()).isEqualTo("An API");
    }

    @Test
    void shouldNotTakeOrLoseWhatIsNotItsOwn() {
        // Given
        ecr().createRepository("shared");
        ecr().call(
                        "PutRepositoryCatalogData",
                        "{'repositoryName': 'shared', 'catalogData': {'description': 'by hand', 'logoImageBlob': '"
                                + LOGO + "'}}");

        // When
        repositories.apply("shared", "catalogData: {description: ours}");

        // Then
        repositories.awaitNotReady("shared", Reason.NOT_OWNED);

        // When
        repositories.apply("watcher", "{repositoryName: shared, tags: {team: a}, managementPolicy: Observe}");

        // Then
        repositories.awaitNotReady("watcher", Reason.NOT_OWNED);
        assertThat(repositories.get("watcher").getStatus().plan())
                .anySatisfy(line -> assertThat(line).startsWith("NotOwned: "))
                .anySatisfy(line -> assertThat(line).startsWith("TagResource ").contains("team=a"));
        assertThat(writes()).isEmpty();

        // When
        repositories.apply("shared", "{catalogData: {description: ours}, adoptionPolicy: IfUnowned}");

        // Then
        EcrPublicRepository adopted = repositories.awaitNotReady("shared", Reason.INVALID_SPEC);
        assertThat(World.condition(adopted, ConditionType.READY).getMessage()).contains("would remove it");
        assertThat(ecr().tags("shared")).containsKey(OWNER);
        assertThat(shown("shared").path("description").asText()).isEqualTo("by hand");

        // When
        repositories.apply("younger", "repositoryName: shared");

        // Then
        repositories.awaitNotReady("younger", Reason.DUPLICATE);

        // When
        repositories.applyReady(
                "shared", "{catalogData: {description: ours, logoImage: ''}, adoptionPolicy: IfUnowned}");

        // Then
        assertThat(shown("shared").has("logoUrl")).isFalse();
        assertThat(shown("shared").path("description").asText()).isEqualTo("ours");
    }

    @Test
    void shouldKeepImagesUntilTheirDeletionIsWanted() {
        // Given
        repositories.applyReady("api", "{}");
        ecr().putImage("api", "v1");

        // When
        repositories.resource("api").delete();

        // Then
        repositories.awaitCondition("api", ConditionType.READY, ConditionStatus.FALSE, Reason.DELETION_BLOCKED);
        assertThat(ecr().repositoryNames()).containsExactly("api");

        // When
        repositories.apply("api", "deletionPolicy: DeleteWithImages");

        // Then
        repositories.awaitGone("api");
        assertThat(ecr().repositoryNames()).isEmpty();
    }

    @Test
    void shouldKnowItsRepositoryAgainWhoseCreationWasNotAnswered() {
        // Given
        StoppedCall call = StoppedCall.next(world, "CreateRepository", StoppedCall.Ending.ALL_ANSWERS_LOST);
        repositories.apply("api", "tags: {team: a}");
        call.awaitArrival();
        call.release();
        world.stopOperator();
        world.faults().clear();
        world.emulator().calls().reset();

        // When
        world.startOperator(OperatorUnderTest.Options.DEFAULT);

        // Then
        repositories.awaitReady("api");
        assertThat(writes()).as("the tags are those of the call").isEmpty();
        assertThat(ecr().repositoryNames()).containsExactly("api");
        eventually("it is recorded", () -> assertThat(
                        repositories.get("api").getStatus().managedTagKeys())
                .containsExactly(OWNER, "team"));
    }

    @Test
    void shouldTellWhatEcrRefusesAndPrintTheAddress() {
        // Given
        repositories.applyReady("api", "{}");
        world.faults().on("SetRepositoryPolicy").deny();

        // When
        repositories.apply("api", EVERYTHING);

        // Then
        EcrPublicRepository denied = repositories.awaitNotReady("api", Reason.ACCESS_DENIED);
        assertThat(World.condition(denied, ConditionType.READY).getMessage())
                .contains("ecr-public:SetRepositoryPolicy");
        List<String> lines = world.cluster()
                .kubectl("get", "ecrpub", "-o", "wide", "-n", world.namespace())
                .stdout()
                .lines()
                .toList();
        assertThat(lines.getFirst().split(" +"))
                .containsExactly("NAME", "READY", "REASON", "URI", "ARN", "MESSAGE", "AGE");
        assertThat(lines.getLast()).contains("public.ecr.aws/", "arn:aws:ecr-public::");

        // When
        world.faults().clear();
        repositories.reconcileNow("api");
        repositories.awaitReady("api");
        world.faults().on("GetRepositoryPolicy").deny();
        repositories.reconcileNow("api");

        // Then
        repositories.awaitCondition("api", ConditionType.SYNCED, ConditionStatus.UNKNOWN, Reason.READ_DENIED);
    }

    /** The operator has no right to read ConfigMaps but what the owner of one gives it. */
    @Test
    void shouldTakeALogoFromAConfigMapThatItMayGet() {
        // When
        repositories.apply(
                "api",
                "catalogData: {description: An API, logoImageFrom: {configMapKeyRef: {name: gallery, key: logo.png}}}");

        // Then
        EcrPublicRepository waiting = repositories.awaitNotReady("api", Reason.LOGO_UNAVAILABLE);
        assertThat(World.condition(waiting, ConditionType.READY).getMessage()).contains("the operator may not get it");
        repositories.awaitCondition("api", ConditionType.RESOLVED_REFS, ConditionStatus.FALSE, Reason.LOGO_UNAVAILABLE);

        // When
        world.user()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("gallery")
                        .withNamespace(world.namespace())
                        .endMetadata()
                        .addToBinaryData("logo.png", LOGO)
                        .build())
                .create();
        letGet("gallery");
        repositories.reconcileNow("api");

        // Then
        EcrPublicRepository ready = repositories.awaitReady("api");
        assertThat(shown().path("logoUrl").asText())
                .isNotEmpty()
                .isEqualTo(ready.getStatus().logo().url());
        repositories.awaitCondition("api", ConditionType.RESOLVED_REFS, ConditionStatus.TRUE, Reason.RESOLVED);
    }

    /** As docs/public-repositories.md has it, for the operator of the tests. */
    private void letGet(String configMap) {
        world.user()
                .resource(new RoleBuilder()
                        .withNewMetadata()
                        .withName("gallery-logo")
                        .withNamespace(world.namespace())
                        .endMetadata()
                        .addNewRule()
                        .withApiGroups("")
                        .withResources("configmaps")
                        .withResourceNames(configMap)
                        .withVerbs("get")
                        .endRule()
                        .build())
                .create();
        world.user()
                .resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName("gallery-logo")
                        .withNamespace(world.namespace())
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", "gallery-logo")
                        .addNewSubject()
                        .withKind("ServiceAccount")
                        .withName("ecr-operator")
                        .withNamespace("ecr-operator")
                        .endSubject()
                        .build())
                .create();
    }

    private Registry ecr() {
        return world.emulator().publicRegistry(World.ACCOUNT);
    }

    private JsonNode shown() {
        return shown("api");
    }

    private JsonNode shown(String name) {
        return ecr().call("GetRepositoryCatalogData", "{'repositoryName': '" + name + "'}")
                .path("catalogData");
    }

    /** The calls of the operator that change something; those by hand are not among them. */
    private List<String> writes() {
        Predicate<String> reads = operation ->
                operation.startsWith("Describe") || operation.startsWith("Get") || operation.startsWith("List");
        return world.emulator().calls().entries().stream()
                .map(LoggedCall::operation)
                .filter(reads.negate())
                .toList();
    }
}
