package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.ClusterEcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrPullSecret;
import io.ecroperator.compared.Shows;
import io.ecroperator.e2e.OperatorUnderTest.Options;
import io.ecroperator.e2e.OperatorUnderTest.PullSecretKinds;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Reason;
import io.ecroperator.support.AlsoOnEveryKubernetes;
import io.ecroperator.support.KubectlResult;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.OptimisticEdit;
import io.ecroperator.support.SettableClock;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code imagePullSecrets} of ServiceAccounts, on a real API server with the shipped rights. */
@AlsoOnEveryKubernetes
@ExtendWith(SharedCluster.class)
class ServiceAccountIT {

    private static final String ANNOTATION = "ecr-operator.io/pull-secrets";

    private final SettableClock clock = new SettableClock();
    private World world;

    @TempDir
    private Path directory;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = World.withoutOperator(cluster);
    }

    @AfterEach
    void close() {
        world.deletePullSecrets();
        world.close();
    }

    @Test
    @Shows("registry-creds#9")
    void shouldAppendBesideWhatIsThereAndTakeExactlyThatAway() {
        // Given
        serve();
        createAccount("builder", "regcred");

        // When
        apply("pull", "{mode: Named, names: [builder]}");
        awaitReady("pull");

        // Then
        assertThat(listed("builder")).containsExactly("regcred", "pull");

        // When
        createAccount("other");
        apply("pull", "{mode: Named, names: [other]}");
        awaitReady("pull");

        // Then
        World.eventually(
                "builder has lost it", () -> assertThat(listed("builder")).containsExactly("regcred"));
        assertThat(listed("other")).containsExactly("pull");
        assertThat(account("builder").get().getMetadata().getAnnotations()).doesNotContainKey(ANNOTATION);

        // When
        object("pull").delete();

        // Then
        World.eventually("other has lost it", () -> assertThat(listed("other")).isEmpty());
    }

    @Test
    void shouldAttachASecretOfSomebodyElseToNobody() {
        // Given
        serve();
        createAccount("builder", "regcred");
        var foreign = world.user()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("pull")
                        .withNamespace(world.namespace())
                        .endMetadata()
                        .build());
        foreign.create();

        // When
        apply("pull", "{mode: All}");
        awaitReason("pull", Reason.SECRET_NOT_OURS);
        apply("other", "{mode: All}");
        awaitReady("other");

        // Then
        assertThat(listed("builder")).containsExactly("regcred", "other");

        // When
        foreign.delete();

        // Then
        awaitReady("pull");
        assertThat(listed("builder")).containsExactly("regcred", "other", "pull");

        // When
        world.stopOperator();
        world.user().secrets().inNamespace(world.namespace()).withName("pull").delete();
        foreign.create();
        startOperator(PullSecretKinds.NAMESPACED_WITH_SERVICE_ACCOUNTS);

        // Then
        World.eventually(
                "it is taken away again", () -> assertThat(listed("builder")).containsExactly("regcred", "other"));
    }

    @Test
    @Shows("registry-creds#24")
    void shouldServeAllServiceAccountsOfTheNamespaceAndThoseToCome() {
        // Given
        serve();
        createAccount("default");
        apply("pull", "{mode: All}");
        awaitReady("pull");
        assertThat(listed("default")).containsExactly("pull");

        // When
        createAccount("later", "regcred");

        // Then
        World.eventually("the new one has it", () -> assertThat(listed("later")).containsExactly("regcred", "pull"));
    }

    @Test
    @Shows("registry-creds#24")
    void shouldSayWhichServiceAccountIsMissingAndServeItWhenItComes() {
        // Given
        serve();
        apply("pull", "{mode: Named, names: [builder]}");
        awaitReason("pull", Reason.SERVICE_ACCOUNT_NOT_ATTACHED);
        assertThat(ready("pull").getStatus()).isEqualTo("False");
        assertThat(ready("pull").getMessage()).contains("ServiceAccount builder does not exist");
        assertThat(world.user()
                        .secrets()
                        .inNamespace(world.namespace())
                        .withName("pull")
                        .get())
                .isNotNull();

        // When
        createAccount("builder");

        // Then
        awaitReady("pull");
        assertThat(listed("builder")).containsExactly("pull");

        // When
        account("builder").delete();

        // Then
        awaitReason("pull", Reason.SERVICE_ACCOUNT_NOT_ATTACHED);
    }

    @Test
    void shouldLeaveAnEntryThatTheUserMade() {
        // Given
        serve();
        createAccount("default", "pull");
        apply("pull", "{mode: All}");
        awaitReady("pull");
        String version = account("default").get().getMetadata().getResourceVersion();
        createAccount("witness");
        World.eventually(
                "the witness has it", () -> assertThat(listed("witness")).containsExactly("pull"));

        // When
        object("pull").delete();
        World.eventually(
                "the witness has lost it", () -> assertThat(listed("witness")).isEmpty());

        // Then
        assertThat(listed("default")).containsExactly("pull");
        assertThat(account("default").get().getMetadata().getResourceVersion()).isEqualTo(version);
    }

    @Test
    @Shows("registry-creds#9")
    void shouldTakeBackWhatWasDeletedWhileNoOperatorRan() {
        // Given
        serve();
        createAccount("default", "regcred");
        apply("pull", "{mode: All}");
        awaitReady("pull");
        world.stopOperator();
        object("pull").delete();

        // When
        startOperator(PullSecretKinds.NAMESPACED_WITH_SERVICE_ACCOUNTS);

        // Then
        World.eventually("it is taken back", () -> assertThat(listed("default")).containsExactly("regcred"));
    }

    @Test
    @Shows("data-science-pipelines-operator#1111")
    void shouldLoseNoEditThatIsMadeMeanwhile() {
        // Given
        serve();
        createAccount("default");
        List<String> theirs =
                IntStream.range(0, 30).mapToObj(number -> "reg-" + number).toList();

        // When
        CompletableFuture<Void> edits = CompletableFuture.runAsync(() -> theirs.forEach(this::append));
        for (int round = 0; !edits.isDone(); round++) {
            apply("pull-" + round % 3, round % 2 == 0 ? "{mode: All}" : "{mode: None}");
        }
        edits.join();
        Stream.of("pull-0", "pull-1", "pull-2").forEach(name -> apply(name, "{mode: All}"));

        // Then
        World.eventually("everything is listed", () -> assertThat(listed("default"))
                .containsAll(theirs)
                .contains("pull-0", "pull-1", "pull-2")
                .doesNotHaveDuplicates()
                .hasSize(theirs.size() + 3));
    }

    @Test
    @Shows("data-science-pipelines-operator#1111")
    void shouldNotFightWithWhoAppliesTheServiceAccountAgain() throws IOException {
        // Given
        serve();
        String plain = manifest("imagePullSecrets: [{name: regcred}]");
        kubectl("apply", "-f", plain);
        kubectl("apply", "--server-side", "--field-manager=gitops", "-f", manifest("secrets: []"));
        apply("pull", "{mode: Named, names: [app]}");
        awaitReady("pull");

        // When
        kubectl("apply", "-f", plain);
        kubectl("apply", "--server-side", "--field-manager=gitops", "-f", manifest("secrets: []"));

        // Then
        assertThat(listed("app")).containsExactly("regcred", "pull");
        assertThat(account("app").get().getMetadata().getManagedFields())
                .filteredOn(entry -> "ecr-operator".equals(entry.getManager()))
                .as("no apply, which would own the list whole")
                .allSatisfy(entry -> assertThat(entry.getOperation()).isEqualTo("Update"));

        // When
        kubectl("apply", "--server-side", "--force-conflicts", "--field-manager=gitops", "-f", plain);

        // Then
        World.eventually("it is back", () -> assertThat(listed("app")).containsExactly("regcred", "pull"));
    }

    @Test
    void shouldSayThatItMayNotWhenThatIsNotSwitchedOn() {
        // Given
        Install.pullSecretsInto(world.cluster(), world.namespace());
        startOperator(PullSecretKinds.NAMESPACED);
        createAccount("default");

        // When
        apply("pull", "{mode: All}");

        // Then
        awaitReason("pull", Reason.SERVICE_ACCOUNT_NOT_ATTACHED);
        assertThat(ready("pull").getMessage()).contains("ecr-operator.pull-secrets.service-accounts-enabled=true");
        assertThat(listed("default")).isEmpty();
    }

    @Test
    void shouldFollowTheSelectionOfNamespaces() {
        // Given
        Install.pullSecretsEverywhere(world.cluster());
        String name = "pull-" + world.namespace();
        try {
            startOperator(PullSecretKinds.CLUSTER_WITH_SERVICE_ACCOUNTS);
            createAccount("default", "regcred");
            world.user()
                    .resources(ClusterEcrPullSecret.class)
                    .load(stream("""
                            apiVersion: ecr-operator.io/v1alpha1
                            kind: ClusterEcrPullSecret
                            metadata: {name: %1$s}
                            spec:
                              registries: [{region: eu-central-1, accountIds: ["123456789012"]}]
                              namespaceSelector: {matchLabels: {pulls-for: %1$s}}
                              serviceAccounts: {mode: All}
                            """.formatted(name)))
                    .create();

            // When
            label(Map.of("pulls-for", name));

            // Then
            World.eventually("it has it", () -> assertThat(listed("default")).containsExactly("regcred", name));
            World.eventually("ready", () -> assertThat(
                            Conditions.find(cluster(name).get().getStatus().conditions(), ConditionType.READY))
                    .hasValueSatisfying(
                            ready -> assertThat(ready.getMessage()).contains("in the one namespace selected")));

            // When
            label(Map.of());

            // Then
            World.eventually(
                    "it has lost it", () -> assertThat(listed("default")).containsExactly("regcred"));
        } finally {
            world.stopOperator();
            cluster(name).delete();
            Install.noPullSecretsAnywhere(world.cluster());
        }
    }

    private void serve() {
        Install.pullSecretsInto(world.cluster(), world.namespace());
        Install.serviceAccountsInto(world.cluster(), world.namespace());
        startOperator(PullSecretKinds.NAMESPACED_WITH_SERVICE_ACCOUNTS);
    }

    private void startOperator(PullSecretKinds kinds) {
        world.startOperator(Options.DEFAULT.withPullSecrets(kinds, clock));
    }

    private void apply(String name, String serviceAccounts) {
        world.user()
                .resources(EcrPullSecret.class)
                .inNamespace(world.namespace())
                .load(stream("""
                        apiVersion: ecr-operator.io/v1alpha1
                        kind: EcrPullSecret
                        metadata: {name: %s, namespace: %s}
                        spec:
                          registries: [{region: eu-central-1, accountIds: ["123456789012"]}]
                          serviceAccounts: %s
                        """.formatted(name, world.namespace(), serviceAccounts)))
                .forceConflicts()
                .serverSideApply();
    }

    private static ByteArrayInputStream stream(String manifest) {
        return new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8));
    }

    private void createAccount(String name, String... pullSecrets) {
        world.user()
                .resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(world.namespace())
                        .endMetadata()
                        .withImagePullSecrets(Stream.of(pullSecrets)
                                .map(LocalObjectReference::new)
                                .toList())
                        .build())
                .create();
    }

    private void append(String pullSecret) {
        OptimisticEdit.of(account("default"), account -> new ServiceAccountBuilder(account)
                .addNewImagePullSecret(pullSecret)
                .build());
    }

    private void label(Map<String, String> labels) {
        OptimisticEdit.of(world.user().namespaces().withName(world.namespace()), object -> new NamespaceBuilder(object)
                .editMetadata()
                .withLabels(labels)
                .endMetadata()
                .build());
    }

    private String manifest(String more) throws IOException {
        Path file = Files.createTempFile(directory, "account", ".yaml");
        return Files.writeString(file, """
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: app, namespace: %s, labels: {app: api}}
                %s
                """.formatted(world.namespace(), more)).toString();
    }

    private void kubectl(String... arguments) {
        KubectlResult result = world.cluster().kubectl(arguments);
        assertThat(result.exitCode()).as(result.stderr()).isZero();
    }

    private Resource<ServiceAccount> account(String name) {
        return world.user().serviceAccounts().inNamespace(world.namespace()).withName(name);
    }

    private List<String> listed(String name) {
        return account(name).get().getImagePullSecrets().stream()
                .map(LocalObjectReference::getName)
                .toList();
    }

    private Resource<EcrPullSecret> object(String name) {
        return world.user()
                .resources(EcrPullSecret.class)
                .inNamespace(world.namespace())
                .withName(name);
    }

    private Resource<ClusterEcrPullSecret> cluster(String name) {
        return world.user().resources(ClusterEcrPullSecret.class).withName(name);
    }

    private void awaitReady(String name) {
        awaitReason(name, Reason.TOKENS_VALID);
    }

    private void awaitReason(String name, Reason reason) {
        World.eventually(name + " says " + reason.label(), () -> {
            assertThat(ready(name).getReason()).as(ready(name).getMessage()).isEqualTo(reason.label());
            assertThat(ready(name).getObservedGeneration())
                    .isEqualTo(object(name).get().getMetadata().getGeneration());
        });
    }

    private Condition ready(String name) {
        return Conditions.find(object(name).get().getStatus().conditions(), ConditionType.READY)
                .orElseThrow();
    }
}
