package io.ecroperator.e2e;

import static io.ecroperator.e2e.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRegistry;
import io.ecroperator.emulator.Faults;
import io.ecroperator.emulator.LoggedCall;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Reason;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Another account and region than the operator's own, and who may use it, from the outside. */
@ExtendWith(SharedCluster.class)
class EcrRegistryIT {

    private static final String OTHER = "444455556666";
    private static final String TOKYO = "ap-northeast-1";

    private World world;
    private RegistryObjects registries;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = World.start(cluster);
        registries = new RegistryObjects(world);
    }

    @AfterEach
    void stop() {
        registries.close();
        world.close();
    }

    @Test
    void shouldTellWhoTheOperatorIsThereAndWriteThatOnce() {
        // When
        String name = registries.apply("tokyo", OTHER, TOKYO, "");

        // Then
        EcrRegistry registry = ready(name);
        assertThat(registry.getStatus().accountId()).isEqualTo(OTHER);
        assertThat(registry.getStatus().principalArn()).contains(":" + OTHER + ":", "role/ecr-operator");
        assertThat(registry.getStatus().repositories()).as("nothing uses it").isNull();

        // When
        registries.apply("tokyo", OTHER, TOKYO, "drift: {sweepPeriod: 10m}");
        EcrRegistry edited = ready(name);

        // Then
        assertThat(edited.getStatus().observedGeneration()).isEqualTo(2);
        assertThat(calls("GetCallerIdentity", OTHER))
                .as("the connection is the same")
                .hasSize(1);

        // When
        String version = edited.getMetadata().getResourceVersion();
        world.applyReady("elsewhere", ""); // has passed the same API server since

        // Then
        assertThat(registries.resource(name).get().getMetadata().getResourceVersion())
                .isEqualTo(version);
        assertThat(calls("DescribeRepositories", OTHER))
                .as("a registry that nothing uses is not listed")
                .isEmpty();
    }

    @Test
    void shouldKeepRepositoriesThereAndTellHowItStands() {
        // Given
        String name = registries.apply("tokyo", OTHER, TOKYO, "");

        // When
        world.applyReady("api", "registryRef: {name: " + name + "}");

        // Then
        assertThat(world.get("api").getStatus().repositoryArn())
                .isEqualTo("arn:aws:ecr:" + TOKYO + ":" + OTHER + ":repository/api");
        assertThat(world.ecr().repository("api")).as("in the operator's own").isEmpty();
        EcrRegistry registry =
                registries.awaitCondition(name, ConditionType.REACHABLE, ConditionStatus.TRUE, Reason.LISTED);
        assertThat(RegistryObjects.condition(registry, ConditionType.READY).getReason())
                .isEqualTo("AccountVerified");
    }

    @Test
    void shouldNotBeReadyWhileEcrRefusesTheCredentialsAndDelayNoOther() {
        // Given
        String tokyo = registries.apply("tokyo", OTHER, TOKYO, "drift: {sweepPeriod: 1s}");
        world.applyReady("there", "registryRef: {name: " + tokyo + "}");

        // When
        world.faults()
                .on(Faults.ANY)
                .account(OTHER)
                .error("UnrecognizedClientException", "The security token included in the request is invalid.", 400);

        // Then
        registries.awaitCondition(tokyo, ConditionType.READY, ConditionStatus.UNKNOWN, Reason.CREDENTIALS_UNAVAILABLE);
        registries.awaitCondition(
                tokyo, ConditionType.REACHABLE, ConditionStatus.UNKNOWN, Reason.CREDENTIALS_UNAVAILABLE);
        assertThat(World.condition(world.get("there"), ConditionType.READY).getStatus())
                .as("nothing is known to differ")
                .isEqualTo("True");
        world.applyReady("here", "");

        // When
        world.faults().clear();

        // Then
        ready(tokyo);
        registries.awaitCondition(tokyo, ConditionType.REACHABLE, ConditionStatus.TRUE, Reason.LISTED);
    }

    @Test
    void shouldPrintWhereAndAsWhom() {
        // Given
        String name = registries.apply("tokyo", OTHER, TOKYO, "");
        ready(name);

        // When
        List<String> narrow = kubectl("get", "ecrreg", name);
        List<String> wide = kubectl("get", "ecrreg", name, "-o", "wide");

        // Then
        assertThat(narrow.getFirst().split(" +"))
                .containsExactly("NAME", "READY", "REASON", "ACCOUNT", "REGION", "AGE");
        assertThat(narrow.getLast()).contains("True", "AccountVerified", OTHER, TOKYO);
        assertThat(wide.getFirst().split(" +"))
                .containsExactly(
                        "NAME", "READY", "REASON", "ACCOUNT", "REGION", "REPOSITORIES", "PRINCIPAL", "MESSAGE", "AGE");
        assertThat(wide.getLast()).contains("arn:aws:");
    }

    @Test
    void shouldWriteNothingWithCredentialsOfAnotherAccountAndGoOnOnceTheyAreRight() {
        // When
        String name = registries.applyAs("tokyo", "999999999999", OTHER, TOKYO, "");
        world.apply("api", "registryRef: {name: " + name + "}");

        // Then
        EcrRegistry registry =
                registries.awaitCondition(name, ConditionType.READY, ConditionStatus.FALSE, Reason.WRONG_ACCOUNT);
        assertThat(RegistryObjects.condition(registry, ConditionType.READY).getMessage())
                .contains("in account 999999999999, and spec.accountId is " + OTHER + ". Nothing is read or written");
        registries.awaitCondition(name, ConditionType.STALLED, ConditionStatus.TRUE, Reason.WRONG_ACCOUNT);
        world.awaitCondition("api", ConditionType.READY, ConditionStatus.UNKNOWN, Reason.WRONG_ACCOUNT);
        assertThat(calls("999999999999")).extracting(LoggedCall::operation).containsOnly("GetCallerIdentity");

        // When
        registries.apply("tokyo", OTHER, TOKYO, "");

        // Then
        ready(name);
        world.awaitReady("api");
    }

    @Test
    void shouldNotKnowWhileStsDoesNotAnswerAndStayReadyOnceItHasAnswered() {
        // Given
        world.faults().on("GetCallerIdentity").account(OTHER).serverError();

        // When
        String name = registries.apply("tokyo", OTHER, TOKYO, "");

        // Then
        eventually("it says so", () -> assertThat(
                        RegistryObjects.condition(registries.resource(name).get(), ConditionType.READY)
                                .getStatus())
                .isEqualTo("Unknown"));

        // When
        world.faults().clear();

        // Then
        ready(name);
    }

    @Test
    void shouldLetObjectsKeepWhatTheyHaveWhileTheirRegistryIsGone() {
        // Given
        String name = registries.apply("tokyo", OTHER, TOKYO, "");
        world.applyReady("api", "registryRef: {name: " + name + "}");

        // When
        registries.delete(name);

        // Then
        world.awaitCondition("api", ConditionType.RESOLVED_REFS, ConditionStatus.FALSE, Reason.REGISTRY_NOT_FOUND);
        world.resource("api").delete();
        eventually("it waits with its finalizer", () -> assertThat(
                        world.get("api").getMetadata().getDeletionTimestamp())
                .isNotNull());
        assertThat(calls("DeleteRepository", OTHER)).isEmpty();

        // When
        registries.apply("tokyo", OTHER, TOKYO, "");

        // Then
        eventually("it is deleted", () -> assertThat(world.get("api")).isNull());
        assertThat(calls("DeleteRepository", OTHER)).hasSize(1);
    }

    private List<String> kubectl(String... args) {
        return world.cluster().kubectl(args).stdout().lines().map(String::strip).toList();
    }

    private EcrRegistry ready(String name) {
        return registries.awaitCondition(name, ConditionType.READY, ConditionStatus.TRUE, Reason.ACCOUNT_VERIFIED);
    }

    private List<LoggedCall> calls(String operation, String account) {
        return calls(account).stream()
                .filter(call -> operation.equals(call.operation()))
                .toList();
    }

    private List<LoggedCall> calls(String account) {
        return world.emulator().calls().entries().stream()
                .filter(call -> account.equals(call.account()))
                .toList();
    }
}
