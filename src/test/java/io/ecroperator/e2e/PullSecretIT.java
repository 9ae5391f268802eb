package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecroperator.api.v1alpha1.EcrPullSecret;
import io.ecroperator.compared.Shows;
import io.ecroperator.e2e.OperatorUnderTest.Options;
import io.ecroperator.e2e.OperatorUnderTest.PullSecretKinds;
import io.ecroperator.emulator.LoggedCall;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Reason;
import io.ecroperator.support.AlsoOnEveryKubernetes;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.OptimisticEdit;
import io.ecroperator.support.SettableClock;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pull secrets on a real API server with the shipped rights, in one namespace. */
@AlsoOnEveryKubernetes
@ExtendWith(SharedCluster.class)
class PullSecretIT {

    private static final String HOST = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";
    private static final String OTHER_HOST = "444455556666.dkr.ecr.us-east-1.amazonaws.com";
    private static final String EU = """
            registries:
              - {region: eu-central-1, accountIds: ["123456789012"]}
            """;
    private static final String EU_AND_US = """
            registries:
              - {region: eu-central-1, accountIds: ["123456789012"]}
              - {region: us-east-1, accountIds: ["444455556666"]}
            """;

    private final SettableClock clock = new SettableClock();
    private World world;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = World.withoutOperator(cluster);
        Install.pullSecretsInto(cluster, world.namespace());
        startOperator();
    }

    @AfterEach
    void close() {
        world.deletePullSecrets();
        world.close();
    }

    @Test
    void shouldWriteOneSecretForTwoAccountsInTwoRegions() throws IOException {
        // When
        EcrPullSecret object = applyReady("pull", EU_AND_US);

        // Then
        Secret secret = secret("pull").get();
        assertThat(secret.getType()).isEqualTo("kubernetes.io/dockerconfigjson");
        assertThat(auths(secret).fieldNames()).toIterable().containsExactlyInAnyOrder(HOST, OTHER_HOST);
        assertThat(auths(secret).path(HOST).path("username").textValue()).isEqualTo("AWS");
        assertThat(password(secret, HOST)).isNotEqualTo(password(secret, OTHER_HOST));
        assertThat(secret.getMetadata().getOwnerReferences()).singleElement().satisfies(owner -> assertThat(
                        owner.getUid())
                .isEqualTo(object.getMetadata().getUid()));
        assertThat(Instant.parse(object.getStatus().expiresAt()))
                .isBetween(
                        clock.instant().plus(Duration.ofHours(11)),
                        clock.instant().plus(Duration.ofHours(12)));
        assertThat(world.cluster()
                        .kubectl("get", "ecrps", "-n", world.namespace())
                        .stdout())
                .containsPattern("NAME +READY +REASON +EXPIRES +AGE")
                .containsPattern("pull +True +TokensValid +20");
    }

    @Test
    void shouldMintOncePerRegionForManyObjects() {
        // Given
        List<String> names = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            names.add("pull-" + number);
        }

        // When
        names.forEach(name -> apply(name, EU_AND_US));
        names.forEach(this::awaitReady);

        // Then
        assertThat(mints()).isEqualTo(2);
    }

    @Test
    @Shows("kubernetes-replicator#356")
    void shouldPutADeletedSecretBackWithTheSameTokenAndSaySo() throws IOException {
        // Given
        applyReady("pull", EU);
        Secret before = secret("pull").get();

        // When
        secret("pull").delete();

        // Then
        World.eventually("the Secret is back", () -> assertThat(
                        secret("pull").get().getMetadata().getUid())
                .isNotEqualTo(before.getMetadata().getUid()));
        assertThat(password(secret("pull").get(), HOST)).isEqualTo(password(before, HOST));
        assertThat(mints()).isEqualTo(1);
        assertThat(world.awaitEvent("pull", Reason.SECRET_RESTORED).getType()).isEqualTo("Warning");
    }

    @Test
    void shouldSayThatASecretCameBackThatWasDeletedTheMomentItCame() {
        // Given
        List<String> names =
                IntStream.range(0, 15).mapToObj(number -> "pull-" + number).toList();
        Set<String> deleted = ConcurrentHashMap.newKeySet();
        SharedIndexInformer<Secret> eager = world.user()
                .secrets()
                .inNamespace(world.namespace())
                .inform(new ResourceEventHandler<>() {
                    @Override
                    public void onAdd(Secret secret) {
                        if (deleted.add(secret.getMetadata().getName())) {
                            world.user().resource(secret).delete();
                        }
                    }

                    @Override
                    public void onUpdate(Secret before, Secret after) {}

                    @Override
                    public void onDelete(Secret secret, boolean unknown) {}
                });

        // When
        names.forEach(name -> apply(name, EU));

        // Then
        names.forEach(name -> world.awaitEvent(name, Reason.SECRET_RESTORED));
        eager.stop();
    }

    @Test
    void shouldSetAnEditedSecretBackInPlaceAndLeaveWhatIsNotItsOwn() throws IOException {
        // Given
        applyReady("pull", EU);
        Secret before = secret("pull").get();

        // When
        OptimisticEdit.of(secret("pull"), secret -> new SecretBuilder(secret)
                .addToData(".dockerconfigjson", base64("{\"auths\":{}}"))
                .addToData("theirs", base64("stays"))
                .editMetadata()
                .addToLabels("theirs", "stays")
                .endMetadata()
                .build());

        // Then
        World.eventually(
                "the content is back",
                () -> assertThat(password(secret("pull").get(), HOST)).isEqualTo(password(before, HOST)));
        Secret after = secret("pull").get();
        assertThat(after.getMetadata().getUid()).isEqualTo(before.getMetadata().getUid());
        assertThat(after.getMetadata().getLabels()).containsEntry("theirs", "stays");
        assertThat(after.getData()).containsKey("theirs");
        assertThat(mints()).isEqualTo(1);
    }

    @Test
    void shouldFindItsSecretAgainWhenItsLabelWasTakenOff() {
        // Given
        applyReady("pull", EU);
        String uid = secret("pull").get().getMetadata().getUid();

        // When
        OptimisticEdit.of(secret("pull"), secret -> new SecretBuilder(secret)
                .editMetadata()
                .removeFromLabels("ecr-operator.io/pull-secret")
                .endMetadata()
                .build());

        // Then
        World.eventually("the label is back", () -> assertThat(
                        secret("pull").get().getMetadata().getLabels())
                .containsEntry("ecr-operator.io/pull-secret", "true"));
        assertThat(secret("pull").get().getMetadata().getUid()).isEqualTo(uid);
    }

    @Test
    void shouldLeaveAForeignSecretAloneAndTakeTheNameWhenItIsFree() {
        // Given
        Secret foreign = world.user()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("pull")
                        .withNamespace(world.namespace())
                        .endMetadata()
                        .addToData("mine", base64("mine"))
                        .build())
                .create();

        // When
        apply("pull", EU);
        awaitReason("pull", "False", Reason.SECRET_NOT_OURS);

        // Then
        assertThat(secret("pull").get().getMetadata().getResourceVersion())
                .isEqualTo(foreign.getMetadata().getResourceVersion());
        assertThat(condition("pull", ConditionType.READY).getMessage()).contains("Secret pull exists");

        // When
        secret("pull").delete();

        // Then
        awaitReady("pull");
    }

    @Test
    void shouldNeitherMintNorWriteWhenItStartsAgain() {
        // Given
        applyReady("pull", EU_AND_US);
        String version = secret("pull").get().getMetadata().getResourceVersion();
        String objectVersion = get("pull").getMetadata().getResourceVersion();
        long before = mints();

        // When
        startOperator();
        applyReady("later", EU.replace("eu-central-1", "eu-west-1"));

        // Then
        assertThat(mints()).isEqualTo(before + 1);
        assertThat(secret("pull").get().getMetadata().getResourceVersion()).isEqualTo(version);
        assertThat(get("pull").getMetadata().getResourceVersion()).isEqualTo(objectVersion);
    }

    @Test
    @Shows("external-secrets#6743")
    void shouldRenewInPlaceWhenTheTokenIsDue() throws IOException {
        // Given
        applyReady("pull", EU);
        Secret before = secret("pull").get();

        // When
        clock.jump(Duration.ofHours(6));

        // Then
        World.eventually(
                "the token is another",
                () -> assertThat(password(secret("pull").get(), HOST)).isNotEqualTo(password(before, HOST)));
        assertThat(secret("pull").get().getMetadata().getUid())
                .isEqualTo(before.getMetadata().getUid());
        assertThat(mints()).isEqualTo(2);
        awaitReady("pull");
    }

    @Test
    void shouldRenewWhenTheClockIsSetBack() throws IOException {
        // Given
        applyReady("pull", EU);
        Secret before = secret("pull").get();

        // When
        clock.jump(Duration.ofMinutes(-30));

        // Then
        World.eventually(
                "the token is another",
                () -> assertThat(password(secret("pull").get(), HOST)).isNotEqualTo(password(before, HOST)));
        assertThat(mints()).isEqualTo(2);
    }

    @Test
    void shouldKeepTheLastTokenAndSayUntilWhenWhileThrottled() throws IOException {
        // Given
        EcrPullSecret ready = applyReady("pull", EU);
        String password = password(secret("pull").get(), HOST);
        world.faults().on("GetAuthorizationToken").throttle();

        // When
        clock.jump(Duration.ofHours(7));
        awaitReason("pull", "True", Reason.ROTATION_FAILING);

        // Then
        assertThat(password(secret("pull").get(), HOST)).isEqualTo(password);
        Condition synced = condition("pull", ConditionType.SYNCED);
        assertThat(synced.getStatus()).isEqualTo("Unknown");
        assertThat(synced.getReason()).isEqualTo("Throttled");
        assertThat(synced.getMessage()).contains(ready.getStatus().expiresAt());
        assertThat(get("pull").getStatus().registries())
                .singleElement()
                .satisfies(token -> assertThat(token.lastError()).contains("GetAuthorizationToken failed"));
        assertThat(world.awaitEvent("pull", Reason.THROTTLED).getMessage())
                .containsPattern("The first token expires in 4 h [0-9]+ min\\.");

        // When
        world.faults().clear();

        // Then
        awaitReady("pull");
        assertThat(password(secret("pull").get(), HOST)).isNotEqualTo(password);
        assertThat(get("pull").getStatus().registries().getFirst().lastError()).isNull();
    }

    @Test
    void shouldServeTheOtherRegistryWhenOneHasNoToken() throws IOException {
        // Given
        world.faults().on("GetAuthorizationToken").service("ecr-public").deny();

        // When
        apply("pull", EU + "  - {public: true}\n");
        awaitReason("pull", "False", Reason.ACCESS_DENIED);

        // Then
        assertThat(auths(secret("pull").get()).fieldNames()).toIterable().containsExactly(HOST);
        assertThat(condition("pull", ConditionType.READY).getMessage()).contains("ecr-public:GetAuthorizationToken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ecr:GetAuthorizationToken", "ecr-public:GetAuthorizationToken", "sts:GetServiceBearerToken"})
    void shouldNameTheActionThatTheShippedPolicyLacks(String action) throws IOException {
        // Given
        String shipped = Files.readString(Path.of("deploy", "iam", "pull-credentials.json"));
        assertThat(shipped).contains("\"" + action + "\"");
        String role = "arn:aws:iam::" + World.ACCOUNT + ":role/ecr-operator";
        world.emulator().iam().policy(role, shipped.replace("\"" + action + "\"", "\"ecr:ListImages\""));

        // When
        apply("pull", EU + "  - {public: true}\n");
        awaitReason("pull", "False", Reason.ACCESS_DENIED);

        // Then
        assertThat(condition("pull", ConditionType.READY).getMessage())
                .contains("not authorized to perform: " + action + " on resource: *", ":assumed-role/ecr-operator/");
    }

    @Test
    void shouldFollowTheSpec() throws IOException {
        // Given
        applyReady("pull", EU_AND_US + "secret: {name: one, labels: {team: a}}\n");

        // When
        apply("pull", EU + "secret: {name: two, format: BasicAuth}\n");

        // Then
        World.eventually(
                "Secret two is there", () -> assertThat(secret("two").get()).isNotNull());
        World.eventually(
                "Secret one is gone", () -> assertThat(secret("one").get()).isNull());
        assertThat(secret("two").get().getType()).isEqualTo("kubernetes.io/basic-auth");
        assertThat(secret("two").get().getMetadata().getAnnotations())
                .containsEntry("tekton.dev/docker-0", "https://" + HOST);

        // When
        apply("pull", EU + "secret: {name: two, format: Token}\n");

        // Then
        World.eventually(
                "Secret two has another type",
                () -> assertThat(secret("two").get().getType()).isEqualTo("Opaque"));
        assertThat(mints()).isEqualTo(2);
    }

    @Test
    void shouldShowNoTokenAnywhereButInTheSecret() throws IOException {
        // Given
        applyReady("pull", EU);
        secret("pull").delete();
        world.awaitEvent("pull", Reason.SECRET_RESTORED);
        awaitReady("pull");
        Secret secret = secret("pull").get();
        String password = password(secret, HOST);
        String auth = auths(secret).path(HOST).path("auth").textValue();

        // When
        String shown = Serialization.asJson(get("pull"))
                + Serialization.asJson(secret.getMetadata())
                + world.events("pull").stream().map(Event::getMessage).toList();

        // Then
        assertThat(shown).contains("wrote it again").doesNotContain(password, auth);
    }

    @Test
    void shouldSayThatTheRegionMayNotBeEnabledWhereAwsTakesTheCredentialsElsewhere() {
        // Given
        applyReady("pull", EU);
        world.faults()
                .on("GetAuthorizationToken")
                .error("UnrecognizedClientException", "The security token included in the request is invalid.", 400);

        // When
        apply("optin", """
                registries:
                  - {region: me-central-1, accountIds: ["123456789012"]}
                """);

        // Then
        awaitReason("optin", "False", Reason.CREDENTIALS_UNAVAILABLE);
        assertThat(condition("optin", ConditionType.READY).getMessage())
                .isEqualTo(
                        "No valid token for me-central-1. AWS does not accept the operator's credentials in me-central-1"
                                + " (UnrecognizedClientException). If it does in other regions, the account has not enabled"
                                + " me-central-1 (aws account enable-region --region-name me-central-1), or it belongs to another"
                                + " partition; otherwise: Write an access key that AWS accepts into the Secret "
                                + World.ACCOUNT + " in the operator's namespace (AWS_ACCESS_KEY_ID and"
                                + " AWS_SECRET_ACCESS_KEY, and AWS_SESSION_TOKEN if it is a temporary key); it is used within a"
                                + " minute.");
        assertThat(world.awaitEvent("optin", Reason.CREDENTIALS_UNAVAILABLE).getType())
                .isEqualTo("Warning");
    }

    @Test
    void shouldNameTheEntryWhoseRegionIsNone() {
        // When
        apply("pull", """
                registries:
                  - {region: eu-central-1, accountIds: ["123456789012"]}
                  - {region: us-east-1, accountIds: ["123456789012"]}
                  - {region: xx-invented-9, accountIds: ["123456789012"]}
                """);

        // Then
        awaitReason("pull", "False", Reason.INVALID_SPEC);
        assertThat(condition("pull", ConditionType.READY).getMessage())
                .contains(
                        "spec.registries[2].region: this operator knows no region xx-invented-9, so AWS was not asked.");
    }

    private void startOperator() {
        world.startOperator(Options.DEFAULT.withPullSecrets(PullSecretKinds.NAMESPACED, clock));
    }

    private void apply(String name, String spec) {
        String manifest = "apiVersion: ecr-operator.io/v1alpha1\nkind: EcrPullSecret\nmetadata:\n  name: " + name
                + "\n  namespace: " + world.namespace() + "\nspec:\n"
                + spec.strip().indent(2);
        world.user()
                .resources(EcrPullSecret.class)
                .inNamespace(world.namespace())
                .load(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)))
                .forceConflicts()
                .serverSideApply();
    }

    private EcrPullSecret applyReady(String name, String spec) {
        apply(name, spec);
        return awaitReady(name);
    }

    private EcrPullSecret awaitReady(String name) {
        return awaitReason(name, "True", Reason.TOKENS_VALID);
    }

    private EcrPullSecret awaitReason(String name, String status, Reason reason) {
        World.eventually(name + " is Ready=" + status + " " + reason.label(), () -> {
            Condition ready = condition(name, ConditionType.READY);
            assertThat(List.of(ready.getStatus(), ready.getReason()))
                    .as(ready.getMessage())
                    .containsExactly(status, reason.label());
            assertThat(ready.getObservedGeneration())
                    .isEqualTo(get(name).getMetadata().getGeneration());
        });
        return get(name);
    }

    private Condition condition(String name, ConditionType type) {
        return Conditions.find(get(name).getStatus().conditions(), type).orElseThrow();
    }

    private EcrPullSecret get(String name) {
        return world.user()
                .resources(EcrPullSecret.class)
                .inNamespace(world.namespace())
                .withName(name)
                .get();
    }

    private Resource<Secret> secret(String name) {
        return world.user().secrets().inNamespace(world.namespace()).withName(name);
    }

    private long mints() {
        return world.emulator().calls().entries().stream()
                .filter(call -> "GetAuthorizationToken".equals(call.operation()))
                .filter(call -> LoggedCall.OK.equals(call.outcome()))
                .count();
    }

    private static JsonNode auths(Secret secret) throws IOException {
        byte[] config = Base64.getDecoder().decode(secret.getData().get(".dockerconfigjson"));
        return new ObjectMapper().readTree(config).path("auths");
    }

    private static String password(Secret secret, String host) throws IOException {
        return auths(secret).path(host).path("password").textValue();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
