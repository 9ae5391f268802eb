package io.ecroperator.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What we ship, in Git, as Argo CD takes it: synced once, and never different from what is in the cluster. */
@ExtendWith(SharedArgoCd.class)
class ArgoCdExamplesIT {

    private static final Path EXAMPLES = Path.of("deploy", "examples");

    private static final String ACCOUNTS = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: plain, labels: {team: a}}
            ---
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: listed, labels: {team: a}}
            imagePullSecrets: [{name: other}]
            ---
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrPullSecret
            metadata: {name: ecr-pull}
            spec:
              registries: [{region: eu-central-1, accountIds: ["123456789012"]}]
              serviceAccounts: {mode: Named, names: [plain, listed]}
            """;

    /** What the Application of them has more. */
    private static final String IGNORED_DIFFERENCES = """
                  - RespectIgnoreDifferences=true
              ignoreDifferences:
                - kind: ServiceAccount
                  name: listed
                  jqPathExpressions: ['.imagePullSecrets[]? | select(.name == "ecr-pull")']
            """;

    private final ArgoCdWorld world;

    ArgoCdExamplesIT(ArgoCdWorld world) {
        this.world = world;
    }

    /** The operator has written finalizers and status by then, and the API server defaults. One example waits for consent. */
    @ParameterizedTest
    @CsvSource({"ecr, Suspended", "ecr-operator, Healthy", "ecr-registry, Suspended"})
    void shouldSyncTheExamplesOnceAndFindNoDifferenceAfterwards(String name, String health) {
        // Given
        Application synced = world.awaitStatus(name, "Synced", health);

        // When
        Application refreshed = world.refresh(name, "hard");

        // Then
        assertThat(List.of(synced, refreshed)).allSatisfy(ArgoCdExamplesIT::assertSyncedOnce);
        assertThat(refreshed.health()).isEqualTo(health);
        assertThat(refreshed.operationStarted()).isEqualTo(synced.operationStarted());
    }

    /** Of every kind, with Secrets, ConfigMaps and finalizers that the operator made. One of them waits for consent. */
    @Test
    void shouldSyncObjectsOfEveryKindOnce() throws IOException {
        // Given
        world.git().copy(EXAMPLES, "samples");
        // The examples of Argo CD have one of this name already.
        String api =
                Files.readString(EXAMPLES.resolve("02-immutable-tags.yaml")).replace("team-a/api", "samples/api");
        world.git().write("samples/02-immutable-tags.yaml", api);
        world.git().commit("Every example");

        // When
        world.applyApplication("samples");
        world.awaitStatus("samples", "Synced", "Suspended");
        Application application = world.refresh("samples", "hard");

        // Then
        assertSyncedOnce(application);
        assertThat(application.resources())
                .extracting(each -> each.name().replaceFirst(" .*", ""))
                .contains(
                        "EcrRepository",
                        "EcrLifecyclePolicy",
                        "EcrRepositoryPolicy",
                        "EcrPullSecret",
                        "ClusterEcrPullSecret",
                        "EcrRegistry");
        assertThat(application.resources())
                .filteredOn(each -> !each.health().equals("Healthy"))
                .extracting(Application.Resource::name)
                .containsExactly("EcrRepository reports");
        assertThat(world.kubectl("get", "secret/ecr-pull", "configmap/jobs-ecr", "-n", "samples", "-o", "name"))
                .isNotEmpty();
    }

    /** As docs/pull-secrets.md has it. */
    @Test
    void shouldLeaveTheListsOfServiceAccountsToTheOperator() throws IOException {
        // Given
        world.git().write("accounts/all.yaml", ACCOUNTS);
        world.git().commit("Two ServiceAccounts in Git");
        world.applyApplication("accounts", IGNORED_DIFFERENCES);
        world.eventually("both have the Secret", () -> assertThat(pullSecretsOf("plain", "listed"))
                .isEqualTo("ecr-pull; other ecr-pull; "));
        world.awaitStatus("accounts", "Synced", "Healthy");
        assertSyncedOnce(world.refresh("accounts", "hard"));

        // When
        world.git().write("accounts/all.yaml", ACCOUNTS.replace("team: a", "team: b"));
        world.git().commit("Another label");
        world.refresh("accounts", "normal");

        // Then
        world.eventually("the label arrives", () -> assertThat(
                        world.kubectl("get", "serviceaccount", "-n", "accounts", "-l", "team=b", "-o", "name"))
                .contains("plain", "listed"));
        assertThat(world.awaitStatus("accounts", "Synced", "Healthy").syncs()).isEqualTo(2);
        assertThat(pullSecretsOf("plain", "listed")).isEqualTo("ecr-pull; other ecr-pull; ");
    }

    @Test
    void shouldCallTheExamplesHealthyOnceSomebodyAgreesToThePlan() throws IOException {
        // Given
        String observed = world.example("registry/9-observed-repository.yaml").replace("team-a/", "agreed/");
        world.git().write("agreed/legacy.yaml", observed);
        world.git()
                .write(
                        "agreed/api.yaml",
                        world.example("registry/1-repository.yaml").replace("team-a/", "agreed/"));
        world.git().write("agreed/policy.yaml", world.example("registry/0-lifecycle-policy.yaml"));
        world.git().commit("The examples");
        world.applyApplication("agreed");
        Application pending = world.awaitStatus("agreed", "Synced", "Suspended");
        assertThat(pending.resource("EcrRepository legacy").message())
                .contains("imageTagMutability", "managementPolicy: Full");
        assertThat(world.ecr().tags("agreed/legacy")).isEmpty();
        assertThat(pending.resource("EcrRepository api").health()).isEqualTo("Healthy");
        assertThat(pending.resource("EcrLifecyclePolicy keep-30").health()).isEqualTo("Healthy");

        // When
        world.git()
                .write("agreed/legacy.yaml", observed.replace("managementPolicy: Observe", "managementPolicy: Full"));
        world.git().commit("Go ahead");
        world.refresh("agreed", "normal");

        // Then
        assertThat(world.awaitStatus("agreed", "Synced", "Healthy").syncs()).isEqualTo(2);
        assertThat(world.ecr().repository("agreed/legacy").orElseThrow().imageTagMutability())
                .isEqualTo("IMMUTABLE");
    }

    private String pullSecretsOf(String... serviceAccounts) {
        StringBuilder lists = new StringBuilder();
        for (String name : serviceAccounts) {
            lists.append(world.kubectl(
                            "get",
                            "serviceaccount/" + name,
                            "-n",
                            "accounts",
                            "-o",
                            "jsonpath={.imagePullSecrets[*].name}"))
                    .append("; ");
        }
        return lists.toString();
    }

    private static void assertSyncedOnce(Application application) {
        assertThat(application.conditions()).isEmpty();
        assertThat(application.operation()).isEqualTo("Succeeded");
        assertThat(application.syncs()).isEqualTo(1);
        assertThat(application.sync()).isEqualTo("Synced");
        assertThat(application.resources()).isNotEmpty().allSatisfy(each -> assertThat(each.sync())
                .isEqualTo("Synced"));
    }
}
